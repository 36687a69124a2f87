import { and, eq, inArray } from 'drizzle-orm'
import type { Clock, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { createSegment, lockSegment } from '../segments/change.ts'
import { addContacts, removeContacts } from '../segments/fixed.ts'
import { segmentContacts } from '../segments/table.ts'
import type { Plan } from './plan.ts'

/**
 * The fixed segment that takes everybody of the file in, made where it is to be a new one.
 * @throws Refusal `segment-missing`, `segment-archived`, `segment-other-kind`
 */
export async function madeSegment(tx: Tx, { segment }: Plan, actor: string) {
  if (!segment) return null
  if ('name' in segment) {
    return {
      id: await createSegment(tx, { segment: { name: segment.name, kind: 'fixed' }, actor }),
    }
  }
  const { kind } = await lockSegment(tx, segment.id)
  if (kind === 'dynamic') throw new Refusal(409, 'segment-other-kind')
  return segment
}

/** Its id, once the import has begun. Pure. */
export const segmentOf = (plan: Plan): number | null =>
  plan.segment && 'id' in plan.segment ? plan.segment.id : null

/** Who of these is in already. They are locked, so it stays true. */
export async function alreadyIn(tx: Tx, plan: Plan, contactIds: number[]): Promise<Set<number>> {
  const id = segmentOf(plan)
  if (id === null || contactIds.length === 0) return new Set()
  const rows = await tx
    .select({ contactId: segmentContacts.contactId })
    .from(segmentContacts)
    .where(and(eq(segmentContacts.segmentId, id), inArray(segmentContacts.contactId, contactIds)))
  return new Set(rows.map(({ contactId }) => contactId))
}

type Turn = { plan: Plan; contactIds: number[]; origin: string; clock: Clock }

/** @returns the journeys to ask for @throws Refusal `segment-archived` */
export const putIn = (tx: Tx, turn: Turn) => turned(tx, turn, addContacts)

/** Also out of one that is archived by now: nobody would look for them when it is brought back. */
export const takeOut = (tx: Tx, turn: Turn) =>
  turned(tx, turn, (tx, change) => removeContacts(tx, { ...change, archived: true }))

async function turned(
  tx: Tx,
  { plan, contactIds, origin: actor, clock }: Turn,
  turn: typeof addContacts,
): Promise<number[]> {
  const id = segmentOf(plan)
  if (id === null || contactIds.length === 0) return []
  return (await turn(tx, { id, contactIds, actor, clock })).journeys
}
