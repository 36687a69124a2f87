import { forgetNotes } from '../audit/forget.ts'
import { record as audit } from '../audit/record.ts'
import { forgetAnswersAbout } from '../calls/forget.ts'
import { forgetConsents } from '../consents/forget.ts'
import { readAddress } from '../contacts/address.ts'
import { lockWithMerged, type Owned } from '../contacts/addresses.ts'
import { emptyContacts } from '../contacts/batch.ts'
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
 * Erases one contact for good (個人情報保護法 Art. 35), with everybody merged into it: out of every
 * journey, nothing sent any more, and nothing left in any table that points at the person. Tombstones
 * stay with numbers of ours, the consents as far as the law wants them shown, and a hash of each
 * address on the list of suppressions.
 * @throws Refusal `not-found`, `contact-gone`, `erasure-other-address`
 */
export async function erase(ground: Ground, erasing: Erasing): Promise<Temporal.Instant> {
  const { db } = ground
  // First what is nobody's, piece by piece: once the addresses are gone nobody could look for them.
  const owned = await transaction(db, (tx) => confirmed(tx, erasing))
  const spelling = spellingOf(owned.map(({ email }) => email))
  await forgetRefusedPosts(db, spelling)
  await forgetRefusedRows(db, spelling)
  await forgetLinks(db, spelling)
  const done = await transaction(db, (tx) => eraseLocked(ground, tx, erasing, owned))
  // Somebody was merged into it meanwhile, whose address has not been looked for.
  if (!done) return erase(ground, erasing)
  await ground.queue.ask('advance', done.journeys)
  ground.log.info({ fact: 'contact.erased', contact: erasing.id })
  return done.at
}

/**
 * Locks whoever is meant.
 * @returns everybody whose address it has
 * @throws Refusal where it is not the one that was meant
 */
async function confirmed(tx: Tx, { id, email }: Erasing): Promise<Owned[]> {
  const owned = await lockWithMerged(tx, id)
  if (readAddress(email)?.key !== owned[0]!.emailKey) {
    throw new Refusal(422, 'erasure-other-address', { field: 'email' })
  }
  return owned
}

async function eraseLocked({ clock }: Ground, tx: Tx, erasing: Erasing, looked: Owned[]) {
  const { id, actor, reason } = erasing
  const owned = await confirmed(tx, erasing)
  const contactIds = owned.map((each) => each.id)
  if (!contactIds.every((each) => looked.some((known) => known.id === each))) return null
  const now = await clock(tx)
  const by = { actor, note: '' }
  await takeOutOfAll(tx, contactIds, by, { reason: 'erased', now })
  await forgetCaught(tx, { contactIds, emails: owned.map(({ email }) => email) })
  await forgetMails(tx, contactIds, now)
  await forgetSingleMails(tx, contactIds)
  await forgetWalks(tx, contactIds)
  await forgetPosts(tx, contactIds)
  await forgetRows(tx, contactIds)
  await forgetAnswersAbout(tx, contactIds, now)
  await forgetEvents(tx, contactIds)
  await forgetConsents(tx, contactIds)
  await leaveSegments(tx, contactIds)
  await keepHashOnly(tx, { contactId: id, owned }, now)
  await emptyContacts(tx, contactIds, now)
  await forgetNotes(tx, contactIds)
  // Told to other systems, too: they may have to forget the person as well.
  const told = { contactId: id, name: 'contact.erased', origin: actor, payload: {} }
  const journeys = await record(tx, [told], now)
  const detail = { note: reason }
  await audit(tx, { actor, action: 'contact.erased', subject: `contact:${id}`, detail })
  return { at: now, journeys }
}
