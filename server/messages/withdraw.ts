import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { enrollments } from '../enrollments/table.ts'
import { wake } from '../wake.ts'
import { idsIn } from './settle.ts'
import { messages } from './table.ts'

/** Still here and not yet leaving: it can be called back. */
const RECALLABLE = sql`state IN ('queued', 'claimed', 'deferred', 'held')`

/**
 * Calls back what is still queued, claimed, deferred or held for contacts whose address gets no mail
 * any more; their walks go on as their journeys say. The caller has locked the contacts and records
 * events afterwards: here all their live walks are locked, in the order of their ids.
 * An opt-out binds advertising, every other reason all mail.
 * @returns the journeys to ask for after the commit
 */
export async function withdraw(
  tx: Tx,
  { contactIds, reason }: { contactIds: number[]; reason: string },
  now: Temporal.Instant,
): Promise<number[]> {
  const theirs = sql`contact_id = ${idsIn(contactIds)}`
  await tx.execute(sql`
    SELECT FROM ${enrollments} WHERE ${theirs} AND ended_at IS NULL ORDER BY id FOR NO KEY UPDATE`)
  const bound = reason === 'unsubscribed' ? sql`${theirs} AND class = 'advertising'` : theirs
  return callBack(tx, bound, { state: 'suppressed', reason }, now)
}

/**
 * Calls back what these walks, which the caller has locked, asked for and what has not left yet.
 * @returns the journeys to ask for after the commit
 */
export function recall(
  tx: Tx,
  {
    enrollmentIds,
    reason,
  }: { enrollmentIds: number[]; reason: 'taken-out' | 'moved' | 'erased' | 'merged' },
  now: Temporal.Instant,
): Promise<number[]> {
  const theirs = sql`enrollment_id = ${idsIn(enrollmentIds)}`
  return callBack(tx, theirs, { state: 'skipped', reason }, now)
}

/** Messages in the order of their ids, too, as the last mark does. */
async function callBack(
  tx: Tx,
  which: SQL,
  { state, reason }: { state: 'suppressed' | 'skipped'; reason: string },
  now: Temporal.Instant,
): Promise<number[]> {
  const recalled = await tx.execute<{ enrollment_id: string }>(sql`
    WITH mine AS MATERIALIZED (
      SELECT id FROM ${messages} WHERE ${which} AND ${RECALLABLE} ORDER BY id FOR NO KEY UPDATE)
    UPDATE ${messages} m
       SET state = ${state}, reason = ${reason}, due_at = NULL, worker = NULL,
           final_at = ${now.toString()}::timestamptz
      FROM mine WHERE m.id = mine.id
    RETURNING m.enrollment_id`)
  const ids = recalled.map((row) => Number(row.enrollment_id))
  return ids.length > 0 ? wake(tx, sql`id = ${idsIn(ids)}`, now) : []
}

/**
 * Makes due what was held while a journey was paused or everything stopped.
 * @param journeyId undefined: of all journeys
 * @returns the transports to ask for after the commit
 */
export async function wakeHeld(
  tx: Tx,
  journeyId: number | undefined,
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await tx.execute<{ transport_id: string }>(sql`
    WITH held AS MATERIALIZED (
      SELECT id FROM ${messages}
       WHERE state = 'held' AND due_at IS NOT NULL
         ${journeyId === undefined ? sql`` : sql`AND journey_id = ${journeyId}`}
       ORDER BY id FOR NO KEY UPDATE)
    UPDATE ${messages} SET due_at = LEAST(due_at, ${now.toString()}::timestamptz)
     WHERE id IN (SELECT id FROM held)
    RETURNING transport_id`)
  return [...new Set(rows.map((row) => Number(row.transport_id)))]
}
