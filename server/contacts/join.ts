import { inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { refuseGone } from './change.ts'
import { contacts, externalIds } from './table.ts'

/** Two contacts that turn out to be one person: `into` stays, `from` becomes a tombstone. */
export type Pair = { into: number; from: number }

export type Row = typeof contacts.$inferSelect

/** What the contact that stays has afterwards. */
export type Kept = Pick<Row, 'email' | 'emailKey' | 'attributes' | 'language' | 'zone' | 'tags'>

/**
 * Locks both in the order of their ids.
 * @throws Refusal `not-found`, `merge-self`, `contact-gone`, `contact-merged` (but for one that was
 * merged into this very contact: merging again changes nothing)
 */
export async function lockPair(tx: Tx, { into, from }: Pair): Promise<{ into: Row; from: Row }> {
  if (into === from) throw new Refusal(422, 'merge-self', { field: 'from' })
  const rows = await both(tx, { into, from }).for('no key update')
  return sorted(rows, { into, from })
}

/** The same, to look at. @throws Refusal as above */
export async function readPair(db: Db, pair: Pair): Promise<{ into: Row; from: Row }> {
  if (pair.into === pair.from) throw new Refusal(422, 'merge-self', { field: 'from' })
  return sorted(await both(db, pair), pair)
}

const both = (tx: Tx | Db, { into, from }: Pair) =>
  tx
    .select()
    .from(contacts)
    .where(inArray(contacts.id, [into, from]))
    .orderBy(contacts.id)

function sorted(rows: Row[], { into, from }: Pair) {
  const kept = rows.find(({ id }) => id === into)
  const lost = rows.find(({ id }) => id === from)
  if (!kept || !lost) throw new Refusal(404, 'not-found')
  refuseGone(kept)
  if (lost.mergedInto !== into) refuseGone(lost)
  return { into: kept, from: lost }
}

/**
 * Gives the contact that stays what it has from now on, and empties the other but for its address, which
 * leads to the one that stays. Who was merged into the other before is now merged into this one.
 */
export async function join(
  tx: Tx,
  { into, from }: { into: Row; from: Row },
  kept: Kept,
): Promise<void> {
  const other = kept.emailKey === into.emailKey ? from : into
  // An address is one contact's: the other lets go of its own before it is taken.
  await tx.execute(sql`
    UPDATE ${contacts}
       SET email_key = 'merged:' || id, attributes = '{}', language = NULL, zone = NULL, tags = '{}',
           topics = '{}', consent = NULL, consent_at = NULL, merged_into = ${into.id},
           updated_at = clock_timestamp()
     WHERE id = ${from.id}`)
  await tx
    .update(contacts)
    .set({ ...kept, updatedAt: sql`clock_timestamp()` })
    .where(sql`${contacts.id} = ${into.id}`)
  await tx
    .update(contacts)
    .set({ email: other.email, emailKey: other.emailKey })
    .where(sql`${contacts.id} = ${from.id}`)
  await tx.execute(
    sql`UPDATE ${contacts} SET merged_into = ${into.id} WHERE merged_into = ${from.id}`,
  )
  await tx.execute(
    sql`UPDATE ${externalIds} SET contact_id = ${into.id} WHERE contact_id = ${from.id}`,
  )
}
