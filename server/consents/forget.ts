import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { consents } from './table.ts'

/**
 * Of an erased contact's consents stays what the law wants shown (特定電子メール法 Art. 3(2): that, when
 * and how somebody agreed, and to which words of a form); where from they did so, and what somebody
 * typed about it, does not. The caller has locked the contacts.
 */
export async function forgetConsents(tx: Tx, contactIds: number[]): Promise<void> {
  await tx
    .update(consents)
    .set({
      ip: null,
      userAgent: null,
      document: '',
      wording: sql`CASE WHEN ${consents.origin} ~ '^(member|key):' THEN '' ELSE ${consents.wording} END`,
    })
    .where(inArray(consents.contactId, contactIds))
}
