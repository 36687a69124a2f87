import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import { recordConsents } from '../consents/record.ts'
import { bases } from '../consents/table.ts'
import type { Clock, Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { erasedKeys } from '../suppressions/hashed.ts'
import { liftFrom } from '../suppressions/suppress.ts'
import { isZone } from '../zone.ts'
import { readAddress } from './address.ts'
import { attributeKey, attributeValue } from './define.ts'
import { loadReading, readOrRefuse, withoutNulls } from './definitions.ts'
import { contacts } from './table.ts'

const attributes = z.record(attributeKey, attributeValue)
const zone = z.string().refine(isZone)

export const newContactSchema = z.object({
  email: z.string().max(1000),
  attributes: attributes.default({}),
  language: z.enum(['ja', 'en']).nullish(),
  zone: zone.nullish(),
  consent: z
    .object({
      basis: z.enum(bases),
      wording: z.string().max(2000).default(''),
    })
    .optional(),
})

/** Attributes that are named change; null takes one away. */
export const contactChangeSchema = z
  .object({ attributes, language: z.enum(['ja', 'en']).nullable(), zone: zone.nullable() })
  .partial()

/**
 * Enters a contact by hand.
 * @returns its id, and the journeys to ask for after the commit
 * @throws Refusal `address-impossible`, `address-erased`, `contact-exists`, `attribute-wrong`
 */
export async function createContact(
  tx: Tx,
  {
    contact,
    actor,
    clock,
  }: { contact: z.infer<typeof newContactSchema>; actor: string; clock: Clock },
): Promise<{ id: number; journeys: number[] }> {
  const address = readAddress(contact.email)
  if (!address) throw new Refusal(422, 'address-impossible', { field: 'email' })
  const { language = null, zone = null, consent } = contact
  const attributes = withoutNulls(readOrRefuse(await loadReading(tx), contact.attributes))
  const { email, key: emailKey } = address
  const own = consent?.basis === 'opt-in' || consent?.basis === 'written'
  const erased = (await erasedKeys(tx, [emailKey])).has(emailKey)
  if (erased && !own) throw new Refusal(409, 'address-erased', { field: 'email' })
  // A row of our own insert is locked from the start.
  const [made] = await tx
    .insert(contacts)
    .values({ email, emailKey, attributes, language, zone })
    .onConflictDoNothing({ target: contacts.emailKey })
    .returning({ id: contacts.id })
  if (!made) throw new Refusal(409, 'contact-exists', { contactId: await idOf(tx, emailKey) })
  const { id } = made
  const now = await clock(tx)
  if (consent) {
    await recordConsents(tx, [
      { contactId: id, given: 'given', ...consent, origin: actor, at: now },
    ])
    if (erased) await liftFrom(tx, { emailKeys: [emailKey], origin: 'erasure' })
  }
  const born = { contactId: id, name: 'contact.created', origin: actor, payload: {} }
  const journeys = await record(tx, [born], now)
  const detail = consent && { consent: consent.basis }
  await audit(tx, { actor, action: 'contact.created', subject: `contact:${id}`, detail })
  return { id, journeys }
}

/**
 * Changes what is known of a contact.
 * @returns the journeys to ask for after the commit
 * @throws Refusal `not-found`, `attribute-wrong`
 */
export async function changeContact(
  tx: Tx,
  { id, change, actor, clock }: ByHand & { change: z.infer<typeof contactChangeSchema> },
): Promise<number[]> {
  const { attributes: before } = await lockContact(tx, id)
  const given = readOrRefuse(await loadReading(tx), change.attributes ?? {})
  const attributes = withoutNulls({ ...before, ...given })
  await tx
    .update(contacts)
    .set({ ...change, attributes, updatedAt: sql`clock_timestamp()` })
    .where(eq(contacts.id, id))
  const { attributes: changed = {}, ...rest } = change
  // Audit and event say what changed; values of a person stand with the person only.
  const detail = { fields: [...Object.keys(changed), ...Object.keys(rest)] }
  if (detail.fields.length === 0) return []
  await audit(tx, { actor, action: 'contact.changed', subject: `contact:${id}`, detail })
  const happened = { contactId: id, name: 'contact.changed', origin: actor, payload: detail }
  return record(tx, [happened], await clock(tx))
}

/** Somebody's hand on one contact. */
export type ByHand = { id: number; actor: string; clock: Clock }

/** Whatever concerns one contact locks it first. @throws Refusal `not-found`, `contact-gone` */
export async function lockContact(tx: Tx, id: number) {
  const [row] = await tx
    .select({
      emailKey: contacts.emailKey,
      attributes: contacts.attributes,
      mergedInto: contacts.mergedInto,
      erasedAt: contacts.erasedAt,
    })
    .from(contacts)
    .where(eq(contacts.id, id))
    .for('no key update')
  if (!row) throw new Refusal(404, 'not-found')
  refuseGone(row)
  return row
}

/** Nothing is said of, or done to, who was merged or erased. @throws Refusal `contact-merged`, `contact-gone` */
export function refuseGone(
  row: { mergedInto: number | null; erasedAt: Temporal.Instant | null },
  told: { email?: string } = {},
) {
  if (row.erasedAt) throw new Refusal(410, 'contact-gone')
  if (row.mergedInto !== null) {
    throw new Refusal(410, 'contact-merged', { into: row.mergedInto, ...told })
  }
}

async function idOf(tx: Tx, emailKey: string): Promise<number> {
  const [row] = await tx
    .select({ id: sql<string>`coalesce(${contacts.mergedInto}, ${contacts.id})` })
    .from(contacts)
    .where(eq(contacts.emailKey, emailKey))
  return Number(row!.id)
}
