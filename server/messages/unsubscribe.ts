import { eq, sql } from 'drizzle-orm'
import { record as audit } from '../audit/record.ts'
import { newest, recordConsents } from '../consents/record.ts'
import { contacts } from '../contacts/table.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { isSuppressed, lift, suppress } from '../suppressions/suppress.ts'
import { messages } from './table.ts'
import { withdraw } from './withdraw.ts'

/** Who follows an opt-out link: the person to whom the message went. */
export type Reader = {
  messageId: number
  journeyId: number
  contactId: number
  email: string
  emailKey: string
  language: 'ja' | 'en' | null
  /** Nobody any more: no mail comes, and nothing is written of what they answer. */
  erased: boolean
}

/** How somebody answered, kept as evidence (特定電子メール法 施行規則 4条). */
export type Answering = { way: 'one-click' | 'page'; ip: string | null; userAgent: string | null }

export async function readerOf({ db }: { db: Db | Tx }, messageId: number): Promise<Reader | null> {
  const [row] = await db
    .select({
      messageId: messages.id,
      journeyId: messages.journeyId,
      contactId: contacts.id,
      email: contacts.email,
      emailKey: contacts.emailKey,
      language: contacts.language,
      erased: sql<boolean>`${contacts.erasedAt} IS NOT NULL`,
    })
    .from(messages)
    .innerJoin(contacts, eq(contacts.id, messages.contactId))
    .where(eq(messages.id, messageId))
  return row ?? null
}

/** Whether this reader has said no already, by this link or by reporting a mail as spam. */
export async function hasSaidNo({ db }: Pick<Ground, 'db'>, reader: Reader): Promise<boolean> {
  const { reason, optedOut } = await refusalOf(db, reader)
  if (reader.erased) return true
  return optedOut || reason === 'complained'
}

/** Why the address gets no mail, and whether its owner opted out, which may stand behind that. */
async function refusalOf(tx: Tx | Db, { contactId, emailKey }: Reader) {
  const reason = (await isSuppressed(tx, [emailKey])).get(emailKey) ?? null
  const consent = (await newest(tx, [contactId])).get(contactId)
  return { reason, optedOut: reason === 'unsubscribed' || consent?.given === 'withdrawn' }
}

/**
 * Stops all advertising to a reader, at once: the address is suppressed, the consent withdrawn, what
 * is still queued called back. A second time changes nothing.
 */
export async function unsubscribe(ground: Ground, asked: Reader, how: Answering): Promise<void> {
  const journeys = await transaction(ground.db, async (tx) => {
    const reader = await lockReader(tx, asked)
    if (!reader) return []
    const now = await ground.clock(tx)
    const recalled = await withdraw(
      tx,
      { contactIds: [reader.contactId], reason: 'unsubscribed' },
      now,
    )
    const { contactId, emailKey, messageId } = reader
    const origin = `message:${messageId}`
    const entry = { contactId, emailKey, reason: 'unsubscribed', origin } as const
    const suppressed = await suppress(tx, entry, now)
    const withdrawn = await withdrawConsent(tx, reader, how, now)
    if (!suppressed && !withdrawn) return recalled
    return [...recalled, ...(await happened(tx, reader, 'contact.unsubscribed', how, now))]
  })
  await ground.queue.ask('advance', journeys)
}

/**
 * Takes an opt-out back, by the same person: the new consent carries the words of the button. Only the
 * opt-out is lifted, never a bounce, a complaint or an administrator's entry.
 * @returns whether mail may come again: false where something else still stops it
 */
export async function resubscribe(
  ground: Ground,
  asked: Reader,
  how: Answering & { wording: string },
): Promise<boolean> {
  const { journeys, free } = await transaction(ground.db, async (tx) => {
    const reader = await lockReader(tx, asked)
    if (!reader) return { journeys: [], free: false }
    const now = await ground.clock(tx)
    const { contactId, emailKey, messageId } = reader
    const { reason, optedOut } = await refusalOf(tx, reader)
    const free = reason === null || reason === 'unsubscribed'
    if (!optedOut) return { journeys: [], free }
    if (free) await lift(tx, emailKey)
    const { ip, userAgent, wording } = how
    const origin = `message:${messageId}`
    await recordConsents(tx, [
      { contactId, given: 'given', basis: 'opt-in', origin, wording, ip, userAgent, at: now },
    ])
    return { journeys: await happened(tx, reader, 'contact.resubscribed', how, now), free }
  })
  await ground.queue.ask('advance', journeys)
  return free
}

/**
 * Whatever concerns one contact locks the contact first; who was merged meanwhile is who they are now.
 * @returns null where there is nobody any more
 */
async function lockReader(tx: Tx, asked: Reader): Promise<Reader | null> {
  const [row] = await tx
    .select({ mergedInto: contacts.mergedInto, erasedAt: contacts.erasedAt })
    .from(contacts)
    .where(eq(contacts.id, asked.contactId))
    .for('no key update')
  if (row?.erasedAt !== null) return null
  if (row.mergedInto === null) return asked
  const now = await readerOf({ db: tx }, asked.messageId)
  return now && lockReader(tx, now)
}

async function withdrawConsent(
  tx: Tx,
  { contactId, messageId }: Reader,
  { ip, userAgent }: Answering,
  now: Temporal.Instant,
) {
  const held = (await newest(tx, [contactId])).get(contactId)
  if (held?.given === 'withdrawn') return false
  const basis = held?.basis ?? 'opt-in'
  const origin = `message:${messageId}`
  await recordConsents(tx, [
    { contactId, given: 'withdrawn', basis, origin, ip, userAgent, at: now },
  ])
  return true
}

async function happened(
  tx: Tx,
  { contactId, messageId, journeyId }: Reader,
  name: 'contact.unsubscribed' | 'contact.resubscribed',
  { way }: Answering,
  now: Temporal.Instant,
): Promise<number[]> {
  const detail = { messageId, journeyId, way }
  await audit(tx, { actor: 'system', action: name, subject: `contact:${contactId}`, detail })
  const origin = `message:${messageId}`
  return record(tx, [{ contactId, name, origin, payload: { journeyId, way } }], now)
}
