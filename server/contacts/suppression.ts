import { record as audit } from '../audit/record.ts'
import { newest } from '../consents/record.ts'
import type { Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { isSuppressed, lift, suppress } from '../suppressions/suppress.ts'
import { type ByHand, lockContact } from './change.ts'

/** `note`: why, in the words of whoever decides; for the audit and the timeline. */
type Noted = ByHand & { note: string }

/**
 * An administrator decides that a contact gets no mail.
 * @returns the journeys to ask for after the commit
 * @throws Refusal `not-found`
 */
export async function suppressByHand(tx: Tx, { id, actor, clock, note }: Noted): Promise<number[]> {
  const { emailKey } = await lockContact(tx, id)
  const now = await clock(tx)
  const entry = { contactId: id, emailKey, reason: 'by-hand' as const, origin: actor }
  if (!(await suppress(tx, entry, now))) return []
  const detail = { reason: 'by-hand', note }
  await audit(tx, { actor, action: 'contact.suppressed', subject: `contact:${id}`, detail })
  const happened = { contactId: id, name: 'contact.suppressed', origin: actor, payload: detail }
  return record(tx, [happened], now)
}

/**
 * An administrator takes a contact off the list again. A withdrawn consent stays withdrawn: advertising
 * needs a new one, and an opt-out that stood behind another reason stands on the list again.
 * @returns the journeys to ask for after the commit
 * @throws Refusal `not-found`
 */
export async function liftByHand(tx: Tx, { id, actor, clock, note }: Noted): Promise<number[]> {
  const { emailKey } = await lockContact(tx, id)
  const now = await clock(tx)
  const reason = (await isSuppressed(tx, [emailKey])).get(emailKey)
  if (!(await lift(tx, emailKey))) return []
  if (reason !== 'unsubscribed') await putOptOutBack(tx, id, emailKey)
  const detail = { note }
  await audit(tx, { actor, action: 'contact.suppression-lifted', subject: `contact:${id}`, detail })
  const name = 'contact.suppression-lifted'
  return record(tx, [{ contactId: id, name, origin: actor, payload: detail }], now)
}

async function putOptOutBack(tx: Tx, contactId: number, emailKey: string): Promise<void> {
  const consent = (await newest(tx, [contactId])).get(contactId)
  if (consent?.given !== 'withdrawn') return
  const { origin, at } = consent
  await suppress(tx, { contactId, emailKey, reason: 'unsubscribed', origin }, at)
}
