import { sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import { idsIn } from '../messages/settle.ts'
import { messages } from '../messages/table.ts'
import { caught } from './table.ts'

/** Removes what the built-in mailbox caught of mails to these contacts, or to these addresses. */
export async function forgetCaught(
  tx: Tx,
  { contactIds, emails }: { contactIds: number[]; emails: string[] },
): Promise<void> {
  await tx.execute(sql`
    DELETE FROM ${caught}
     WHERE lower("to") IN (SELECT lower(r.email) FROM ${bulk(
       emails.map((email) => ({ email })),
       { email: 'text' },
     )})
        OR header_id = ANY (ARRAY(SELECT header_id FROM ${messages}
                                   WHERE contact_id = ${idsIn(contactIds)} AND header_id IS NOT NULL))`)
}
