import { sql } from 'drizzle-orm'
import { bulk, hot, type Tx } from '../db.ts'
import { enrollments } from '../enrollments/table.ts'
import { wake } from '../wake.ts'
import { attempts, messages } from './table.ts'

/** What is to be written about a message that a worker has in hand. */
export type Outcome = {
  id: number
  enrollmentId: number
  /** queued: put back untouched, as if it had never been taken. */
  state:
    | 'queued'
    | 'deferred'
    | 'held'
    | 'sent'
    | 'caught'
    | 'rejected'
    | 'suppressed'
    | 'skipped'
    | 'expired'
    | 'failed'
    | 'unknown'
  reason?: string | null
  reply?: string | null
  error?: string | null
  dueAt?: Temporal.Instant
  /** The try that led here, if the mail was handed over. */
  attempt?: { number: number; at: Temporal.Instant; ms: number; outcome: string }
}

/** An outcome is told once the clock is known: retries are counted from when they are written. */
export type Telling = (now: Temporal.Instant) => Outcome

const OPEN = new Set<Outcome['state']>(['queued', 'deferred', 'held', 'unknown'])

/** A message in hand whose outcome is to be written. */
export type Told = { enrollmentId: number; tell: Telling }

/**
 * Writes outcomes and wakes the walks that waited for them. An unknown outcome wakes nobody: the walk
 * stays until somebody decides. The caller has locked the enrollments.
 * @returns the journeys to ask for after the commit
 */
export async function settle(
  tx: Tx,
  worker: number,
  inHand: readonly Told[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (inHand.length === 0) return []
  const told = inHand.map((each) => each.tell(now)).sort((a, b) => a.id - b.id)
  const over = told.filter((each) => !OPEN.has(each.state)).map((each) => each.enrollmentId)
  const [, woken] = await Promise.all([
    write(tx, worker, told, now),
    over.length > 0 ? wake(tx, sql`id = ${idsIn(over)}`, now) : [],
  ])
  return woken
}

/** Locks enrollments in the order of their ids, each once. */
export async function lockEnrollments(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await hot(
    tx,
    sql`
    SELECT FROM ${enrollments} WHERE id = ${idsIn(ids)} ORDER BY id FOR NO KEY UPDATE`,
  )
}

/**
 * `id = ANY(…)`, whatever their number. As one array the planner knows how many there are and takes the
 * index; of a sub-select it assumes a hundred and reads a small table from end to end.
 */
export const idsIn = (ids: readonly number[]) => sql`ANY(${`{${ids.join(',')}}`}::bigint[])`

async function write(tx: Tx, worker: number, outcomes: Outcome[], now: Temporal.Instant) {
  const rows = outcomes.map(({ id, state, reason, reply, error, dueAt, attempt }) => ({
    id,
    state,
    reason: reason ?? null,
    reply: reply ?? null,
    error: error ?? null,
    due_at: dueAt ?? null,
    final_at: OPEN.has(state) ? null : now,
    number: attempt?.number ?? null,
    at: attempt?.at ?? null,
    ms: attempt?.ms ?? null,
    outcome: attempt?.outcome ?? null,
  }))
  // `unknown` is among the states: the sweep may have given up a worker that still brings the answer.
  // A mail put back after its mark was not tried, so its try does not count.
  // Whose address is gone again was erased while it left: the answer may name the address.
  await hot(
    tx,
    sql`
    WITH told AS MATERIALIZED (
      SELECT * FROM ${bulk(rows, {
        id: 'bigint',
        state: 'text',
        reason: 'text',
        reply: 'text',
        error: 'text',
        due_at: 'timestamptz',
        final_at: 'timestamptz',
        number: 'smallint',
        at: 'timestamptz',
        ms: 'int',
        outcome: 'text',
      })}),
    done AS (
      UPDATE ${messages} m
         SET state = told.state, reason = told.reason, reply = CASE WHEN m."to" IS NOT NULL THEN COALESCE(told.reply, m.reply) END,
             error = told.error, due_at = told.due_at, final_at = told.final_at,
             worker = CASE WHEN told.state = 'unknown' THEN m.worker END,
             tries = m.tries - CASE WHEN told.number IS NULL AND m.state = 'sending' THEN 1 ELSE 0 END
        FROM told
       WHERE m.id = told.id AND m.id = ${idsIn(rows.map((row) => row.id))} AND m.worker = ${worker} AND m.state IN ('claimed', 'sending', 'unknown')
      RETURNING m.id, m."to" IS NOT NULL AS known)
    INSERT INTO ${attempts} (message_id, number, at, ms, outcome, reason, reply)
    SELECT id, number, at, ms, outcome, reason, CASE WHEN known THEN reply END
      FROM told JOIN done USING (id) WHERE number IS NOT NULL
    ON CONFLICT (message_id, number)
    DO UPDATE SET at = EXCLUDED.at, ms = EXCLUDED.ms, outcome = EXCLUDED.outcome,
                  reason = EXCLUDED.reason, reply = EXCLUDED.reply`,
  )
}
