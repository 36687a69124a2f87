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
}

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
  if (happened.length === 0) return []
  const rows = happened.map((each) => ({
    contact_id: each.contactId,
    name: each.name,
    origin: each.origin,
    payload: clean(each.payload),
    happened_at: each.happenedAt ?? now,
  }))
  await tx.execute(sql`
    INSERT INTO ${events} (contact_id, name, at, happened_at, origin, payload)
    SELECT contact_id, name, ${now.toString()}::timestamptz, happened_at, origin, payload
      FROM ${bulk(rows, {
        contact_id: 'bigint',
        name: 'text',
        happened_at: 'timestamptz',
        origin: 'text',
        payload: 'jsonb',
      })}`)
  return wakeListeners(tx, happened, now)
}

async function wakeListeners(
  tx: Tx,
  happened: NewEvent[],
  now: Temporal.Instant,
): Promise<number[]> {
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
