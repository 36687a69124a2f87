import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { idsIn } from '../messages/settle.ts'
import { enrollments, steps } from './table.ts'

/**
 * Leaves nothing of a person in their walks, which have ended and which the caller has locked: where
 * they went stays for the counts, why does not.
 */
export async function forgetWalks(tx: Tx, contactIds: number[]): Promise<void> {
  const theirs = sql`contact_id = ${idsIn(contactIds)}`
  await tx.execute(sql`
    UPDATE ${steps} SET detail = NULL
     WHERE enrollment_id = ANY (ARRAY(SELECT id FROM ${enrollments} WHERE ${theirs}))
       AND detail IS NOT NULL`)
  await tx.execute(sql`
    UPDATE ${enrollments} SET payload = '{}', rest = NULL, error = NULL WHERE ${theirs}`)
}
