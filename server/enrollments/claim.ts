import { type SQL, sql } from 'drizzle-orm'
import { account } from '../account/table.ts'
import { contacts } from '../contacts/table.ts'
import { byIndexOnly, hot, type Tx } from '../db.ts'
import type { Rest, Standing } from '../engine/advance.ts'
import type { ContactFacts } from '../engine/rule-facts.ts'
import { journeys } from '../journeys/table.ts'
import { enrollments, turns } from './table.ts'

/** A claimed enrollment: locked with its contact until the transaction ends. */
export type Claimed = {
  id: number
  journeyId: number
  versionId: number
  contactId: number
  standing: Standing
  payload: Record<string, unknown>
  tries: number
  /** Without what is asked for only where somebody wants to know it. */
  contact: Omit<ContactFacts, 'suppressed'>
}

/**
 * Claims due enrollments of a journey, oldest first. Never waits for a row: what another holds is
 * skipped and stays due. What stands in `turns` is somebody's or was left by a dead worker: the
 * sweep runs that one by one.
 */
export function claimDue(
  tx: Tx,
  journeyId: number,
  before: Temporal.Instant,
  size: number,
): Promise<Claimed[]> {
  return claim(
    tx,
    sql`
      e.journey_id = ${journeyId} AND e.wake_at <= ${before.toString()}::timestamptz
      AND e.id NOT IN (SELECT unnest(t.enrollment_ids) FROM ${turns} t WHERE t.journey_id = ${journeyId})`,
    size,
  )
}

/** Claims these due enrollments, one way out of a batch that could not be written as a whole. */
export function claimThese(tx: Tx, ids: readonly number[], before: Temporal.Instant) {
  return claim(
    tx,
    sql`
      e.id IN (SELECT value::bigint FROM jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))
      AND e.wake_at <= ${before.toString()}::timestamptz`,
    ids.length,
  )
}

type Row = {
  id: string
  journey_id: string
  version_id: string
  contact_id: string
  state: Standing['state']
  node_id: string
  seq: number
  rest: Rest | null
  wake_at: string | null
  since_at: string
  payload: Record<string, unknown>
  tries: number
  email: string
  zone: string
  attributes: Record<string, unknown>
  language: ContactFacts['language']
  created_at: string
  tags: number[]
  topics: number[]
  consent: ContactFacts['consent']
}

async function claim(tx: Tx, which: SQL, size: number): Promise<Claimed[]> {
  // The CTE is walked by the index on (journey, wake_at) and locks as it goes; the contacts of what
  // it found are then locked by primary key. Both skip what is locked, so no order is needed here.
  await byIndexOnly(tx)
  const rows = await hot<Row>(
    tx,
    sql`
    WITH due AS MATERIALIZED (
      SELECT e.id, e.journey_id, e.version_id, e.contact_id, e.state, e.node_id, e.seq, e.rest,
             e.wake_at, e.since_at, e.payload, e.tries FROM ${enrollments} e
       WHERE ${which}
         AND EXISTS (SELECT FROM ${journeys} j WHERE j.id = e.journey_id AND j.state = 'live')
       ORDER BY e.wake_at LIMIT ${size}
         FOR NO KEY UPDATE OF e SKIP LOCKED)
    SELECT due.*, c.email, c.attributes, c.language, c.created_at, c.tags, c.topics, c.consent,
           COALESCE(c.zone, (SELECT zone FROM ${account}), 'Asia/Tokyo') AS zone
      FROM due JOIN ${contacts} c ON c.id = due.contact_id
       FOR NO KEY UPDATE OF c SKIP LOCKED`,
  )
  return rows.map((row) => ({
    id: Number(row.id),
    journeyId: Number(row.journey_id),
    versionId: Number(row.version_id),
    contactId: Number(row.contact_id),
    standing: {
      state: row.state,
      nodeId: row.node_id,
      seq: row.seq,
      rest: row.rest,
      wakeAt: row.wake_at ? Temporal.Instant.from(row.wake_at) : null,
      sinceAt: Temporal.Instant.from(row.since_at),
      endedAt: null,
    },
    payload: row.payload,
    tries: row.tries,
    contact: {
      email: row.email,
      zone: row.zone,
      attributes: row.attributes,
      language: row.language,
      createdAt: Temporal.Instant.from(row.created_at),
      tags: row.tags,
      topics: row.topics,
      consent: row.consent,
    },
  }))
}
