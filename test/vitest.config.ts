import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')
const pure = ['test/engine/**/*.test.ts', 'test/editor/**/*.test.ts?(x)']

/** `--mode long` runs the same tests in their whole size: they read `import.meta.env.MODE`. */
export default defineConfig({
  root,
  test: {
    // Ours mostly wait for Postgres, for browsers and for programs that start: one more than cores.
    maxWorkers: availableParallelism() + 1,
    execArgv: ['--import', resolve(root, 'server/node-version.js')],
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
