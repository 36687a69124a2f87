import { eq, or } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { refuseGone } from './change.ts'
import { contacts } from './table.ts'

export type Owned = { id: number; email: string; emailKey: string }

/**
 * Locks a contact with everybody who was merged into it, in the order of their ids: all whose addresses
 * are its own.
 * @returns the contact itself first
 * @throws Refusal `not-found`, `contact-gone`, `contact-merged`
 */
export async function lockWithMerged(tx: Tx, id: number): Promise<Owned[]> {
  await theirs(tx, id).for('no key update')
  // Once more: somebody may have been merged into it while we waited.
  const rows = await theirs(tx, id).for('no key update')
  const own = rows.find((row) => row.id === id)
  if (!own) throw new Refusal(404, 'not-found')
  refuseGone(own)
  return [own, ...rows.filter((row) => row !== own)]
}

/** Addresses of those who were merged into a contact. */
export async function mergedAddresses(db: Db, id: number): Promise<string[]> {
  const rows = await theirs(db, id)
  return rows.filter((row) => row.id !== id).map(({ email }) => email)
}

function theirs(tx: Tx | Db, contactId: number) {
  const { id, email, emailKey, mergedInto, erasedAt } = contacts
  return tx
    .select({ id, email, emailKey, mergedInto, erasedAt })
    .from(contacts)
    .where(or(eq(id, contactId), eq(mergedInto, contactId)))
    .orderBy(id)
}
