import { record as audit } from '../audit/record.ts'
import { repointCalls } from '../calls/repoint.ts'
import { repointConsents } from '../consents/repoint.ts'
import { join, lockPair, type Pair } from '../contacts/join.ts'
import { type Tx, transaction } from '../db.ts'
import { joinWalks } from '../enrollments/join.ts'
import { record } from '../events/record.ts'
import { repointEvents } from '../events/repoint.ts'
import type { Ground } from '../ground.ts'
import { repointRows } from '../imports/repoint.ts'
import { repointMessages } from '../messages/repoint.ts'
import { withdraw } from '../messages/withdraw.ts'
import { repointSegments } from '../segments/repoint.ts'
import { repointPosts } from '../sources/repoint.ts'
import { repointSuppressions } from '../suppressions/repoint.ts'
import { isSuppressed, suppress } from '../suppressions/suppress.ts'
import { outcomeOf } from './outcome.ts'

export type Merging = Pair & {
  /** Fields of which the other's value stays. */
  take: string[]
  actor: string
}

/**
 * Makes two contacts one, for good: everything that was the other's is this one's, and the other's number
 * and address lead here. Merging the same two again changes nothing.
 * @throws Refusal `not-found`, `merge-self`, `contact-gone`, `contact-merged`
 */
export async function merge(ground: Ground, merging: Merging): Promise<{ already: boolean }> {
  const done = await transaction(ground.db, (tx) => mergeLocked(ground, tx, merging))
  if (!done) return { already: true }
  await ground.queue.ask('advance', done.journeys)
  return { already: false }
}

async function mergeLocked({ clock }: Ground, tx: Tx, { into, from, take, actor }: Merging) {
  const pair = { into, from }
  const rows = await lockPair(tx, pair)
  if (rows.from.mergedInto !== null) return null
  const now = await clock(tx)
  const ended = await joinWalks(tx, pair, { by: { actor, note: '' }, now })
  await repointMessages(tx, pair)
  await repointEvents(tx, pair)
  await repointCalls(tx, pair)
  await repointPosts(tx, pair)
  await repointRows(tx, pair)
  await repointSuppressions(tx, pair)
  const entered = await repointSegments(tx, pair, actor)
  const { kept } = outcomeOf(rows, take)
  await join(tx, rows, kept)
  const refused = await repointConsents(tx, pair, { origin: actor, now })
  const lostKey = kept.emailKey === rows.into.emailKey ? rows.from.emailKey : rows.into.emailKey
  const reason = (await isSuppressed(tx, [lostKey])).get(lostKey)
  const journeys: number[] = []
  // A full mailbox is the address's; what a person or a colleague said is about the person.
  const stopped = reason && reason !== 'bounced' ? reason : undefined
  if (stopped) {
    const entry = { contactId: into, emailKey: kept.emailKey, reason: stopped, origin: actor }
    await suppress(tx, entry, now)
  }
  if (stopped || refused) {
    const because = { contactIds: [into], reason: stopped ?? 'unsubscribed' }
    journeys.push(...(await withdraw(tx, because, now)))
  }
  const joined = { contactId: into, name: 'contact.merged', origin: actor, payload: { from } }
  const happened = [...entered, joined]
  journeys.push(...(await record(tx, happened, now)))
  const action = 'contact.merged'
  await audit(tx, [
    { actor, action, subject: `contact:${into}`, detail: { from, took: take, ended } },
    { actor, action, subject: `contact:${from}`, detail: { into } },
  ])
  return { journeys: [...new Set(journeys)] }
}
