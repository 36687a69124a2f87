import { sql } from 'drizzle-orm'
import { account } from '../account/table.ts'
import { contacts } from '../contacts/table.ts'
import { bulk, hot, type Tx } from '../db.ts'
import { journeys } from '../journeys/table.ts'
import { suppressions } from '../suppressions/table.ts'
import { idsIn } from './settle.ts'
import { messages } from './table.ts'

/** A rendered mail about to leave: what is kept of it with the message. */
export type Leaving = {
  id: number
  to: string
  from: string
  subject: string
  headerId: string
  bodyHash: string
  merged: Record<string, string>
}

/**
 * The last look before mails leave: turns what is still claimed by this worker into `sending`, unless
 * somebody unsubscribed, the address was suppressed, the contact was merged into one with another address,
 * the journey paused or archived, or everything stopped in the meantime. What this has committed may be handed over; what a crash leaves so is unknown.
 * @returns the number of the try, by message; what is missing must not leave
 */
export async function mark(
  tx: Tx,
  worker: number,
  leaving: readonly Leaving[],
  now: Temporal.Instant,
): Promise<Map<number, number>> {
  if (leaving.length === 0) return new Map()
  const rows = leaving.map((each) => ({
    id: each.id,
    to: each.to,
    from: each.from,
    subject: each.subject,
    header_id: each.headerId,
    body_hash: each.bodyHash,
    merged: each.merged,
  }))
  const ids = idsIn(rows.map((row) => row.id))
  // Locked in the order of their ids, as a withdrawal does. Whoever withdrew one while we waited has
  // changed its state, which is looked at again once the lock is ours.
  const marked = await hot<{ id: string; tries: number }>(
    tx,
    sql`
    WITH wanted AS MATERIALIZED (
      SELECT * FROM ${bulk(rows, {
        id: 'bigint',
        to: 'text',
        from: 'text',
        subject: 'text',
        header_id: 'text',
        body_hash: 'text',
        merged: 'jsonb',
      })}),
    mine AS MATERIALIZED (
      SELECT m.id FROM ${messages} m JOIN ${contacts} c ON c.id = m.contact_id
       WHERE m.id = ${ids} AND m.state = 'claimed' AND m.worker = ${worker}
         AND c.email = (SELECT w."to" FROM wanted w WHERE w.id = m.id)
         AND NOT EXISTS (SELECT FROM ${suppressions} s
                          WHERE s.email_key = c.email_key
                            AND (m.class = 'advertising' OR s.reason <> 'unsubscribed'))
         AND NOT EXISTS (SELECT FROM ${journeys} j
                          WHERE j.id = m.journey_id AND j.state IN ('paused', 'archived'))
         AND NOT EXISTS (SELECT FROM ${account} WHERE stopped)
       ORDER BY m.id
         FOR NO KEY UPDATE OF m)
    UPDATE ${messages} m
       SET state = 'sending', sending_at = ${now.toString()}::timestamptz, tries = m.tries + 1,
           "to" = w."to", "from" = w."from", subject = w.subject, header_id = w.header_id,
           body_hash = decode(w.body_hash, 'hex'), merged = w.merged
      FROM mine JOIN wanted w USING (id)
     WHERE m.id = mine.id AND m.id = ${ids}
    RETURNING m.id, m.tries`,
  )
  return new Map(marked.map((row) => [Number(row.id), row.tries]))
}
