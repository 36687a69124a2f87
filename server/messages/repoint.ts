import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { messages } from './table.ts'

/**
 * Mails of one contact are the other's. What is rendered but has not begun to leave stays in its worker's
 * hand: the mark sees that it bears another address, and it is rendered anew. Were it put back here, the
 * same worker could claim it a second time and hold it twice. What is leaving leaves as it is. The caller
 * has locked both contacts and their walks.
 */
export async function repointMessages(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  // In the order of their ids, as everybody locks messages.
  await tx.execute(sql`
    WITH theirs AS MATERIALIZED (
      SELECT id FROM ${messages} WHERE contact_id = ${from} ORDER BY id FOR NO KEY UPDATE)
    UPDATE ${messages} m SET contact_id = ${into} FROM theirs WHERE m.id = theirs.id`)
}
