import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Db, transaction } from '../db.ts'
import { Refusal } from '../refusal.ts'
import type { By } from './draft.ts'
import { drawn } from './drawn.ts'
import { draftCopies, journeys, versions } from './table.ts'

/**
 * Deletes a journey that was never published; its graph stays in the audit, so that it can be had
 * back.
 * @throws Refusal 404, 409 when it was published once
 */
export async function removeDraft(db: Db, id: number, by: By): Promise<void> {
  await transaction(db, async (tx) => {
    const [journey] = await tx.select().from(journeys).where(drawn(id)).for('update')
    if (!journey) throw new Refusal(404, 'journey-missing')
    const [published] = await tx
      .select({ id: versions.id })
      .from(versions)
      .where(eq(versions.journeyId, id))
      .limit(1)
    if (published) throw new Refusal(409, 'journey-published')
    await tx.delete(draftCopies).where(eq(draftCopies.journeyId, id))
    await tx.delete(journeys).where(eq(journeys.id, id))
    const detail = { name: journey.name, graph: journey.draft }
    await record(tx, { ...by, action: 'journey.deleted', subject: `journey:${id}`, detail })
  })
}
