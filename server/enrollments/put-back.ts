import { and, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { contacts } from '../contacts/table.ts'
import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { enrollments } from './table.ts'

/**
 * Puts a failed enrollment back where it stood; it is tried anew at once.
 * @throws Refusal 409 when it has not failed
 */
export async function putBack(ground: Ground, id: number, by: { actor: string }): Promise<void> {
  const journeyId = await transaction(ground.db, async (tx) => {
    const which = and(eq(enrollments.id, id), eq(enrollments.state, 'failed'))
    const [failed] = await tx.select().from(enrollments).where(which)
    if (!failed) throw new Refusal(409, 'enrollment-not-failed')
    await tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(eq(contacts.id, failed.contactId))
      .for('no key update')
    const wakeAt = await ground.clock(tx)
    const [back] = await tx
      .update(enrollments)
      .set({ state: failed.rest ? 'waiting' : 'active', wakeAt, tries: 0 })
      .where(which)
      .returning({ id: enrollments.id })
    if (!back) throw new Refusal(409, 'enrollment-not-failed')
    await record(tx, { ...by, action: 'enrollment.put-back', subject: `enrollment:${id}` })
    return failed.journeyId
  })
  await ground.queue.ask('advance', [journeyId])
}
