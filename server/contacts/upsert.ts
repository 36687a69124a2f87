import { eq, sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import type { Address } from './address.ts'
import { type Attributes, contacts } from './table.ts'

export type Arrival = { address: Address; attributes: Attributes; language?: 'ja' | 'en' | null }

/**
 * Makes contacts of addresses, or finds them, and locks them; what is newly known of a contact takes
 * the place of what was known. Arrivals of one address count in their order.
 * @returns contact ids by address key
 */
export async function upsertContacts(tx: Tx, arrivals: Arrival[]): Promise<Map<string, number>> {
  const merged = merge(arrivals)
  // New rows in key order, then locks in id order: two batches with the same people never wait for
  // each other in a circle, as an upsert's updates in key order would.
  await tx.execute(sql`
    INSERT INTO ${contacts} (email, email_key, attributes, language)
    SELECT email, email_key, attributes, language
      FROM ${bulk(merged, { email: 'text', email_key: 'text', attributes: 'jsonb', language: 'text' })}
     ORDER BY email_key
        ON CONFLICT (email_key) DO NOTHING`)
  const keys = bulk(
    merged.map(({ email_key }) => ({ email_key })),
    { email_key: 'text' },
  )
  const ids = await lockSpoken(tx, keys)
  // Two addresses may lead to one contact: what each tells counts, once.
  const known = new Map<number, { id: number; attributes: Attributes; language: string | null }>()
  for (const { email_key, attributes, language } of merged) {
    const id = ids.get(email_key)
    if (id === undefined) continue
    const before = known.get(id)
    known.set(id, {
      id,
      attributes: { ...before?.attributes, ...attributes },
      language: before?.language ?? language,
    })
  }
  await tx.execute(sql`
    UPDATE ${contacts} c
       SET attributes = c.attributes || r.attributes,
           language = coalesce(c.language, r.language),
           updated_at = clock_timestamp()
      FROM ${bulk([...known.values()], { id: 'bigint', attributes: 'jsonb', language: 'text' })}
     WHERE c.id = r.id
       AND NOT (c.attributes @> r.attributes AND (c.language IS NOT NULL OR r.language IS NULL))`)
  return ids
}

/** Whose these addresses are, locked; an address that was merged away is the contact's that stayed. */
async function lockSpoken(tx: Tx, keys: ReturnType<typeof bulk>): Promise<Map<string, number>> {
  const rows = await tx.execute<{ id: string; email_key: string; merged: boolean }>(sql`
    SELECT c.id, a.email_key, c.merged_into IS NOT NULL AS merged
      FROM ${keys} JOIN ${contacts} a ON a.email_key = r.email_key
      JOIN ${contacts} c ON c.id = coalesce(a.merged_into, a.id)
     ORDER BY c.id
       FOR NO KEY UPDATE OF c`)
  // Somebody merged while we waited for the lock is found as who they are now.
  if (rows.some(({ merged }) => merged)) return lockSpoken(tx, keys)
  return new Map(rows.map((row) => [row.email_key, Number(row.id)]))
}

/** What is newly known of a contact, whom the caller has locked, takes the place of what was known. */
export async function learn(tx: Tx, id: number, attributes: Attributes): Promise<void> {
  await tx
    .update(contacts)
    .set({
      attributes: sql`${contacts.attributes} || ${JSON.stringify(attributes)}::text::jsonb`,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(eq(contacts.id, id))
}

function merge(arrivals: Arrival[]) {
  const byKey = new Map<string, ReturnType<typeof row>>()
  for (const arrival of arrivals) {
    const { key } = arrival.address
    const before = byKey.get(key)
    const attributes = { ...before?.attributes, ...arrival.attributes }
    byKey.set(key, { ...row(arrival), ...before, attributes })
  }
  return [...byKey.values()]
}

const row = ({ address, attributes, language }: Arrival) => ({
  email: address.email,
  email_key: address.key,
  attributes,
  language: language ?? null,
})
