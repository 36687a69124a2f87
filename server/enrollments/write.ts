import { sql } from 'drizzle-orm'
import { causeOf } from '../code-of.ts'
import { bulk, hot, type Tx } from '../db.ts'
import type { Advanced } from '../engine/advance.ts'
import type { Claimed } from './claim.ts'
import { appendDeltas, deltasOf } from './count.ts'
import { queueMessage } from './effects/queue-message.ts'
import { enrollments, steps } from './table.ts'

/** What came of one enrollment's turn: how it advanced, or why it could not. */
export type Outcome = { by: Claimed; advanced: Advanced; error?: string; tries?: number }

/** Waits before a node that threw is tried again; after the last the enrollment has failed. */
const PATIENCE = [{ seconds: 10 }, { minutes: 1 }, { minutes: 10 }, { hours: 1 }, { hours: 6 }]

/** A turn that threw: the enrollment stays where it is with the error. Pure. */
export function failed(
  by: Claimed,
  error: unknown,
  now: Temporal.Instant,
  forGood = false,
): Outcome {
  const wait = forGood ? undefined : PATIENCE[by.tries]
  const standing = by.standing
  return {
    by,
    error: reasonOf(error).slice(0, 2000),
    tries: by.tries + 1,
    advanced: {
      enrollment: wait
        ? { ...standing, wakeAt: now.add(wait) }
        : { ...standing, state: 'failed', wakeAt: null },
      steps: [],
      effects: [],
    },
  }
}

/** Writes a batch, one statement a table. Returns the transports that have something to hand over. */
export async function writeOutcomes(
  tx: Tx,
  outcomes: Outcome[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (outcomes.length === 0) return []
  await insertSteps(tx, outcomes)
  await updateEnrollments(tx, outcomes, now)
  await appendDeltas(
    tx,
    outcomes.flatMap(({ by, advanced }) => deltasOf(by.versionId, by.standing, advanced)),
  )
  const wanted = outcomes.flatMap(({ by, advanced }) =>
    advanced.effects.map((effect) => ({ by, effect })),
  )
  return wanted.length === 0 ? [] : queueMessage(tx, wanted, now)
}

async function insertSteps(tx: Tx, outcomes: Outcome[]) {
  const rows = outcomes.flatMap(({ by, advanced }) =>
    advanced.steps.map((step) => ({
      enrollment_id: by.id,
      seq: step.seq,
      node_id: step.nodeId,
      kind: step.kind,
      out: step.out,
      at: step.at,
      detail: step.detail,
    })),
  )
  if (rows.length === 0) return
  await hot(
    tx,
    sql`
    INSERT INTO ${steps} (enrollment_id, seq, node_id, kind, out, at, detail)
    SELECT * FROM ${bulk(rows, {
      enrollment_id: 'bigint',
      seq: 'int',
      node_id: 'text',
      kind: 'text',
      out: 'text',
      at: 'timestamptz',
      detail: 'json',
    })}`,
  )
}

async function updateEnrollments(tx: Tx, outcomes: Outcome[], now: Temporal.Instant) {
  const rows = outcomes.map(({ by, advanced: { enrollment }, error, tries }) => ({
    id: by.id,
    state: enrollment.state,
    node_id: enrollment.nodeId,
    seq: enrollment.seq,
    wake_at: enrollment.wakeAt,
    rest: enrollment.rest,
    since_at: enrollment.sinceAt,
    ended_at: enrollment.endedAt,
    error: error ?? null,
    erred_at: error === undefined ? null : now,
    tries: tries ?? 0,
  }))
  await hot(
    tx,
    sql`
    UPDATE ${enrollments} e
       SET state = r.state, node_id = r.node_id, seq = r.seq, wake_at = r.wake_at, rest = r.rest,
           since_at = r.since_at, ended_at = r.ended_at, error = r.error, erred_at = r.erred_at, tries = r.tries
      FROM ${bulk(rows, {
        id: 'bigint',
        state: 'text',
        node_id: 'text',
        seq: 'int',
        wake_at: 'timestamptz',
        rest: 'jsonb',
        since_at: 'timestamptz',
        ended_at: 'timestamptz',
        error: 'text',
        erred_at: 'timestamptz',
        tries: 'smallint',
      })} 
     WHERE e.id = r.id`,
  )
}

/** The database's own sentence where drizzle wraps it. */
export function reasonOf(error: unknown): string {
  const cause = causeOf(error)
  return cause instanceof Error ? cause.message : String(cause)
}
