import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { messages } from './table.ts'

/**
 * Mails of one contact are the other's; what is rendered but has not begun to leave is rendered anew, so
 * that it goes to the address that stays. What is leaving leaves as it is. The caller has locked both
 * contacts and their walks.
 */
export async function repointMessages(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  await tx.execute(sql`
    WITH theirs AS MATERIALIZED (
      SELECT id FROM ${messages}
       WHERE contact_id = ${from} OR (contact_id = ${into} AND state = 'claimed')
       ORDER BY id FOR NO KEY UPDATE)
    UPDATE ${messages} m
       SET contact_id = ${into},
           state = CASE WHEN m.state = 'claimed' THEN 'queued' ELSE m.state END,
           worker = CASE WHEN m.state = 'claimed' THEN NULL ELSE m.worker END,
           due_at = CASE WHEN m.state = 'claimed' THEN m.claimed_at ELSE m.due_at END
      FROM theirs WHERE m.id = theirs.id`)
}
