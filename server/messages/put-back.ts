import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { transports } from '../transports/table.ts'
import { messages } from './table.ts'

/** Puts back what this worker has claimed and no longer holds: after a failed turn, and at the end. */
export const putBackClaimed = (db: Db, worker: number) =>
  change(
    db,
    sql`worker = ${worker} AND state = 'claimed'`,
    sql`state = 'queued', worker = NULL, due_at = claimed_at`,
  )

/**
 * Hands to the transport in use what another was to send: SMTP_URL was set, changed or taken away, or a
 * mail has come back that was queued before.
 */
export const moveHere = (db: Db) =>
  change(
    db,
    sql`due_at IS NOT NULL AND transport_id IN (SELECT id FROM ${transports} WHERE NOT in_use)
        AND EXISTS (SELECT FROM ${transports} WHERE in_use)`,
    sql`transport_id = (SELECT id FROM ${transports} WHERE in_use LIMIT 1)`,
  )

/** In the order of their ids, as everybody locks messages; what another has in hand is left to it. */
async function change(db: Db, which: SQL, how: SQL): Promise<void> {
  await db.execute(sql`
    WITH these AS MATERIALIZED (
      SELECT id FROM ${messages} WHERE ${which} ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
    UPDATE ${messages} SET ${how} WHERE id IN (SELECT id FROM these)`)
}
