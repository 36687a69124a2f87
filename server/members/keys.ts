import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import type { Scope } from './permissions.ts'
import { apiKeys } from './table.ts'

const { id } = apiKeys
const expired = sql<boolean>`coalesce(${apiKeys.expiresAt} <= clock_timestamp(), false)`

export type NewKey = {
  name: string
  /** What it may do; left out: everything. */
  scopes?: readonly Scope[]
  /** Until it expires; left out or null, and no instant named: never. */
  days?: number | null | undefined
  /** When it expires, which is still to come; it goes before `days`. */
  expiresAt?: string | null | undefined
  actor: string
}

/** Makes a key. @returns the key itself, which nobody can show a second time */
export async function createKey(tx: Tx, { name, scopes = ['*'], actor, ...until }: NewKey) {
  const key = `tobi_${randomBytes(32).toString('base64url')}`
  const { days = null, expiresAt = null } = until
  const [row] = await tx
    .insert(apiKeys)
    .values({
      name,
      hash: hashOf(key),
      hint: key.slice(0, 9),
      createdBy: actor,
      scopes: [...new Set(scopes)].sort(),
      expiresAt: sql`coalesce(${expiresAt}::timestamptz,
                              clock_timestamp() + ${days}::int * interval '1 day')`,
    })
    .returning({ id, scopes: apiKeys.scopes, expiresAt: apiKeys.expiresAt, expired })
  const { expired: over, ...made } = row!
  if (over) throw new Refusal(400, 'wrong-input', { fields: ['expiresAt'] })
  await record(tx, {
    actor,
    action: 'api-key.created',
    subject: `key:${made.id}`,
    detail: { name, scopes: made.scopes, expiresAt: made.expiresAt && `${made.expiresAt}` },
  })
  return { ...made, name, key }
}

/** Whose key this is and what it opens, noting the use; null when it is unknown or revoked. */
export async function useKey(db: Db, key: string) {
  const [row] = await db
    .select({
      id,
      name: apiKeys.name,
      scopes: sql<Scope[]>`${apiKeys.scopes}`,
      expired,
      // To the minute: a busy key must not write a row with each request.
      unnoted: sql<boolean>`
        coalesce(${apiKeys.lastUsedAt} < clock_timestamp() - interval '1 minute', true)`,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashOf(key)), isNull(apiKeys.revokedAt)))
  if (!row) return null
  const { unnoted, ...known } = row
  if (unnoted && !known.expired) {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: sql`clock_timestamp()` })
      .where(eq(apiKeys.id, known.id))
  }
  return known
}

/** All keys that were not revoked, newest first; never their hashes. */
export async function listKeys(db: Db) {
  const { name, hint, createdAt, createdBy, lastUsedAt, scopes, expiresAt } = apiKeys
  return db
    .select({ id, name, hint, createdAt, createdBy, lastUsedAt, scopes, expiresAt, expired })
    .from(apiKeys)
    .where(isNull(apiKeys.revokedAt))
    .orderBy(desc(apiKeys.id))
}

/** From now on the key opens nothing. */
export async function revokeKey(tx: Tx, { id, actor }: { id: number; actor: string }) {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ name: apiKeys.name })
  if (!row) throw new Refusal(404, 'not-found')
  await record(tx, { actor, action: 'api-key.revoked', subject: `key:${id}`, detail: row })
}

/** A key is 256 random bits: a plain hash is as good as a slow one, and can be looked up. */
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')
