import { eq, sql } from 'drizzle-orm'
import { type Db, hot, type Tx } from '../db.ts'
import { turns } from './table.ts'

/** Turns that this process is running now; a row of ours that is not among them was left behind. */
export const running = new Set<number>()

export type OpenTurn = { id: number; close(tx: Tx | Db): Promise<void> }

/**
 * Commits which rows a worker is about to run, outside the transaction that runs them; `close`
 * deletes the note inside it. So a note is left exactly when a worker died over its rows, and the
 * sweep knows which.
 */
export async function openTurn(
  db: Db,
  turn: { worker: number; journeyId: number; enrollmentIds: number[] },
): Promise<OpenTurn> {
  const ids = `{${turn.enrollmentIds.join(',')}}`
  // The note outlives the worker, which is all it is for; no need to wait until it is on the disk.
  const [row] = await hot<{ id: string }>(
    db,
    sql`
    WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO ${turns} (worker, journey_id, enrollment_ids)
    SELECT ${turn.worker}::bigint, ${turn.journeyId}::bigint, ${ids}::text::bigint[] FROM quick
    RETURNING id`,
  )
  const id = Number(row!.id)
  running.add(id)
  return {
    id,
    async close(tx) {
      await tx.delete(turns).where(eq(turns.id, id))
    },
  }
}
