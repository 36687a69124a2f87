import { sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { journeys } from '../journeys/table.ts'
import { enrollments } from './table.ts'

/** Journeys with due enrollments; in paused and archived ones people stand still. One index probe a journey. */
export async function journeysDue(db: Db, now: Temporal.Instant): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    SELECT j.id FROM ${journeys} j
     WHERE j.state = 'live'
       AND EXISTS (SELECT FROM ${enrollments} e
                    WHERE e.journey_id = j.id AND e.wake_at <= ${now.toString()}::timestamptz)`)
  return rows.map((row) => Number(row.id))
}
