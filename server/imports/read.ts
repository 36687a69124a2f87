import { desc, eq, lt } from 'drizzle-orm'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { imports } from './table.ts'

type Row = typeof imports.$inferSelect

/** Files that were brought in, newest first. */
export async function listImports(db: Db, { cursor, limit = 50 }: Paged) {
  const before = readIdCursor(cursor)
  const rows = await db
    .select()
    .from(imports)
    .where(before ? lt(imports.id, before) : undefined)
    .orderBy(desc(imports.id))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, (row) => row.id)
  return { imports: page.map(shown), next }
}

/** @throws Refusal `not-found` */
export async function readImport(db: Db | Tx, id: number) {
  return shown(await rowOf(db, id))
}

/** @throws Refusal `not-found` */
export async function rowOf(db: Db | Tx, id: number): Promise<Row> {
  const [row] = await db.select().from(imports).where(eq(imports.id, id))
  if (!row) throw new Refusal(404, 'not-found')
  return row
}

const shown = ({
  worker: _,
  undoneTo: __,
  createdAt,
  startedAt,
  beatAt,
  endedAt,
  ...row
}: Row) => ({
  ...row,
  createdAt: createdAt.toString(),
  startedAt: startedAt?.toString() ?? null,
  beatAt: beatAt?.toString() ?? null,
  endedAt: endedAt?.toString() ?? null,
})
