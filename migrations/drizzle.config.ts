import { defineConfig } from 'drizzle-kit'

/** `npm run migration` writes what the tables have changed since the last one. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './server/*/table.ts',
  out: './migrations',
  casing: 'snake_case',
})
