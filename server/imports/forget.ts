import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { forgetPieces } from './pieces.ts'
import { discard } from './receive.ts'
import { importPieces, importRows, imports } from './table.ts'

/** So long the rows of an import can be read and taken back. */
const KEPT = sql`interval '90 days'`
/** So long a file waits for somebody to say where its columns go. */
const WAITS = sql`interval '30 days'`
/** So long a file may take to come. */
const COMES = sql`interval '1 day'`

/**
 * Lets go of what is needed no more: files that stopped coming with their server or that nobody ran,
 * files that are done with, and the rows of old imports. How many rows there were stays.
 */
export async function forgetImports(db: Db): Promise<void> {
  const broken = await db
    .select({ id: imports.id })
    .from(imports)
    .where(
      sql`${imports.state} = 'uploading' AND ${imports.createdAt} < clock_timestamp() - ${COMES}`,
    )
  for (const { id } of broken) await discard(db, id)
  await db
    .update(imports)
    .set({ state: 'cancelled', endedAt: sql`clock_timestamp()` })
    .where(sql`${imports.state} = 'ready' AND ${imports.createdAt} < clock_timestamp() - ${WAITS}`)
  for (const id of await doneWith(db)) await forgetPieces(db, id)
  for (const id of await old(db)) await forgetRows(db, id)
}

/** Whether an import ended so long ago that its rows are gone or going. */
export async function isForgotten(tx: Tx, endedAt: Temporal.Instant | null): Promise<boolean> {
  if (!endedAt) return false
  const [row] = await tx.execute<{ gone: boolean }>(
    sql`SELECT ${endedAt.toString()}::timestamptz < clock_timestamp() - ${KEPT} AS gone`,
  )
  return row!.gone
}

/** Files of imports that cannot go on; one that stands still can, as long as its rows are kept. */
async function doneWith(db: Db): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: imports.id })
    .from(imports)
    .innerJoin(importPieces, eq(importPieces.importId, imports.id))
    .where(
      sql`${imports.state} IN ('done', 'cancelled', 'undone')
       OR (${imports.state} = 'failed' AND ${imports.endedAt} < clock_timestamp() - ${KEPT})`,
    )
  return rows.map(({ id }) => id)
}

async function old(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: imports.id })
    .from(imports)
    .where(
      and(
        inArray(imports.state, ['done', 'cancelled', 'failed', 'undone']),
        sql`${imports.endedAt} < clock_timestamp() - ${KEPT}`,
        sql`EXISTS (SELECT FROM ${importRows} r WHERE r.import_id = ${imports.id})`,
      ),
    )
  return rows.map(({ id }) => id)
}

const BATCH = 10_000

async function forgetRows(db: Db, id: number): Promise<void> {
  for (;;) {
    // In the order of its key, so that each statement begins where the one before has ended.
    const gone = await db.execute(sql`
      DELETE FROM ${importRows} WHERE import_id = ${id} AND line IN (
        SELECT line FROM ${importRows} WHERE import_id = ${id} ORDER BY line LIMIT ${BATCH})
      RETURNING 1`)
    if (gone.length < BATCH) return
  }
}
