import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { hashPassword } from './owner.ts'
import { credentials, members, sessions } from './table.ts'

/**
 * Gives a member a new password and ends their sessions.
 * @returns the password, which nobody can show a second time; null when nobody has this address
 */
export async function resetPassword(
  tx: Tx,
  { email, actor }: { email: string; actor: string },
): Promise<string | null> {
  const [member] = await tx
    .select({ id: members.id })
    .from(members)
    .where(eq(members.email, email.toLowerCase()))
  if (!member) return null
  const made = randomBytes(12).toString('base64url')
  const password = await hashPassword(made)
  await tx.update(credentials).set({ password }).where(eq(credentials.userId, member.id))
  await tx.delete(sessions).where(eq(sessions.userId, member.id))
  await record(tx, { actor, action: 'password.reset', subject: `member:${member.id}` })
  return made
}
