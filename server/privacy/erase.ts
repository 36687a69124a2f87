import { eq } from 'drizzle-orm'
import { forgetNotes } from '../audit/forget.ts'
import { record as audit } from '../audit/record.ts'
import { forgetAnswersAbout } from '../calls/forget.ts'
import { forgetConsents } from '../consents/forget.ts'
import { readAddress } from '../contacts/address.ts'
import { emptyContacts } from '../contacts/batch.ts'
import { lockContact } from '../contacts/change.ts'
import { contacts } from '../contacts/table.ts'
import { type Tx, transaction } from '../db.ts'
import { forgetWalks } from '../enrollments/forget.ts'
import { takeOutOfAll } from '../enrollments/take-out.ts'
import { forgetEvents } from '../events/forget.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { forgetRefusedRows, forgetRows } from '../imports/erase.ts'
import { forgetSingleMails } from '../journeys/forget.ts'
import { forgetCaught } from '../mailbox/forget.ts'
import { forgetMails } from '../messages/forget.ts'
import { Refusal } from '../refusal.ts'
import { leaveSegments } from '../segments/forget.ts'
import { forgetPosts, forgetRefusedPosts } from '../sources/forget.ts'
import { keepHashOnly } from '../suppressions/hashed.ts'
import { forgetLinks } from '../tracking/forget.ts'
import { spellingOf } from './spelling.ts'

export type Erasing = {
  id: number
  /** The contact's address, typed once more. */
  email: string
  /** Why, for the audit. */
  reason: string
  actor: string
}

/**
 * Erases one contact for good (個人情報保護法 Art. 35): out of every journey, nothing sent any more, and
 * nothing left in any table that points at the person. A tombstone stays with numbers of ours, the
 * consents as far as the law wants them shown, and a hash of the address on the list of suppressions.
 * @throws Refusal `not-found`, `contact-gone`, `erasure-other-address`
 */
export async function erase(ground: Ground, erasing: Erasing): Promise<Temporal.Instant> {
  const { db } = ground
  // First what is nobody's, piece by piece: once the address is gone nobody could look for it again.
  const { email } = await transaction(db, (tx) => confirmed(tx, erasing))
  const spelling = spellingOf(email)
  await forgetRefusedPosts(db, spelling)
  await forgetRefusedRows(db, spelling)
  await forgetLinks(db, spelling)
  const { at, journeys } = await transaction(db, (tx) => eraseLocked(ground, tx, erasing))
  await ground.queue.ask('advance', journeys)
  ground.log.info({ fact: 'contact.erased', contact: erasing.id })
  return at
}

/** @throws Refusal where it is not the one that was meant */
async function confirmed(tx: Tx, { id, email }: Erasing) {
  const { emailKey } = await lockContact(tx, id)
  if (readAddress(email)?.key !== emailKey) {
    throw new Refusal(422, 'erasure-other-address', { field: 'email' })
  }
  const [row] = await tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, id))
  return { email: row!.email, emailKey }
}

async function eraseLocked({ clock }: Ground, tx: Tx, erasing: Erasing) {
  const { id, actor, reason } = erasing
  const { email, emailKey } = await confirmed(tx, erasing)
  const merged = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.mergedInto, id))
  const contactIds = [id, ...merged.map((each) => each.id)]
  const now = await clock(tx)
  const by = { actor, note: '' }
  await takeOutOfAll(tx, contactIds, by, { reason: 'erased', now })
  await forgetCaught(tx, { contactIds, email })
  await forgetMails(tx, contactIds, now)
  await forgetSingleMails(tx, contactIds)
  await forgetWalks(tx, contactIds)
  await forgetPosts(tx, contactIds)
  await forgetRows(tx, contactIds)
  await forgetAnswersAbout(tx, contactIds, now)
  await forgetEvents(tx, contactIds)
  await forgetConsents(tx, contactIds)
  await leaveSegments(tx, contactIds)
  await keepHashOnly(tx, { contactIds, contactId: id, emailKey }, now)
  await emptyContacts(tx, contactIds, now)
  await forgetNotes(tx, id)
  // Told to other systems, too: they may have to forget the person as well.
  const told = { contactId: id, name: 'contact.erased', origin: actor, payload: {} }
  const journeys = await record(tx, [told], now)
  const detail = { note: reason }
  await audit(tx, { actor, action: 'contact.erased', subject: `contact:${id}`, detail })
  return { at: now, journeys }
}
