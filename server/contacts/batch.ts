import { type SQL, sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import { type Attributes, contacts, externalIds } from './table.ts'

/** A contact as many at a time are read and written. */
export type BatchContact = {
  id: number
  email: string
  emailKey: string
  attributes: Attributes
  language: 'ja' | 'en' | null
  /** Ids of `tags`. */
  tags: number[]
  consent: 'given' | 'withdrawn' | null
  consentAt: Temporal.Instant | null
}

/**
 * Makes contacts of addresses that have none, in the order of their keys; rows of one's own insert are
 * locked from the start. Call it before locking others, as every upsert does.
 * @returns ids by address key of those that were made; the others exist
 */
export async function addContacts(
  tx: Tx,
  rows: Omit<BatchContact, 'id' | 'consent' | 'consentAt'>[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const fresh = rows.map((row) => ({
    email: row.email,
    email_key: row.emailKey,
    attributes: row.attributes,
    language: row.language,
    tags: arrayOf(row.tags),
  }))
  const made = await tx.execute<{ id: string; email_key: string }>(sql`
    INSERT INTO ${contacts} (email, email_key, attributes, language, tags)
    SELECT email, email_key, attributes, language, tags::int[]
      FROM ${bulk(fresh, {
        email: 'text',
        email_key: 'text',
        attributes: 'jsonb',
        language: 'text',
        tags: 'text',
      })}
     ORDER BY email_key
        ON CONFLICT (email_key) DO NOTHING
    RETURNING id, email_key`)
  return new Map(made.map((row) => [row.email_key, Number(row.id)]))
}

/**
 * Contacts by address key or by id, locked in the order of their ids. An address that was merged away is
 * the contact's that stayed, which may so be meant by several keys.
 */
export async function lockContacts(tx: Tx, by: By): Promise<BatchContact[]> {
  const found = await select(tx, by, sql`FOR NO KEY UPDATE OF c`)
  // Somebody merged while we waited for the lock is found as who they are now.
  if ('keys' in by && found.some(({ merged }) => merged)) return lockContacts(tx, by)
  return found.map(personOf)
}

/** The same, only looked at: they may be otherwise the next moment. */
export async function readContacts(tx: Tx, by: By): Promise<BatchContact[]> {
  return (await select(tx, by, sql``)).map(personOf)
}

type By = { keys: string[] } | { ids: number[] }

async function select(tx: Tx, by: By, locking: SQL): Promise<Row[]> {
  const which =
    'keys' in by
      ? sql`${bulk(
          by.keys.map((key) => ({ key })),
          { key: 'text' },
        )} JOIN ${contacts} a ON a.email_key = r.key
           JOIN ${contacts} c ON c.id = coalesce(a.merged_into, a.id)`
      : sql`${bulk(
          by.ids.map((id) => ({ id })),
          { id: 'bigint' },
        )} JOIN ${contacts} c ON c.id = r.id`
  return tx.execute<Row>(sql`
    SELECT c.id, c.email, ${'keys' in by ? sql`a.email_key` : sql`c.email_key`}, c.merged_into IS NOT NULL AS merged, c.attributes, c.language, c.tags, c.consent, c.consent_at
      FROM ${which} ORDER BY c.id ${locking}`)
}

const personOf = (row: Row): BatchContact => ({
  id: Number(row.id),
  email: row.email,
  emailKey: row.email_key,
  attributes: row.attributes,
  language: row.language,
  tags: row.tags,
  consent: row.consent,
  consentAt: row.consent_at === null ? null : Temporal.Instant.from(row.consent_at),
})

type Row = {
  id: string
  merged: boolean
  email: string
  email_key: string
  attributes: Attributes
  language: 'ja' | 'en' | null
  tags: number[]
  consent: 'given' | 'withdrawn' | null
  consent_at: string | null
}

/**
 * Attributes, language and tags of contacts whom the caller has locked.
 * @param back they are as they were before: nobody has changed them since
 */
export async function writeContacts(
  tx: Tx,
  rows: Pick<BatchContact, 'id' | 'attributes' | 'language' | 'tags'>[],
  { back = false } = {},
): Promise<void> {
  if (rows.length === 0) return
  const changed = rows.map(({ id, attributes, language, tags }) => {
    return { id, attributes, language, tags: arrayOf(tags) }
  })
  await tx.execute(sql`
    UPDATE ${contacts} c
       SET attributes = r.attributes, language = r.language, tags = r.tags::int[],
           updated_at = ${back ? sql`c.updated_at` : sql`clock_timestamp()`}
      FROM ${bulk(changed, { id: 'bigint', attributes: 'jsonb', language: 'text', tags: 'text' })}
     WHERE c.id = r.id`)
}

export type ExternalId = { system: string; value: string }

/** Whose numbers these are: contacts in the order of the numbers, null for nobody's. */
export async function ownersOf(tx: Tx, ids: ExternalId[]): Promise<(number | null)[]> {
  if (ids.length === 0) return []
  const wanted = ids.map((id, place) => ({ place, ...id }))
  const rows = await tx.execute<{ contact_id: string | null }>(sql`
    SELECT x.contact_id
      FROM ${bulk(wanted, { place: 'int', system: 'text', value: 'text' })}
      LEFT JOIN ${externalIds} x ON x.system = r.system AND x.value = r.value
     ORDER BY r.place`)
  return rows.map((row) => (row.contact_id === null ? null : Number(row.contact_id)))
}

/** Gives contacts, whom the caller has locked, numbers that nobody has. */
export async function addExternalIds(
  tx: Tx,
  rows: (ExternalId & { contactId: number })[],
): Promise<void> {
  if (rows.length === 0) return
  const fresh = rows.map(({ contactId, system, value }) => {
    return { system, value, contact_id: contactId }
  })
  await tx.execute(sql`
    INSERT INTO ${externalIds} (system, value, contact_id)
    SELECT system, value, contact_id
      FROM ${bulk(fresh, { system: 'text', value: 'text', contact_id: 'bigint' })}
     ORDER BY system, value
        ON CONFLICT DO NOTHING`)
}

/** Takes numbers away again from contacts whom the caller has locked. */
export async function removeExternalIds(
  tx: Tx,
  rows: (ExternalId & { contactId: number })[],
): Promise<void> {
  if (rows.length === 0) return
  const gone = rows.map(({ contactId, system, value }) => {
    return { system, value, contact_id: contactId }
  })
  await tx.execute(sql`
    DELETE FROM ${externalIds} x
     USING ${bulk(gone, { system: 'text', value: 'text', contact_id: 'bigint' })}
     WHERE x.system = r.system AND x.value = r.value AND x.contact_id = r.contact_id`)
}

/** Leaves nothing in the rows that points at a person. The caller has locked the contacts. */
export async function emptyContacts(tx: Tx, ids: number[], now: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  const gone = bulk(
    ids.map((id) => ({ id })),
    { id: 'bigint' },
  )
  await tx.execute(sql`
    DELETE FROM ${externalIds} x USING ${gone} WHERE x.contact_id = r.id`)
  await tx.execute(sql`
    UPDATE ${contacts} c
       SET email = '', email_key = 'erased:' || c.id, attributes = '{}', language = NULL, zone = NULL,
           tags = '{}', topics = '{}', consent = NULL, consent_at = NULL, erased_at = ${now.toString()}::timestamptz, updated_at = clock_timestamp()
      FROM ${gone} WHERE c.id = r.id`)
}

/** An array as Postgres writes it: a column of arrays has no type of its own in `bulk`. */
const arrayOf = (ids: number[]) => `{${ids.join(',')}}`
