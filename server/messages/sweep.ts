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
 * leaving may or may not have gone out: it is unknown, and stays so until somebody decides. No walk is
 * woken by that.
 */
export async function sweepDead({ db }: Pick<Ground, 'db'>): Promise<void> {
  await db.execute(sql`
    UPDATE ${messages} m SET state = 'queued', worker = NULL, due_at = claimed_at
     WHERE m.id IN (SELECT m.id FROM ${messages} m WHERE m.state = 'claimed' AND ${dead}
                       FOR NO KEY UPDATE SKIP LOCKED)`)
  const left = await db.execute<{ id: string; enrollment_id: string }>(sql`
    SELECT id, enrollment_id FROM ${messages} m WHERE state = 'sending' AND ${dead} LIMIT 1000`)
  if (left.length === 0) return
  await transaction(db, async (tx) => {
    await lockEnrollments(
      tx,
      left.map((row) => Number(row.enrollment_id)),
    )
    await tx.execute(sql`
      WITH lost AS (
        UPDATE ${messages} m SET state = 'unknown', reason = 'worker-gone'
         WHERE id = ${idsIn(left.map((row) => Number(row.id)))} AND state = 'sending' AND ${dead}
        RETURNING id, tries, sending_at)
      INSERT INTO ${attempts} (message_id, number, at, ms, outcome, reason)
      SELECT id, tries, sending_at, 0, 'unknown', 'worker-gone' FROM lost
      ON CONFLICT DO NOTHING`)
  })
}
