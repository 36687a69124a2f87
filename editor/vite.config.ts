import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

/** Builds the editor to editor/dist; while developing, everything but screens goes to a running server. */
export default defineConfig(({ mode }) => {
  const { API = 'http://127.0.0.1:3000' } = loadEnv(mode, import.meta.dirname, 'API')
  const doors = ['/api/', '/f/', '/u/', '/hooks/', '/healthz', '/readyz']
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react()],
    build: { outDir: 'dist', emptyOutDir: true },
    server: { proxy: Object.fromEntries(doors.map((door) => [door, API])) },
  }
})
