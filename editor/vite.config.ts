import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

/** Builds the editor to editor/dist; while developing, everything but screens goes to a running server. */
export default defineConfig(({ mode }) => {
  const { API = 'http://127.0.0.1:3000' } = loadEnv(mode, import.meta.dirname, 'API')
  const doors = [
    '/api/',
    '/f/',
    '/u/',
    '/c/',
    '/o/',
    '/t/',
    '/e/',
    '/hooks/',
    '/fonts/',
    '/healthz',
    '/readyz',
  ]
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // CodeMirror is the largest; it is fetched where Liquid is written and nowhere else.
      chunkSizeWarningLimit: 700,
    },
    server: { proxy: Object.fromEntries(doors.map((door) => [door, API])) },
  }
})
