import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { suppressions } from './table.ts'

export type Suppression = typeof suppressions.$inferSelect

/** Which of these address keys get no mail, and why. */
export async function isSuppressed(
  tx: Tx | Db,
  emailKeys: string[],
): Promise<Map<string, Suppression['reason']>> {
  if (emailKeys.length === 0) return new Map()
  const rows = await tx
    .select({ emailKey: suppressions.emailKey, reason: suppressions.reason })
    .from(suppressions)
    .where(inArray(suppressions.emailKey, emailKeys))
  return new Map(rows.map((row) => [row.emailKey, row.reason]))
}

/**
 * Puts an address on the list. On an address that is on it already only a stricter reason takes the
 * place of the one that stands; an opt-out that gives way stays on record as a withdrawn consent.
 * The caller has locked the contact.
 * @returns whether anything changed
 */
export async function suppress(tx: Tx, entry: Entry, now: Temporal.Instant): Promise<boolean> {
  return (await suppressMany(tx, [entry], now)).length > 0
}

/** `at`: left out, it is now. */
type Entry = Pick<Suppression, 'contactId' | 'emailKey' | 'reason' | 'origin'> & {
  at?: Temporal.Instant
}

/** As above, for one reason. @returns the address keys that changed */
export async function suppressMany(
  tx: Tx,
  entries: Entry[],
  now: Temporal.Instant,
): Promise<string[]> {
  const [first] = entries
  if (!first) return []
  const rows = await tx
    .insert(suppressions)
    .values(entries.map((entry) => ({ at: now, ...entry })))
    .onConflictDoUpdate({
      target: suppressions.emailKey,
      set: {
        contactId: sql`excluded.contact_id`,
        reason: first.reason,
        origin: sql`excluded.origin`,
        at: sql`excluded.at`,
      },
      setWhere: inArray(suppressions.reason, milder[first.reason]),
    })
    .returning({ emailKey: suppressions.emailKey })
  return rows.map(({ emailKey }) => emailKey)
}

/** Takes addresses off the list that one origin put there, as far as its word still stands. */
export async function liftFrom(
  tx: Tx,
  { emailKeys, origin }: { emailKeys: string[]; origin: string },
): Promise<void> {
  if (emailKeys.length === 0) return
  await tx
    .delete(suppressions)
    .where(and(inArray(suppressions.emailKey, emailKeys), eq(suppressions.origin, origin)))
}

/** An opt-out lets receipts through, so it is the mildest; a complaint is a person's own word. */
const milder: Record<Suppression['reason'], Suppression['reason'][]> = {
  unsubscribed: [],
  bounced: ['unsubscribed'],
  'by-hand': ['unsubscribed'],
  complained: ['unsubscribed', 'bounced', 'by-hand'],
}

/** Takes an address off the list. The caller has locked the contact. @returns whether it was on it */
export async function lift(tx: Tx, emailKey: string): Promise<boolean> {
  const rows = await tx
    .delete(suppressions)
    .where(eq(suppressions.emailKey, emailKey))
    .returning({ emailKey: suppressions.emailKey })
  return rows.length > 0
}

/** The same for many. */
export async function liftMany(tx: Tx, emailKeys: string[]): Promise<void> {
  if (emailKeys.length === 0) return
  await tx.delete(suppressions).where(inArray(suppressions.emailKey, emailKeys))
}
