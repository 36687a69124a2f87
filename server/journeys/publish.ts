import { eq, max } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import type { By } from './draft.ts'
import { drawn } from './drawn.ts'
import { problemsOf } from './read.ts'
import { journeys, versions } from './table.ts'

/**
 * Freezes the draft into a version and makes it the one that people enter. Who walks an older
 * version stays on it.
 * @param revision the draft that was looked at; another one is refused, not published unseen
 * @throws Refusal 404, 409 when the draft has changed or is archived, 422 with every problem
 */
export async function publish(
  tx: Tx,
  { id, revision, by }: { id: number; revision: number; by: By },
): Promise<{ number: number; versionId: number }> {
  // Two publications at once wait here for each other.
  const [journey] = await tx.select().from(journeys).where(drawn(id)).for('no key update')
  if (!journey) throw new Refusal(404, 'journey-missing')
  if (journey.revision !== revision) throw new Refusal(409, 'draft-changed')
  if (journey.state === 'archived') throw new Refusal(409, 'journey-archived')
  const problems = await problemsOf(tx, journey.draft)
  if (problems.length > 0) throw new Refusal(422, 'graph-unfinished', { problems })
  const [last] = await tx
    .select({ number: max(versions.number) })
    .from(versions)
    .where(eq(versions.journeyId, id))
  const number = (last?.number ?? 0) + 1
  const [made] = await tx
    .insert(versions)
    .values({ journeyId: id, number, graph: journey.draft, publishedBy: by.actorName })
    .returning({ id: versions.id })
  const versionId = made!.id
  const state = journey.state === 'paused' ? 'paused' : 'live'
  await tx.update(journeys).set({ state, liveVersionId: versionId }).where(eq(journeys.id, id))
  const detail = { number, revision }
  await record(tx, { ...by, action: 'journey.published', subject: `journey:${id}`, detail })
  return { number, versionId }
}
