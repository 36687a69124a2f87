import { sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { messages, openStates } from '../messages/table.ts'
import { enrollments } from './table.ts'

/**
 * The watchdog: live enrollments that nothing would ever move again, by id. Every one of them is a
 * defect; whoever asks logs them. At most 100 at a time.
 */
export async function standingStill(db: Db): Promise<number[]> {
  const open = sql.join(
    [...openStates, 'unknown'].map((state) => sql`${state}`),
    sql`, `,
  )
  const rows = await db.execute<{ id: string }>(sql`
    SELECT e.id FROM ${enrollments} e
     WHERE e.state IN ('active', 'waiting') AND e.wake_at IS NULL
       AND NOT EXISTS (SELECT FROM ${messages} m
                        WHERE m.enrollment_id = e.id AND m.state IN (${open}))
     LIMIT 100`)
  return rows.map((row) => Number(row.id))
}
