import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { idsIn } from '../messages/settle.ts'
import { messages } from '../messages/table.ts'
import { caught } from './table.ts'

/** Removes what the built-in mailbox caught of mails to these contacts, or to this address. */
export async function forgetCaught(
  tx: Tx,
  { contactIds, email }: { contactIds: number[]; email: string },
): Promise<void> {
  await tx.execute(sql`
    DELETE FROM ${caught}
     WHERE lower("to") = lower(${email})
        OR header_id = ANY (ARRAY(SELECT header_id FROM ${messages}
                                   WHERE contact_id = ${idsIn(contactIds)} AND header_id IS NOT NULL))`)
}
