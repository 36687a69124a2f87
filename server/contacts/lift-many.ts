import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import { newest } from '../consents/record.ts'
import type { Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { isSuppressed, liftMany, suppressMany } from '../suppressions/suppress.ts'
import { actKind } from './act.ts'
import { contacts } from './table.ts'

/**
 * Takes many off the list who are on it for a bounce or by hand. A person's own word, an opt-out or a
 * complaint, is left alone: one reason for many shows of none of them that they changed their mind.
 */
export const lifting = actKind<{ reason: string }>({
  action: 'contact.suppression-lifted',
  schema: z.object({ reason: z.string().trim().min(1).max(500) }),
  async run(tx, { contactIds, values: { reason: note }, origin }, now) {
    const rows = await tx
      .select({ id: contacts.id, emailKey: contacts.emailKey })
      .from(contacts)
      .where(inArray(contacts.id, contactIds))
    const reasons = await isSuppressed(
      tx,
      rows.map(({ emailKey }) => emailKey),
    )
    const ours = rows.filter(({ emailKey }) => {
      const reason = reasons.get(emailKey)
      return reason === 'bounced' || reason === 'by-hand'
    })
    await liftMany(
      tx,
      ours.map(({ emailKey }) => emailKey),
    )
    await putOptOutsBack(tx, ours, now)
    const changed = ours.map(({ id }) => id)
    const name = 'contact.suppression-lifted'
    const happened = changed.map((contactId) => ({ contactId, name, origin, payload: { note } }))
    const journeys = await record(tx, happened, now)
    return { changed, skipped: { 'own-wish': reasons.size - changed.length }, journeys }
  },
})

type Lifted = { id: number; emailKey: string }

/** An opt-out that stood behind another reason stands on the list again. */
async function putOptOutsBack(tx: Tx, lifted: Lifted[], now: Temporal.Instant): Promise<void> {
  const consents = await newest(
    tx,
    lifted.map(({ id }) => id),
  )
  const entries = lifted.flatMap(({ id, emailKey }) => {
    const consent = consents.get(id)
    if (consent?.given !== 'withdrawn') return []
    const { origin, at } = consent
    return [{ contactId: id, emailKey, reason: 'unsubscribed' as const, origin, at }]
  })
  await suppressMany(tx, entries, now)
}
