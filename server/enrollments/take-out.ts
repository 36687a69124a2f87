import { sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { bulk, type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { idsIn } from '../messages/settle.ts'
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
    await endWalks(tx, [{ ...walk, stood: walk.rest !== null }], by, {
      reason: 'taken-out',
      now: await ground.clock(tx),
    })
    const told = { journeyId: walk.journeyId, enrollmentId: id, note: by.note }
    const what = { action: 'contact.taken-out', subject: `contact:${walk.contactId}`, detail: told }
    await record(tx, { actor: by.actor, ...what })
  })
}

/**
 * Takes contacts, whom the caller has locked, out of every journey they walk, in the caller's own
 * transaction: for who is erased, or merged into somebody else. The caller writes the audit.
 * @returns the walks that ended
 */
export async function takeOutOfAll(
  tx: Tx,
  contactIds: number[],
  by: Hand,
  how: { reason: 'erased' | 'merged'; now: Temporal.Instant },
): Promise<number[]> {
  if (contactIds.length === 0) return []
  // Those that have ended, too, in one order: what is done to all of them next waits in no circle.
  const rows = await tx.execute<Row>(sql`
    SELECT id, version_id, node_id, seq, rest IS NOT NULL AS stood, ended_at IS NOT NULL AS over
      FROM ${enrollments} WHERE contact_id = ${idsIn(contactIds)}
     ORDER BY id FOR NO KEY UPDATE`)
  const walks = rows.flatMap((row) =>
    row.over
      ? []
      : {
          id: Number(row.id),
          versionId: Number(row.version_id),
          nodeId: row.node_id,
          seq: row.seq,
          stood: row.stood,
        },
  )
  await endWalks(tx, walks, by, how)
  return walks.map(({ id }) => id)
}

/** As above, of these walks alone, which the caller has locked with their contacts. */
export async function endThese(
  tx: Tx,
  ids: number[],
  by: Hand,
  how: { reason: 'merged'; now: Temporal.Instant },
): Promise<void> {
  const rows = await tx.execute<Row>(sql`
    SELECT id, version_id, node_id, seq, rest IS NOT NULL AS stood FROM ${enrollments}
     WHERE id = ${idsIn(ids)} AND ended_at IS NULL ORDER BY id`)
  const walks = rows.map(({ id, version_id, node_id, seq, stood }) => {
    return { id: Number(id), versionId: Number(version_id), nodeId: node_id, seq, stood }
  })
  await endWalks(tx, walks, by, how)
}

/** A walk that the caller has locked; `stood`: it rests at its node and is counted there. */
type Ending = { id: number; versionId: number; nodeId: string; seq: number; stood: boolean }
type Row = {
  id: string
  version_id: string
  node_id: string
  seq: number
  stood: boolean
  over: boolean
}

async function endWalks(
  tx: Tx,
  walks: Ending[],
  by: Hand,
  { reason, now }: { reason: 'taken-out' | 'erased' | 'merged'; now: Temporal.Instant },
): Promise<void> {
  if (walks.length === 0) return
  const ids = walks.map(({ id }) => id)
  // Taken out by hand is what is usual.
  const why = reason === 'taken-out' ? {} : { reason }
  const detail = { hand: by.actor, note: by.note, ...why }
  const ends = walks.map(({ id, seq, nodeId }) => ({ id, seq, node_id: nodeId, at: now, detail }))
  await tx.execute(sql`
    INSERT INTO ${steps} (enrollment_id, seq, node_id, kind, at, detail)
    SELECT id, seq, node_id, 'end', at, detail
      FROM ${bulk(ends, { id: 'bigint', seq: 'int', node_id: 'text', at: 'timestamptz', detail: 'jsonb' })}`)
  await tx.execute(sql`
    UPDATE ${enrollments}
       SET state = 'exited', seq = seq + 1, rest = NULL, wake_at = NULL, error = NULL, erred_at = NULL,
           ended_at = ${now.toString()}::timestamptz
     WHERE id = ${idsIn(ids)}`)
  await recall(tx, { enrollmentIds: ids, reason }, now)
  const deltas = walks.flatMap(({ versionId, nodeId, stood }) => [
    { versionId, nodeId, name: 'here', delta: stood ? -1 : 0 },
    { versionId, nodeId: '', name: 'ended', delta: 1 },
  ])
  await appendDeltas(tx, deltas)
}
