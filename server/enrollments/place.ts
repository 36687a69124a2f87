import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { transaction } from '../db.ts'
import type { Walkable } from '../engine/compile.ts'
import type { Ground } from '../ground.ts'
import { recall } from '../messages/withdraw.ts'
import { Refusal } from '../refusal.ts'
import { appendDeltas } from './count.ts'
import { lockWalk } from './locked.ts'
import { enrollments, steps } from './table.ts'
import type { Hand } from './take-out.ts'
import { loadVersions } from './versions.ts'

/**
 * Moves a contact to another node of the version it walks; there the walk goes on at once. What was
 * queued where it stood is called back.
 * @param seq where the caller saw it: who has walked on meanwhile is left alone
 * @throws Refusal 404, 409 when the walk has ended or gone on, 422 when nobody can stand there
 */
export async function moveTo(
  ground: Ground,
  { id, nodeId, seq, by }: { id: number; nodeId: string; seq: number; by: Hand },
): Promise<void> {
  const journeyId = await transaction(ground.db, async (tx) => {
    const walk = await lockWalk(tx, id)
    if (walk.seq !== seq) throw new Refusal(409, 'enrollment-went-on')
    const version = (await loadVersions(tx, [walk.versionId]))(walk.versionId)
    if (!canStand(version, nodeId)) throw new Refusal(422, 'place-impossible')
    const now = await ground.clock(tx)
    const detail = { to: nodeId, hand: by.actor, note: by.note }
    const step = { enrollmentId: id, seq, nodeId: walk.nodeId, kind: 'move' as const, at: now }
    await tx.insert(steps).values({ ...step, detail })
    await tx
      .update(enrollments)
      .set({
        state: 'active',
        nodeId,
        seq: seq + 1,
        rest: null,
        wakeAt: now,
        sinceAt: now,
        error: null,
        erredAt: null,
        tries: 0,
      })
      .where(eq(enrollments.id, id))
    await recall(tx, { enrollmentIds: [id], reason: 'moved' }, now)
    const { versionId, rest } = walk
    await appendDeltas(tx, [{ versionId, nodeId: walk.nodeId, name: 'here', delta: rest ? -1 : 0 }])
    await record(tx, {
      actor: by.actor,
      action: 'contact.moved',
      subject: `contact:${walk.contactId}`,
      detail: { journeyId: walk.journeyId, enrollmentId: id, from: walk.nodeId, ...detail },
    })
    return walk.journeyId
  })
  await ground.queue.ask('advance', [journeyId])
}

/** Where a walk begins nobody is put: that is entering. */
function canStand({ nodes }: Walkable, nodeId: string): boolean {
  const node = nodes.get(nodeId)
  return node !== undefined && node.type.begins === undefined
}
