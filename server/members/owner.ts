import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { credentials, members } from './table.ts'

export const ownerSchema = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  password: z.string().min(8).max(128),
})
export type NewOwner = z.infer<typeof ownerSchema>

export async function hasOwner(tx: Tx | Db): Promise<boolean> {
  const [row] = await tx.select({ id: members.id }).from(members).limit(1)
  return row !== undefined
}

/**
 * The token in the link printed at start. It follows from SECRET, so every start and every process
 * prints the same link; it opens nothing once there is an owner.
 */
export const setupToken = (secret: string) =>
  createHmac('sha256', secret).update('first owner').digest('base64url')

/** Pure; takes the same time for every wrong token. */
export function isSetupToken(secret: string, token: string): boolean {
  const [want, have] = [setupToken(secret), token].map((text) =>
    createHmac('sha256', secret).update(text).digest(),
  )
  return timingSafeEqual(want!, have!)
}

/** Slow on purpose (scrypt): do it before the transaction begins. */
export { hashPassword }

/**
 * Makes the first owner.
 * @param owner.passwordHash from `hashPassword`
 * @returns the member's id
 * @throws Refusal `setup-closed` when somebody was first
 */
export async function createFirstOwner(
  tx: Tx,
  owner: { name: string; email: string; passwordHash: string },
): Promise<string> {
  // Two visitors with the same link: the second waits here and then finds the first.
  await tx.execute(sql`LOCK TABLE ${members} IN SHARE ROW EXCLUSIVE MODE`)
  if (await hasOwner(tx)) throw new Refusal(409, 'setup-closed')
  const id = randomUUID()
  const email = owner.email.toLowerCase()
  await tx.insert(members).values({ id, name: owner.name, email, emailVerified: true })
  await tx.insert(credentials).values({
    id: randomUUID(),
    userId: id,
    accountId: id,
    providerId: 'credential',
    password: owner.passwordHash,
  })
  await record(tx, { actor: `member:${id}`, action: 'owner.created', subject: `member:${id}` })
  return id
}
