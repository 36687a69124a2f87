import { eq, sql } from 'drizzle-orm'
import { type Db, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { failAlone, runThese } from './run.ts'
import { turns, workers } from './table.ts'
import { running } from './turns.ts'

/** A worker whose heart has not beaten for this long, by the database's clock, is gone. */
export const GONE_AFTER = '15 seconds'

/** How often a row may take its worker down while it runs alone. Once may be chance (a machine that
 *  lost power); what kills a second time is failed, and nobody else with it. */
const DEATHS_ALLOWED = 2

/** Runs one by one what dead workers left behind. */
export async function sweepTurns(ground: Ground, worker: number): Promise<void> {
  await splitLeftTurns(ground.db, worker)
  for (;;) {
    const note = await takeOne(ground.db, worker)
    if (!note) return
    try {
      const ids = [note.enrollmentId]
      if (note.deaths > DEATHS_ALLOWED) await failAlone(ground, ids, killer(note.deaths), true)
      else await runThese(ground, ids)
      await ground.db.delete(turns).where(eq(turns.id, note.id))
    } finally {
      running.delete(note.id)
    }
  }
}

const killer = (deaths: number) =>
  new Error(`Its worker died ${deaths - 1} times while running this enrollment alone`)

/** A turn is left when its worker is gone, or is this one and not running it. */
const left = (worker: number) => sql`
  (worker NOT IN (SELECT id FROM ${workers} WHERE beat_at > clock_timestamp() - ${GONE_AFTER}::interval)
   OR worker = ${worker} AND NOT id = ANY(${`{${[...running].join(',')}}`}::bigint[]))`

/** One note a row, owned by nobody: a row that kills its process must be known from its neighbours. */
async function splitLeftTurns(db: Db, worker: number): Promise<void> {
  await transaction(db, (tx) =>
    tx.execute(sql`
      WITH split AS (
        DELETE FROM ${turns} WHERE id IN (
          SELECT id FROM ${turns} WHERE cardinality(enrollment_ids) > 1 AND ${left(worker)}
             FOR UPDATE SKIP LOCKED)
        RETURNING journey_id, enrollment_ids)
      INSERT INTO ${turns} (worker, journey_id, enrollment_ids)
      SELECT 0, journey_id, ARRAY[id] FROM split, unnest(enrollment_ids) AS id`),
  )
}

/** Counts the death before the row is run again, in a commit of its own. */
async function takeOne(db: Db, worker: number) {
  const [row] = await db.execute<{ id: string; enrollment_id: string; deaths: number }>(sql`
    UPDATE ${turns} SET worker = ${worker}, deaths = deaths + 1
     WHERE id = (SELECT id FROM ${turns} WHERE cardinality(enrollment_ids) = 1 AND ${left(worker)}
                  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, enrollment_ids[1] AS enrollment_id, deaths`)
  if (!row) return undefined
  const id = Number(row.id)
  running.add(id)
  return { id, enrollmentId: Number(row.enrollment_id), deaths: row.deaths }
}
