import { eq } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { enrollments } from './table.ts'

/**
 * A walk that is under way, locked behind its contact: nobody else moves it until the commit.
 * @throws Refusal 404, 409 when it has ended
 */
export async function lockWalk(tx: Tx, id: number) {
  const which = eq(enrollments.id, id)
  const [known] = await tx
    .select({ contactId: enrollments.contactId })
    .from(enrollments)
    .where(which)
  if (!known) throw new Refusal(404, 'enrollment-missing')
  await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.id, known.contactId))
    .for('no key update')
  const [walk] = await tx.select().from(enrollments).where(which).for('no key update')
  if (walk?.endedAt !== null) throw new Refusal(409, 'enrollment-ended')
  return walk
}
