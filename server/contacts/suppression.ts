import { record as audit } from '../audit/record.ts'
import type { Clock, Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { lift, suppress } from '../suppressions/suppress.ts'
import { lockContact } from './change.ts'

type ByHand = { id: number; actor: string; clock: Clock }

/**
 * An administrator decides that a contact gets no mail.
 * @param note why, for the audit
 * @returns the journeys to ask for after the commit
 * @throws Refusal `not-found`
 */
export async function suppressByHand(
  tx: Tx,
  { id, actor, clock, note }: ByHand & { note: string },
): Promise<number[]> {
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
 * needs a new one.
 * @returns the journeys to ask for after the commit
 * @throws Refusal `not-found`
 */
export async function liftByHand(tx: Tx, { id, actor, clock }: ByHand): Promise<number[]> {
  const { emailKey } = await lockContact(tx, id)
  const now = await clock(tx)
  if (!(await lift(tx, emailKey))) return []
  await audit(tx, { actor, action: 'contact.suppression-lifted', subject: `contact:${id}` })
  const happened = { contactId: id, name: 'contact.suppression-lifted', origin: actor, payload: {} }
  return record(tx, [happened], now)
}
