import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import { recordConsents } from '../consents/record.ts'
import { bases, consents } from '../consents/table.ts'
import type { Db, Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { apiKeys, members } from '../members/table.ts'
import { Refusal } from '../refusal.ts'
import { formVersions, sources } from '../sources/table.ts'
import { isSuppressed, lift, suppress } from '../suppressions/suppress.ts'
import { type ByHand, lockContact } from './change.ts'
import { topics } from './table.ts'
import { openTopic } from './topics.ts'

export const consentSchema = z.object({
  given: z.enum(['given', 'withdrawn']),
  basis: z.enum(bases),
  wording: z.string().trim().max(2000).default(''),
  document: z.string().trim().max(500).default(''),
  /** When it was given or withdrawn; left out: now. */
  at: z.iso
    .datetime({ offset: true })
    .transform((text) => Temporal.Instant.from(text))
    .optional(),
  topicId: z.number().int().positive().max(2147483647).optional(),
})

/**
 * Writes down what somebody agreed to, or took back, outside of our forms. Of all mail, a withdrawal
 * puts the address on the list; a later consent of its owner (not dealings, not a published address)
 * takes the opt-out off it, and nothing else.
 * @returns the journeys to ask for after the commit
 * @throws Refusal `not-found`, `topic-missing`, `consent-later` where `at` has not come yet,
 * `opt-out-stands` where it would lift an opt-out and nothing shows it
 */
export async function recordConsent(
  tx: Tx,
  { id, actor, clock, consent }: ByHand & { consent: z.infer<typeof consentSchema> },
): Promise<number[]> {
  const { emailKey } = await lockContact(tx, id)
  const now = await clock(tx)
  const { at = now, topicId, given, basis } = consent
  if (Temporal.Instant.compare(at, now) > 0)
    throw new Refusal(422, 'consent-later', { field: 'at' })
  if (topicId) await openTopic(tx, topicId)
  const lifts = given === 'given' && (await liftsOptOut(tx, { id, emailKey, topicId, at }))
  if (lifts) refuseUnproven(consent)
  await recordConsents(tx, [{ ...consent, contactId: id, origin: actor, at, recordedAt: now }])
  if (!topicId) await heed(tx, { contactId: id, emailKey, given, basis, origin: actor }, now)
  const name = given === 'given' ? 'contact.consented' : 'contact.consent-withdrawn'
  const payload = { basis, ...(topicId && { topicId }), ...(lifts && { liftsOptOut: true }) }
  await audit(tx, { actor, action: name, subject: `contact:${id}`, detail: payload })
  return record(tx, [{ contactId: id, name, origin: actor, payload }], now)
}

type Asked = { id: number; emailKey: string; topicId: number | undefined; at: Temporal.Instant }

/** Whether a consent of this instant comes after an opt-out that stands, of all mail or of one topic. */
async function liftsOptOut(tx: Tx, { id, emailKey, topicId, at }: Asked): Promise<boolean> {
  const which = sql`${consents.topicId} IS NOT DISTINCT FROM ${topicId ?? null}::int`
  const [last] = await evidenceRows(tx, id, which).limit(1)
  if (last && Temporal.Instant.compare(at, last.consent.at) < 0) return false
  if (last?.consent.given === 'withdrawn') return true
  return !topicId && (await isSuppressed(tx, [emailKey])).get(emailKey) === 'unsubscribed'
}

/** A person's own word gives way only to a later one, and somebody must be able to show it (Art. 3). */
function refuseUnproven({ basis, document, at }: z.infer<typeof consentSchema>): void {
  const fields = [
    ...(basis === 'opt-in' || basis === 'written' ? [] : ['basis']),
    ...(at ? [] : ['at']),
    ...(document ? [] : ['document']),
  ]
  if (fields.length > 0) throw new Refusal(422, 'opt-out-stands', { fields })
}

type Heard = Pick<z.infer<typeof consentSchema>, 'given' | 'basis'> & {
  contactId: number
  emailKey: string
  origin: string
}

/** What holds now, by the instants, decides: a consent older than the withdrawal changes nothing. */
async function heed(
  tx: Tx,
  { contactId, emailKey, given, basis, origin }: Heard,
  now: Temporal.Instant,
): Promise<void> {
  const [last] = await evidenceRows(tx, contactId, sql`${consents.topicId} IS NULL`).limit(1)
  if (last?.consent.given !== given) return
  if (given === 'withdrawn') {
    await suppress(tx, { contactId, emailKey, reason: 'unsubscribed', origin }, now)
  } else if (basis === 'opt-in' || basis === 'written') {
    const reason = (await isSuppressed(tx, [emailKey])).get(emailKey)
    if (reason === 'unsubscribed') await lift(tx, emailKey)
  }
}

/** What a contact agreed to and took back, newest first, with all that shows it. */
export async function listConsents(db: Db, contactId: number) {
  const rows = await evidenceRows(db, contactId, sql`TRUE`)
  return {
    consents: rows.map(({ consent, topic, formVersion, originName }) => {
      const { contactId: _, topicId, formVersionId, at, recordedAt, confirmedAt, ...rest } = consent
      return {
        ...rest,
        originName,
        topic: topicId === null ? null : { id: topicId, name: topic ?? '' },
        formVersion: formVersionId === null ? null : { id: formVersionId, number: formVersion },
        at: at.toString(),
        recordedAt: recordedAt.toString(),
        confirmedAt: confirmedAt?.toString() ?? null,
      }
    }),
  }
}

const evidenceRows = (tx: Tx | Db, contactId: number, which: ReturnType<typeof sql>) =>
  tx
    .select({
      consent: consents,
      topic: topics.name,
      formVersion: formVersions.number,
      originName: sql<string | null>`coalesce(${sources.name}, ${members.name}, ${apiKeys.name})`,
    })
    .from(consents)
    .leftJoin(topics, eq(topics.id, consents.topicId))
    .leftJoin(formVersions, eq(formVersions.id, consents.formVersionId))
    .leftJoin(
      sources,
      eq(sql`split_part(${consents.origin}, '/', 1)`, sql`'source:' || ${sources.id}`),
    )
    .leftJoin(members, eq(consents.origin, sql`'member:' || ${members.id}`))
    .leftJoin(apiKeys, eq(consents.origin, sql`'key:' || ${apiKeys.id}`))
    .where(sql`${consents.contactId} = ${contactId} AND ${which}`)
    .orderBy(desc(consents.at), desc(consents.id))
