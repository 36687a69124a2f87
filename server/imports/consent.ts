import { and, desc, inArray } from 'drizzle-orm'
import type { NewConsent } from '../consents/record.ts'
import { consents } from '../consents/table.ts'
import type { Tx } from '../db.ts'
import type { Plan } from './plan.ts'

export type Consenting = { plan: Plan; zone: string; origin: string }

/** The first moment of the document's day, where the account is. */
export const givenAt = (on: string, zone: string) =>
  Temporal.PlainDate.from(on).toZonedDateTime(zone).toInstant()

/**
 * Whether a document of that day says more than is known: who has said yes or no since then has the
 * last word. Pure.
 */
export const isNews = (
  known: { consentAt?: Temporal.Instant | null } | undefined,
  at: Temporal.Instant,
) => !known?.consentAt || Temporal.Instant.compare(known.consentAt, at) < 0

/** The consents that the file's document gives to these contacts, whom the caller has locked. */
export async function consentsOf(
  tx: Tx,
  contactIds: number[],
  { plan, zone, origin }: Consenting,
): Promise<NewConsent[]> {
  const { consent } = plan
  if (!consent || contactIds.length === 0) return []
  const at = givenAt(consent.on, zone)
  const { basis, document, topicIds } = consent
  const later = await saidNoSince(tx, contactIds, topicIds, at)
  const given = { given: 'given' as const, basis, document, origin, at }
  return contactIds.flatMap((contactId) => [
    { ...given, contactId },
    ...topicIds
      .filter((topicId) => !later.has(`${contactId}/${topicId}`))
      .map((topicId) => ({ ...given, contactId, topicId })),
  ])
}

async function saidNoSince(
  tx: Tx,
  contactIds: number[],
  topicIds: number[],
  at: Temporal.Instant,
): Promise<Set<string>> {
  if (topicIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinctOn([consents.contactId, consents.topicId])
    .from(consents)
    .where(and(inArray(consents.contactId, contactIds), inArray(consents.topicId, topicIds)))
    .orderBy(consents.contactId, consents.topicId, desc(consents.at), desc(consents.id))
  return new Set(
    rows
      .filter((row) => row.given === 'withdrawn' && Temporal.Instant.compare(row.at, at) >= 0)
      .map((row) => `${row.contactId}/${row.topicId}`),
  )
}
