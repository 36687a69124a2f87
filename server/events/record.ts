import { sql } from 'drizzle-orm'
import { clean } from '../clean.ts'
import { bulk, type Tx } from '../db.ts'
import { enrollments } from '../enrollments/table.ts'
import { versions } from '../journeys/table.ts'
import { wake } from '../wake.ts'
import { events } from './table.ts'

export type NewEvent = {
  contactId: number
  /** Noun and verb in the past, e.g. `source.received`. */
  name: string
  /** Where it came from, e.g. `source:3/request:88`. */
  origin: string
  payload: Record<string, unknown>
  /** When it happened, as its sender says; left out: now. */
  happenedAt?: Temporal.Instant
  /** The sender's own id of it: a second one of the same origin and key is the same event. */
  key?: string | null
}

/** `written` holds the numbers given, in the order of what happened; null where it was known already. */
export type Recorded = { journeys: number[]; written: (number | null)[] }

/**
 * Writes down what happened to contacts, whom the caller has locked, and wakes every live enrollment
 * of theirs whose version listens: also one that rests on a timer or an open message.
 * @param now read after the contacts were locked, so that an event's number and instant agree
 * @returns the journeys to ask for after the commit
 */
export async function record(
  tx: Tx,
  happened: NewEvent[],
  now: Temporal.Instant,
): Promise<number[]> {
  return (await recordOnce(tx, happened, now)).journeys
}

/** As `record`, and says which were new: what has a key happens once, however often it is told. */
export async function recordOnce(
  tx: Tx,
  happened: NewEvent[],
  now: Temporal.Instant,
): Promise<Recorded> {
  if (happened.length === 0) return { journeys: [], written: [] }
  const rows = happened.map((each, n) => ({
    n,
    contact_id: each.contactId,
    name: each.name,
    origin: each.origin,
    payload: clean(each.payload),
    happened_at: each.happenedAt ?? now,
    key: each.key ?? null,
  }))
  // Numbers in the order given, rows in the order of their keys: two batches that tell the same
  // events in different orders wait one for the other, never in a circle.
  const told = await tx.execute<{ id: string; fresh: boolean }>(sql`
    WITH numbered AS MATERIALIZED (
      SELECT nextval(pg_get_serial_sequence('events', 'id')) AS id, r.*
        FROM ${bulk(rows, {
          n: 'int',
          contact_id: 'bigint',
          name: 'text',
          happened_at: 'timestamptz',
          origin: 'text',
          payload: 'jsonb',
          key: 'text',
        })}),
    made AS (
      INSERT INTO ${events} (id, contact_id, name, at, happened_at, origin, payload, key)
      OVERRIDING SYSTEM VALUE
      SELECT id, contact_id, name, ${now.toString()}::timestamptz, happened_at, origin, payload, key
        FROM numbered ORDER BY origin, key, n
      ON CONFLICT (origin, key) WHERE key IS NOT NULL DO NOTHING
      RETURNING id)
    SELECT id, made.id IS NOT NULL AS fresh
      FROM numbered LEFT JOIN made USING (id) ORDER BY n`)
  const written = told.map(({ id, fresh }) => (fresh ? Number(id) : null))
  const news = happened.filter((_, n) => written[n] !== null)
  return { journeys: await wakeListeners(tx, news, now), written }
}

async function wakeListeners(
  tx: Tx,
  happened: NewEvent[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (happened.length === 0) return []
  const pairs = happened.map(({ contactId, name }) => ({ contact_id: contactId, name }))
  // In id order: an outcome that holds one of these rows waits for the next one in the same order.
  const listening = await tx.execute<{ id: string }>(sql`
    SELECT e.id
      FROM ${bulk(pairs, { contact_id: 'bigint', name: 'text' })}
      JOIN ${enrollments} e ON e.contact_id = r.contact_id
      JOIN ${versions} v ON v.id = e.version_id
     WHERE e.state IN ('active', 'waiting') AND v.listens ? r.name
     ORDER BY e.id
       FOR NO KEY UPDATE OF e`)
  if (listening.length === 0) return []
  const ids = bulk(
    listening.map(({ id }) => ({ id })),
    { id: 'bigint' },
  )
  return wake(tx, sql`id IN (SELECT r.id FROM ${ids})`, now)
}
