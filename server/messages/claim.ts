import { sql } from 'drizzle-orm'
import { account } from '../account/table.ts'
import { type Attributes, contacts } from '../contacts/table.ts'
import { byIndexOnly, hot, type Tx } from '../db.ts'
import type { ReleaseFacts } from '../engine/release.ts'
import { enrollments } from '../enrollments/table.ts'
import { journeys } from '../journeys/table.ts'
import { suppressions } from '../suppressions/table.ts'
import { messages } from './table.ts'

/** A claimed message with all that is needed to decide about it and to render it. */
export type Claimed = {
  id: number
  enrollmentId: number
  journeyId: number
  versionId: number
  nodeId: string
  class: 'advertising' | 'transactional'
  queuedAt: Temporal.Instant
  tries: number
  contact: {
    email: string
    attributes: Attributes
    language: 'ja' | 'en' | null
    zone: string | null
  }
  payload: Record<string, unknown>
  journeyName: string
  facts: Omit<ReleaseFacts, 'class' | 'advertisingRefused'>
}

export type Claim = { transportId: number; worker: number; size: number }

/**
 * Takes due messages into hand, transactional ones first, then those due longest. Locks messages
 * alone and waits for none; the facts are of the same moment, and what may change until the mail
 * leaves is asked again when it is marked.
 */
export async function claim(
  tx: Tx,
  { transportId, worker, size }: Claim,
  now: Temporal.Instant,
): Promise<Claimed[]> {
  const at = sql`${now.toString()}::timestamptz`
  const due = (kind: string, limit: ReturnType<typeof sql>) => sql`
    SELECT id FROM ${messages}
     WHERE transport_id = ${transportId} AND class = ${kind} AND due_at <= ${at}
     ORDER BY due_at LIMIT ${limit}
       FOR NO KEY UPDATE SKIP LOCKED`
  await byIndexOnly(tx)
  const rows = await hot<Row>(
    tx,
    sql`
    WITH first AS MATERIALIZED (${due('transactional', sql`${size}`)}),
         rest AS MATERIALIZED (${due('advertising', sql`${size} - (SELECT count(*) FROM first)`)}),
         due AS (SELECT id FROM first UNION ALL SELECT id FROM rest)
    UPDATE ${messages} m
       SET state = 'claimed', worker = ${worker}, claimed_at = ${at}, due_at = NULL
      FROM ${contacts} c, ${enrollments} e, ${journeys} j
     WHERE m.id = ANY(ARRAY(SELECT id FROM due)) AND c.id = m.contact_id AND e.id = m.enrollment_id AND j.id = m.journey_id
    RETURNING m.id, m.enrollment_id, m.journey_id, m.version_id, m.node_id, m.class, m.queued_at, m.tries,
              c.email, c.attributes, c.language, c.zone, e.payload, j.name AS journey_name,
              e.ended_at IS NOT NULL AS ended,
              CASE WHEN (SELECT stopped FROM ${account}) THEN 'stopped'
                   WHEN j.state IN ('paused', 'archived') THEN j.state END AS frozen,
              (SELECT s.reason FROM ${suppressions} s WHERE s.email_key = c.email_key) AS suppressed,
              c.consent`,
  )
  // The update hands rows back in the order of their ids.
  return rows.map(read).sort(byTurn)
}

/** Transactional first, then who has waited longest. */
const byTurn = (a: Claimed, b: Claimed) =>
  (a.class < b.class ? 1 : a.class > b.class ? -1 : 0) ||
  Temporal.Instant.compare(a.queuedAt, b.queuedAt) ||
  a.id - b.id

type Row = {
  id: string
  enrollment_id: string
  journey_id: string
  version_id: string
  node_id: string
  class: 'advertising' | 'transactional'
  queued_at: string
  tries: number
  email: string
  attributes: Attributes
  language: 'ja' | 'en' | null
  zone: string | null
  payload: Record<string, unknown>
  journey_name: string
  ended: boolean
  frozen: ReleaseFacts['frozen']
  suppressed: string | null
  consent: 'given' | 'withdrawn' | null
}

const read = (row: Row): Claimed => ({
  id: Number(row.id),
  enrollmentId: Number(row.enrollment_id),
  journeyId: Number(row.journey_id),
  versionId: Number(row.version_id),
  nodeId: row.node_id,
  class: row.class,
  queuedAt: Temporal.Instant.from(row.queued_at),
  tries: row.tries,
  contact: {
    email: row.email,
    attributes: row.attributes,
    language: row.language,
    zone: row.zone,
  },
  payload: row.payload,
  journeyName: row.journey_name,
  facts: {
    suppressed: row.suppressed,
    consent: row.consent ?? 'none',
    frozen: row.frozen,
    ended: row.ended,
  },
})
