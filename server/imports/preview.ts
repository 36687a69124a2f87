import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { listDefinitions } from '../contacts/definitions.ts'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { guess } from './guess.ts'
import { readPieces } from './pieces.ts'
import type { Target } from './plan.ts'
import { rowOf } from './read.ts'
import { firstRows, type Reading } from './reading.ts'
import { imports } from './table.ts'

const ROWS = 20

/**
 * The file's first rows as they are read now, and where its columns go: as somebody has said already,
 * as the last file with the same head was mapped, or as it looks.
 * @throws Refusal `not-found`, `import-state`
 */
export async function preview(db: Db, id: number, language: 'ja' | 'en') {
  const { reading, names, plan } = await rowOf(db, id)
  if (!reading) throw new Refusal(409, 'import-state')
  const rows = (await beginning(db, id, reading)).slice(reading.header ? 1 : 0)
  const last = names.length > 0 ? await lastColumns(db, id, names) : null
  const definitions = await listDefinitions(db, language)
  const columns = plan?.columns ?? last ?? guess(names, rows, definitions)
  return { names, rows, columns, remembered: !plan && last !== null }
}

/** Names of the file's columns as it is read now. */
export async function namesOf(db: Db, id: number, reading: Reading): Promise<string[]> {
  return reading.header ? ((await beginning(db, id, reading))[0] ?? []) : []
}

async function beginning(db: Db, id: number, reading: Reading): Promise<string[][]> {
  // The first piece holds them; its end may be cut off anywhere.
  const { value } = await readPieces(db, id, 0).next()
  return value ? firstRows(value, reading, ROWS + 1) : []
}

/**
 * Where the columns of the last file with this head went. Nothing else of its plan goes on: its consent
 * and what shows it are about other people.
 */
async function lastColumns(db: Db, id: number, names: string[]): Promise<Target[] | null> {
  const [last] = await db
    .select({ plan: imports.plan })
    .from(imports)
    .where(
      and(
        ne(imports.id, id),
        isNotNull(imports.startedAt),
        eq(imports.names, sql`${JSON.stringify(names)}::text::jsonb`),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(1)
  // What was new then is there now.
  return (
    last?.plan?.columns.map((target) =>
      target.to === 'new' ? { to: 'attribute', key: target.key } : target,
    ) ?? null
  )
}
