import { sql } from 'drizzle-orm'
import { bulk, type Db, type Tx } from '../db.ts'
import { transports } from '../transports/table.ts'
import { messages } from './table.ts'

export type NewMessage = {
  enrollmentId: number
  journeyId: number
  versionId: number
  contactId: number
  nodeId: string
  visit: number
  class: 'advertising' | 'transactional'
}

/**
 * Writes messages with the steps that ask for them, due at once by the transport in use.
 * @returns the transports to ask for after the commit
 */
export async function queueMessages(
  tx: Tx,
  wanted: NewMessage[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (wanted.length === 0) return []
  const rows = wanted.map((each) => ({
    enrollment_id: each.enrollmentId,
    journey_id: each.journeyId,
    version_id: each.versionId,
    contact_id: each.contactId,
    node_id: each.nodeId,
    visit: each.visit,
    class: each.class,
  }))
  const at = now.toString()
  const made = await tx.execute<{ transport_id: string }>(sql`
    INSERT INTO ${messages}
           (enrollment_id, journey_id, version_id, contact_id, node_id, visit, class, transport_id,
            due_at, queued_at)
    SELECT r.*, t.id, ${at}::timestamptz, ${at}::timestamptz
      FROM ${bulk(rows, {
        enrollment_id: 'bigint',
        journey_id: 'bigint',
        version_id: 'bigint',
        contact_id: 'bigint',
        node_id: 'text',
        visit: 'int',
        class: 'text',
      })},
           (SELECT id FROM ${transports} WHERE in_use LIMIT 1) AS t
    RETURNING transport_id`)
  if (made.length < rows.length) throw new Error('No transport is set up: nothing can be queued')
  return [...new Set(made.map((row) => Number(row.transport_id)))]
}

/** Transports that have something due. One index probe a transport. */
export async function transportsDue(db: Db, now: Temporal.Instant): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    SELECT t.id FROM ${transports} t
     WHERE EXISTS (SELECT FROM ${messages} m
                    WHERE m.transport_id = t.id AND m.due_at <= ${now.toString()}::timestamptz)`)
  return rows.map((row) => Number(row.id))
}
