import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { recall } from '../messages/withdraw.ts'
import { appendDeltas } from './count.ts'
import { lockWalk } from './locked.ts'
import { enrollments, steps } from './table.ts'

/** Who does something to a walk by hand, and why. */
export type Hand = { actor: string; note: string }

/**
 * Takes a contact out of a journey: the walk ends where it stands, and what it has not sent yet is
 * called back.
 * @throws Refusal 404, 409 when the walk has ended
 */
export async function takeOut(ground: Ground, id: number, by: Hand): Promise<void> {
  await transaction(ground.db, async (tx) => {
    const walk = await lockWalk(tx, id)
    const { seq, nodeId, versionId, journeyId, contactId, rest } = walk
    const now = await ground.clock(tx)
    const detail = { hand: by.actor, note: by.note }
    await tx.insert(steps).values({ enrollmentId: id, seq, nodeId, kind: 'end', at: now, detail })
    await tx
      .update(enrollments)
      .set({
        state: 'exited',
        seq: seq + 1,
        rest: null,
        wakeAt: null,
        endedAt: now,
        error: null,
        erredAt: null,
      })
      .where(eq(enrollments.id, id))
    await recall(tx, { enrollmentIds: [id], reason: 'taken-out' }, now)
    const left = { versionId, nodeId, name: 'here', delta: rest ? -1 : 0 }
    await appendDeltas(tx, [left, { versionId, nodeId: '', name: 'ended', delta: 1 }])
    const told = { journeyId, enrollmentId: id, note: by.note }
    const what = { action: 'contact.taken-out', subject: `contact:${contactId}`, detail: told }
    await record(tx, { actor: by.actor, ...what })
  })
}
