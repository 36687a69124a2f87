import { sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import type { Address } from './address.ts'
import { contacts, externalIds } from './table.ts'

/** Whom somebody outside speaks of. `create`: an address nobody has yet becomes a contact. */
export type Reference =
  | { type: 'email'; address: Address; create: boolean }
  | { type: 'id'; id: number }
  | { type: 'external'; system: string; value: string }

/**
 * Finds the contacts that are spoken of, makes those that may be made (without a consent), and locks
 * them all in the order of their ids. Who was merged is who they were merged into; who was erased is
 * nobody.
 * @returns an id for each reference, in their order; null where there is no such contact
 */
export async function meet(tx: Tx, references: Reference[]): Promise<(number | null)[]> {
  await make(tx, references)
  const ids = await find(tx, references)
  const missed = references.filter((_, n) => ids[n] === null)
  if (missed.length === 0) return ids
  // Somebody merged while we waited for the lock is found as who they are now.
  const again = (await find(tx, missed)).values()
  return ids.map((id) => id ?? again.next().value ?? null)
}

async function find(tx: Tx, references: Reference[]): Promise<(number | null)[]> {
  const rows = references.map((each, n) => ({
    n,
    email_key: each.type === 'email' ? each.address.key : null,
    id: each.type === 'id' ? each.id : null,
    system: each.type === 'external' ? each.system : null,
    value: each.type === 'external' ? each.value : null,
  }))
  const spokenOf = bulk(rows, {
    n: 'int',
    email_key: 'text',
    id: 'bigint',
    system: 'text',
    value: 'text',
  })
  // Each kind by its own index. Locked in one go, after the new ones are there: whoever holds a lock
  // here waits for nobody who still inserts.
  const found = await tx.execute<{ n: number; id: string }>(sql`
    WITH spoken AS MATERIALIZED (SELECT * FROM ${spokenOf}),
    known AS MATERIALIZED (
      SELECT s.n, c.id, c.merged_into FROM spoken s JOIN ${contacts} c ON c.email_key = s.email_key
      UNION ALL
      SELECT s.n, c.id, c.merged_into FROM spoken s JOIN ${contacts} c ON c.id = s.id
      UNION ALL
      SELECT s.n, c.id, c.merged_into
        FROM spoken s JOIN ${externalIds} x ON x.system = s.system AND x.value = s.value
        JOIN ${contacts} c ON c.id = x.contact_id),
    locked AS MATERIALIZED (
      SELECT id FROM ${contacts}
       WHERE id IN (SELECT coalesce(merged_into, id) FROM known)
         AND erased_at IS NULL AND merged_into IS NULL
       ORDER BY id
         FOR NO KEY UPDATE)
    SELECT known.n, locked.id FROM known JOIN locked ON locked.id = coalesce(known.merged_into, known.id)`)
  const byNumber = new Map(found.map(({ n, id }) => [n, Number(id)]))
  return references.map((_, n) => byNumber.get(n) ?? null)
}

/** In key order, as every door does: two batches with the same new people never wait in a circle. */
async function make(tx: Tx, references: Reference[]): Promise<void> {
  const fresh = new Map<string, { email: string; email_key: string }>()
  for (const each of references) {
    if (each.type !== 'email' || !each.create) continue
    const { email, key } = each.address
    if (!fresh.has(key)) fresh.set(key, { email, email_key: key })
  }
  if (fresh.size === 0) return
  await tx.execute(sql`
    INSERT INTO ${contacts} (email, email_key)
    SELECT email, email_key FROM ${bulk([...fresh.values()], { email: 'text', email_key: 'text' })}
     ORDER BY email_key
        ON CONFLICT (email_key) DO NOTHING`)
}
