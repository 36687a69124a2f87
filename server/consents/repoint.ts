import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { type NewConsent, recordConsents } from './record.ts'
import { consents } from './table.ts'

type Said = { topic_id: number | null; given: 'given' | 'withdrawn'; basis: NewConsent['basis'] }

/**
 * Gives a contact, locked with the other, the other's evidence. Whatever either of them last took back
 * stays taken back, even where the other agreed later: a row of its own says so.
 * @returns whether all mail is refused by now
 */
export async function repointConsents(
  tx: Tx,
  { into, from }: { into: number; from: number },
  { origin, now }: { origin: string; now: Temporal.Instant },
): Promise<boolean> {
  const before = await lastSaid(tx, [into, from])
  await tx.execute(sql`UPDATE ${consents} SET contact_id = ${into} WHERE contact_id = ${from}`)
  const held = new Map((await lastSaid(tx, [into])).map((each) => [each.topic_id, each.given]))
  const refused = new Map(
    before
      .filter(({ given, topic_id }) => given === 'withdrawn' && held.get(topic_id) === 'given')
      .map((each) => [each.topic_id, each]),
  )
  const rows = [...refused.values()].map(({ topic_id, basis }): NewConsent => {
    return { contactId: into, topicId: topic_id, given: 'withdrawn', basis, origin, at: now }
  })
  await recordConsents(tx, rows)
  return refused.has(null) || held.get(null) === 'withdrawn'
}

/** What each of these said last, of all mail and of each topic. */
export async function lastSaid(tx: Tx | Db, contactIds: number[]): Promise<Said[]> {
  return tx.execute<Said>(sql`
    SELECT DISTINCT ON (contact_id, topic_id) topic_id, given, basis FROM ${consents}
     WHERE contact_id = ANY (${`{${contactIds}}`}::bigint[])
     ORDER BY contact_id, topic_id, at DESC, id DESC`)
}
