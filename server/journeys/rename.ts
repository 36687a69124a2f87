import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Db, transaction } from '../db.ts'
import { Refusal } from '../refusal.ts'
import type { By } from './draft.ts'
import { drawn } from './drawn.ts'
import { journeys } from './table.ts'

/** @throws Refusal 404 */
export async function rename(db: Db, id: number, name: string, by: By): Promise<void> {
  await transaction(db, async (tx) => {
    const [before] = await tx
      .select({ name: journeys.name })
      .from(journeys)
      .where(drawn(id))
      .for('no key update')
    if (!before) throw new Refusal(404, 'journey-missing')
    await tx.update(journeys).set({ name }).where(eq(journeys.id, id))
    const detail = { from: before.name, to: name }
    await record(tx, { ...by, action: 'journey.renamed', subject: `journey:${id}`, detail })
  })
}
