import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')
const pure = ['test/engine/**/*.test.ts', 'test/editor/**/*.test.ts?(x)']

/** `--mode long` runs the same tests in their whole size: they read `import.meta.env.MODE`. */
export default defineConfig({
  root,
  test: {
    // Vitest leaves a core idle; ours mostly wait for Postgres and for browsers.
    maxWorkers: '100%',
    projects: [
      { root, test: { name: 'pure', include: pure, isolate: false } },
      {
        root,
        test: {
          name: 'house',
          include: ['test/**/*.test.ts?(x)'],
          exclude: pure,
          globalSetup: './test/cluster.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Loading the server takes longer than most files' tests: once a process is enough.
          isolate: false,
        },
      },
    ],
  },
})
