import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { apiKeys } from './table.ts'

/** Makes a key. @returns the key itself, which nobody can show a second time */
export async function createKey(
  tx: Tx,
  { name, actor }: { name: string; actor: string },
): Promise<{ id: number; name: string; key: string }> {
  const key = `tobi_${randomBytes(32).toString('base64url')}`
  const [row] = await tx
    .insert(apiKeys)
    .values({ name, hash: hashOf(key), hint: key.slice(0, 9), createdBy: actor })
    .returning({ id: apiKeys.id })
  await record(tx, {
    actor,
    action: 'api-key.created',
    subject: `key:${row!.id}`,
    detail: { name },
  })
  return { id: row!.id, name, key }
}

/** Whose key this is, noting the use; null when it is unknown or revoked. */
export async function useKey(db: Db, key: string): Promise<{ id: number; name: string } | null> {
  const [row] = await db
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashOf(key)), isNull(apiKeys.revokedAt)))
  if (!row) return null
  // To the minute: a busy key must not write a row with each request.
  const minuteAgo = sql`clock_timestamp() - interval '1 minute'`
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(apiKeys.id, row.id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, minuteAgo)),
      ),
    )
  return row
}

/** All keys that open something, newest first; never their hashes. */
export async function listKeys(db: Db) {
  const { id, name, hint, createdAt, createdBy, lastUsedAt } = apiKeys
  return db
    .select({ id, name, hint, createdAt, createdBy, lastUsedAt })
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
