import { sql } from 'drizzle-orm'
import { transaction } from '../db.ts'
import { workers } from '../enrollments/table.ts'
import type { Ground } from '../ground.ts'
import { idsIn, lockEnrollments } from './settle.ts'
import { attempts, messages } from './table.ts'

/** Workers whose heart has not beaten for 15 seconds by the database's clock, and those signed off. */
const dead = sql`
  m.worker IS NOT NULL AND m.worker NOT IN (SELECT id FROM ${workers} WHERE beat_at > clock_timestamp() - interval '15 seconds')`

/**
 * Takes over what dead workers had in hand. What they had only claimed is queued again; what stood as
 * leaving may or may not have gone out: it is unknown, and stays so until somebody decides.
 * @returns the journeys whose walks now rest on an unknown mail
 */
export async function sweepDead(ground: Ground): Promise<number[]> {
  const requeued = await ground.db.execute<{ transport_id: string }>(sql`
    UPDATE ${messages} m SET state = 'queued', worker = NULL, due_at = claimed_at
     WHERE m.id IN (SELECT m.id FROM ${messages} m WHERE m.state = 'claimed' AND ${dead}
                       FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING transport_id`)
  await ground.queue.ask(
    'deliver',
    requeued.map((row) => Number(row.transport_id)),
  )

  const left = await ground.db.execute<{ id: string; enrollment_id: string }>(sql`
    SELECT id, enrollment_id FROM ${messages} m WHERE state = 'sending' AND ${dead} LIMIT 1000`)
  if (left.length === 0) return []
  return transaction(ground.db, async (tx) => {
    await lockEnrollments(
      tx,
      left.map((row) => Number(row.enrollment_id)),
    )
    const journeys = await tx.execute<{ journey_id: string }>(sql`
      WITH lost AS (
        UPDATE ${messages} m SET state = 'unknown', reason = 'worker-gone'
         WHERE id = ${idsIn(left.map((row) => Number(row.id)))} AND state = 'sending' AND ${dead}
        RETURNING id, tries, sending_at, journey_id),
      noted AS (
        INSERT INTO ${attempts} (message_id, number, at, ms, outcome, reason)
        SELECT id, tries, sending_at, 0, 'unknown', 'worker-gone' FROM lost
        ON CONFLICT DO NOTHING)
      SELECT DISTINCT journey_id FROM lost`)
    return journeys.map((row) => Number(row.journey_id))
  })
}
