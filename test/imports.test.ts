import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breaches } from './import-rules.ts'

const root = resolve(import.meta.dirname, '..')

test('the house keeps its import rules', async () => {
  const paths = globSync(['server/**/*.ts', 'editor/**/*.{ts,tsx}'], {
    cwd: root,
    exclude: ['editor/dist/**'],
  })
  const sources = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  )
  expect(sources.length).toBeGreaterThan(50)
  expect(breaches(sources)).toEqual([])
})

describe('the rules notice', () => {
  const wrong: [what: string, path: string, text: string][] = [
    ['an engine that reads the database', 'server/engine/a.ts', `import { x } from '../db.ts'`],
    ['an engine with a library', 'server/engine/a.ts', `import x from 'dagre'`],
    [
      'an engine with types from outside',
      'server/engine/a.ts',
      `import type { X } from '../db.ts'`,
    ],
    ['an editor with server code', 'editor/a.tsx', `import { x } from '../server/db.ts'`],
    [
      'an editor with the app itself',
      'editor/a.ts',
      `import { createApp } from '../server/app.ts'`,
    ],
    ['an editor with Node', 'editor/a.ts', `import { join } from 'node:path'`],
    ['a face that imports a page', 'editor/nodes/a.tsx', `import { X } from '../pages/b/c.tsx'`],
    ['words that load code', 'server/words/a.ts', `import { x } from '../journeys/draft.ts'`],
    ['a call upwards', 'server/contacts/a.ts', `import { x } from '../journeys/draft.ts'`],
    ['a call to a sibling', 'server/consents/a.ts', `import { x } from '../contacts/b.ts'`],
    [
      'a call over several lines',
      'server/audit/a.ts',
      `import {\n  x,\n  y,\n} from '../home/b.ts'`,
    ],
    ['a call at run time', 'server/audit/a.ts', `await import('../home/b.ts')`],
    ['an upward re-export', 'server/audit/a.ts', `export { x } from '../home/b.ts'`],
    ['a room without a place', 'server/attic/a.ts', `import { x } from '../audit/record.ts'`],
    ['a room that knows main', 'server/home/a.ts', `import { x } from '../config.ts'`],
    ['a second door to pg-boss', 'server/home/a.ts', `import { PgBoss } from 'pg-boss'`],
    ['a second door to postgres', 'server/queue.ts', `import postgres from 'postgres'`],
    ['a second door to nodemailer', 'server/messages/a.ts', `import { x } from 'nodemailer/lib/x'`],
    ['a second reader of the environment', 'server/home/a.ts', `const x = process.env.HOME`],
    [
      'a write to another room’s table',
      'server/journeys/a.ts',
      `import { contacts as people } from '../contacts/table.ts'\nawait tx.update(people).set({})`,
    ],
    [
      'a raw write to another room’s table',
      'server/journeys/a.ts',
      `import { contacts } from '../contacts/table.ts'\nsql\`DELETE FROM \${contacts}\``,
    ],
  ]

  test.for(wrong)('%s', ([, path, text]) => {
    expect(breaches([{ path, text }])).toHaveLength(1)
  })

  const right: [what: string, path: string, text: string][] = [
    ['a call downwards', 'server/journeys/a.ts', `import { x } from '../contacts/b.ts'`],
    ['a look at any table', 'server/audit/a.ts', `import { members } from '../members/table.ts'`],
    ['an upward type', 'server/audit/a.ts', `import type { X } from '../home/b.ts'`],
    [
      'mail that goes to transports',
      'server/messages/a.ts',
      `import { x } from '../transports/b.ts'`,
    ],
    ['the typed client', 'editor/api.ts', `import type { Api } from '../server/app.ts'`],
    [
      'an editor that shares the engine',
      'editor/a.ts',
      `import { x } from '../server/engine/b.ts'`,
    ],
    [
      'a write to the own table',
      'server/journeys/a.ts',
      `import { journeys } from './table.ts'\nawait tx.update(journeys).set({})`,
    ],
  ]

  test.for(right)('but not %s', ([, path, text]) => {
    expect(breaches([{ path, text }])).toEqual([])
  })
})
