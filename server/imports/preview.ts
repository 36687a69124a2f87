import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { listDefinitions } from '../contacts/definitions.ts'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { asNew, guess } from './guess.ts'
import { readPieces } from './pieces.ts'
import { MOST_COLUMNS, type Target } from './plan.ts'
import { rowOf } from './read.ts'
import type { Reading } from './reading.ts'
import { type FileRow, rowsOf, TooBroken } from './records.ts'
import { imports } from './table.ts'

const ROWS = 20
/** So many rows tell what a column holds. */
const SAMPLE = 1_000
/** Each row that cannot be read has the file opened anew, which somebody waits for. */
const MOST_BROKEN = ROWS

/**
 * The file's first rows as they are read now, and where its columns go: as somebody has said already,
 * as the last file with the same head was mapped, or as it looks.
 * @throws Refusal `not-found`, `import-state`
 */
export async function preview(db: Db, id: number, language: 'ja' | 'en') {
  const { reading, names, plan } = await rowOf(db, id)
  if (!reading) throw new Refusal(409, 'import-state')
  const rows = (await firstRowsOf(db, id, reading, SAMPLE)).map(({ cells }) => cells)
  const sample = { names, rows, whole: rows.length < SAMPLE }
  const last = names.length > 0 ? await lastColumns(db, id, names) : null
  const definitions = await listDefinitions(db, language)
  const columns = plan?.columns ?? last ?? guess(sample, definitions)
  const shown = rows.slice(0, ROWS).map((cells) => cells.slice(0, MOST_COLUMNS + 1).map(shortened))
  const fresh = asNew(sample)
  return { names, rows: shown, columns, fresh, remembered: !plan && last !== null }
}

/** Names of the file's columns as it is read now. */
export async function namesOf(db: Db, id: number, reading: Reading): Promise<string[]> {
  return reading.header ? ((await beginning(db, id, reading, 1))[0]?.cells ?? []) : []
}

/** The file's first rows without its head, those that cannot be read among them. */
export async function firstRowsOf(
  db: Db,
  id: number,
  reading: Reading,
  most = ROWS,
): Promise<FileRow[]> {
  const head = reading.header ? 1 : 0
  return (await beginning(db, id, reading, most + head)).slice(head)
}

/** A cell that goes on and on is not for reading. Pure. */
export const shortened = (cell: string) => (cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell)

const SHOWN = 200

async function beginning(db: Db, id: number, reading: Reading, most: number): Promise<FileRow[]> {
  const first: FileRow[] = []
  const open = (from: number) => readPieces(db, id, from)
  try {
    for await (const rows of rowsOf(open, reading, { mostBroken: MOST_BROKEN })) {
      first.push(...rows.slice(0, most - first.length))
      if (first.length >= most) break
    }
  } catch (error) {
    // Why it breaks off shows in the rows before.
    if (!(error instanceof TooBroken)) throw error
  }
  return first
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
