import { and, desc, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { consents } from './table.ts'

export type NewConsent = Omit<typeof consents.$inferInsert, 'id'>
export type Consent = typeof consents.$inferSelect

/**
 * Appends consents and withdrawals; earlier rows stay as evidence (特定電子メール法 Art. 3(2)).
 * The caller has locked the contacts.
 */
export async function recordConsents(tx: Tx, rows: NewConsent[]): Promise<void> {
  if (rows.length > 0) await tx.insert(consents).values(rows)
}

/** Each contact's consent row for all mail that was given or withdrawn last; without one it is not in the map. */
export async function newest(tx: Tx | Db, contactIds: number[]): Promise<Map<number, Consent>> {
  if (contactIds.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([consents.contactId])
    .from(consents)
    .where(and(inArray(consents.contactId, contactIds), isNull(consents.topicId)))
    .orderBy(consents.contactId, desc(consents.at), desc(consents.id))
  return new Map(rows.map((row) => [row.contactId, row]))
}
