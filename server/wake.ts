import { type SQL, sql } from 'drizzle-orm'
import { hot, type Tx } from './db.ts'
import { enrollments } from './enrollments/table.ts'

/**
 * Makes enrollments due and says whose journeys to ask for. The caller has locked them (contact
 * first) and, after its commit, calls `ground.queue.ask('advance', journeys)`.
 * @param which a condition on `enrollments`, e.g. sql`id = ANY(…)`; ended and failed rows never wake
 * @returns journey ids, each once
 */
export async function wake(tx: Tx, which: SQL, now: Temporal.Instant): Promise<number[]> {
  const rows = await hot<{ journey_id: string }>(
    tx,
    sql`
    UPDATE ${enrollments}
       SET wake_at = LEAST(wake_at, ${now.toString()}::timestamptz)
     WHERE state IN ('active', 'waiting') AND (${which})
    RETURNING journey_id`,
  )
  return [...new Set(rows.map((row) => Number(row.journey_id)))]
}
