import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { idsIn } from './settle.ts'
import { attempts, forgottenBodies, messages } from './table.ts'

/**
 * Leaves nothing of a person in the mails to them: that there was one, when, and what became of it
 * stays. One that is being handed over now is not disturbed; its outcome is written without the answer.
 * The caller has locked the contacts and then all their walks.
 */
export async function forgetMails(
  tx: Tx,
  contactIds: number[],
  now: Temporal.Instant,
): Promise<void> {
  const theirs = sql`contact_id = ${idsIn(contactIds)}`
  await tx.execute(sql`
    INSERT INTO ${forgottenBodies} (hash, at)
    SELECT DISTINCT body_hash, ${now.toString()}::timestamptz FROM ${messages}
     WHERE ${theirs} AND body_hash IS NOT NULL ORDER BY body_hash
    ON CONFLICT (hash) DO UPDATE SET at = EXCLUDED.at, seen = 0`)
  // In the order of their ids, as everybody locks messages.
  await tx.execute(sql`
    WITH mine AS MATERIALIZED (
      SELECT id FROM ${messages} WHERE ${theirs} ORDER BY id FOR NO KEY UPDATE)
    UPDATE ${messages} m
       SET "to" = NULL, subject = NULL, merged = NULL, reply = NULL, error = NULL, body_hash = NULL
      FROM mine WHERE m.id = mine.id`)
  await tx.execute(sql`
    UPDATE ${attempts} SET reply = NULL
     WHERE message_id = ANY (ARRAY(SELECT id FROM ${messages} WHERE ${theirs})) AND reply IS NOT NULL`)
}
