import { and, desc, inArray, isNull, sql } from 'drizzle-orm'
import { bulk, type Db, type Tx } from '../db.ts'
import { consents } from './table.ts'

export type NewConsent = Omit<typeof consents.$inferInsert, 'id'>
export type Consent = typeof consents.$inferSelect

/**
 * Appends consents and withdrawals; earlier rows stay as evidence (特定電子メール法 Art. 3(2)).
 * The caller has locked the contacts.
 */
export async function recordConsents(tx: Tx, rows: NewConsent[]): Promise<void> {
  if (rows.length === 0) return
  const fresh = rows.map((row) => ({
    contact_id: row.contactId,
    topic_id: row.topicId ?? null,
    given: row.given,
    basis: row.basis,
    origin: row.origin,
    wording: row.wording ?? '',
    form_version_id: row.formVersionId ?? null,
    document: row.document ?? '',
    confirmed_at: row.confirmedAt ?? null,
    ip: row.ip ?? null,
    user_agent: row.userAgent ?? null,
    at: row.at,
    recorded_at: row.recordedAt ?? null,
  }))
  await tx.execute(sql`
    INSERT INTO ${consents} (contact_id, topic_id, given, basis, origin, wording, form_version_id,
                             document, confirmed_at, ip, user_agent, at, recorded_at)
    SELECT contact_id, topic_id, given, basis, origin, wording, form_version_id, document,
           confirmed_at, ip, user_agent, at, coalesce(recorded_at, clock_timestamp())
      FROM ${bulk(fresh, {
        contact_id: 'bigint',
        topic_id: 'int',
        given: 'text',
        basis: 'text',
        origin: 'text',
        wording: 'text',
        form_version_id: 'bigint',
        document: 'text',
        confirmed_at: 'timestamptz',
        ip: 'text',
        user_agent: 'text',
        at: 'timestamptz',
        recorded_at: 'timestamptz',
      })}`)
}

/** Each contact's consent row for all mail that was given or withdrawn last; without one it is not in the map. */
export async function newest(tx: Tx | Db, contactIds: number[]): Promise<Map<number, Consent>> {
  if (contactIds.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([consents.contactId])
    .from(consents)
    .where(and(inArray(consents.contactId, contactIds), isNull(consents.topicId)))
    .orderBy(consents.contactId, desc(consents.at), desc(consents.id))
  return new Map(rows.map((row) => [row.contactId, row]))
}

/**
 * What held before one origin wrote its consents holds again, by new rows: earlier ones stay as
 * evidence. Where nothing held, it is a withdrawal. The caller has locked the contacts.
 */
export async function restoreConsents(
  tx: Tx,
  { contactIds, origin }: { contactIds: number[]; origin: string },
): Promise<Set<number>> {
  if (contactIds.length === 0) return new Set()
  const ids = bulk(
    contactIds.map((id) => ({ id })),
    { id: 'bigint' },
  )
  const rows = await tx.execute<{ contact_id: string }>(sql`
    INSERT INTO ${consents} (contact_id, topic_id, given, basis, origin, wording, form_version_id,
                             document, confirmed_at, ip, user_agent, at)
    SELECT n.contact_id, n.topic_id, coalesce(p.given, 'withdrawn'), coalesce(p.basis, n.basis),
           ${`${origin}/undone`}, coalesce(p.wording, ''), p.form_version_id,
           coalesce(p.document, ''), p.confirmed_at, p.ip, p.user_agent,
           -- At the instant of what it takes back: of two at one instant the later row holds.
           n.at
      FROM (SELECT DISTINCT ON (c.contact_id, c.topic_id) c.*
              FROM ${consents} c JOIN ${ids} ON c.contact_id = r.id
             ORDER BY c.contact_id, c.topic_id, c.at DESC, c.id DESC) n
      LEFT JOIN LATERAL (
           SELECT * FROM ${consents} p
            WHERE p.contact_id = n.contact_id AND p.topic_id IS NOT DISTINCT FROM n.topic_id
              AND p.origin <> ${origin}
            ORDER BY p.at DESC, p.id DESC LIMIT 1) p ON TRUE
     WHERE n.origin = ${origin}
     ORDER BY n.contact_id, n.topic_id
    RETURNING contact_id`)
  return new Set(rows.map((row) => Number(row.contact_id)))
}
