import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { refuseGone } from '../contacts/change.ts'
import { contacts } from '../contacts/table.ts'
import { type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { drawn } from '../journeys/drawn.ts'
import { journeys } from '../journeys/table.ts'
import { Refusal } from '../refusal.ts'
import { enter } from './enroll.ts'
import { loadVersions } from './versions.ts'

export type ByHand = {
  journeyId: number
  contactId: number
  payload: Record<string, unknown>
  /** Which of several triggers by hand; left out: the first. */
  triggerNodeId?: string
  by: { actor: string; actorName: string }
}

/**
 * Enters one contact by an administrator's or the API's hand.
 * @throws Refusal 404, 409 with the reason when the journey takes nobody in or not this contact
 */
export async function enterByHand(ground: Ground, wanted: ByHand): Promise<number> {
  const { journeyId, contactId, payload, by } = wanted
  const id = await transaction(ground.db, async (tx) => {
    const trigger = await handTrigger(tx, wanted)
    // The contact first: its lock decides re-entry.
    const { id: contact, mergedInto, erasedAt } = contacts
    const [found] = await tx
      .select({ mergedInto, erasedAt })
      .from(contacts)
      .where(eq(contact, contactId))
      .for('no key update')
    if (!found) throw new Refusal(404, 'contact-missing')
    refuseGone(found)
    const now = await ground.clock(tx)
    const entrance = { contactId, journeyId, origin: by.actor, payload, ...trigger }
    const { entered, refused } = await enter(tx, [entrance], now)
    if (refused[0]) {
      throw new Refusal(409, refused[0].reason === 'walking' ? 'entry-walking' : 'entry-before')
    }
    const detail = { journeyId, enrollmentId: entered[0]!.id }
    await record(tx, { ...by, action: 'contact.entered', subject: `contact:${contactId}`, detail })
    return entered[0]!.id
  })
  await ground.queue.ask('advance', [journeyId])
  return id
}

/** Where a hand enters people now. @throws Refusal where the journey takes nobody in by hand */
export async function handTrigger(
  tx: Tx,
  { journeyId, triggerNodeId }: Pick<ByHand, 'journeyId' | 'triggerNodeId'>,
) {
  const [journey] = await tx.select().from(journeys).where(drawn(journeyId))
  if (!journey) throw new Refusal(404, 'journey-missing')
  if (journey.state !== 'live' || journey.liveVersionId === null) {
    throw new Refusal(409, 'journey-not-live')
  }
  const versionId = journey.liveVersionId
  const version = await loadVersions(tx, [versionId])
  const { beginnings, reentry } = version(versionId)
  const trigger = beginnings.find(
    ({ nodeId, beginning }) =>
      beginning.by === 'hand' && (triggerNodeId === undefined || nodeId === triggerNodeId),
  )
  if (!trigger) throw new Refusal(409, 'no-hand-trigger')
  return { versionId, nodeId: trigger.nodeId, reentry }
}
