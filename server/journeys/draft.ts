import { and, eq, isNull, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Db, type Tx, transaction } from '../db.ts'
import { parseGraph } from '../engine/check.ts'
import { emptyGraph, type Graph } from '../engine/graph.ts'
import type { Problem } from '../engine/problem.ts'
import { Refusal } from '../refusal.ts'
import { drawn } from './drawn.ts'
import { problemsOf } from './read.ts'
import { draftCopies, journeys } from './table.ts'

export type By = { actor: string; actorName: string }

/** Makes a journey with a draft. */
export async function createJourney(
  tx: Tx,
  { name, graph = emptyGraph(), by }: { name: string; graph?: unknown; by: By },
): Promise<{ id: number }> {
  const [made] = await tx
    .insert(journeys)
    .values({ name: name, draft: readGraph(graph), draftSavedBy: by.actorName })
    .returning({ id: journeys.id })
  const id = made!.id
  await record(tx, { ...by, action: 'journey.created', subject: `journey:${id}`, detail: { name } })
  return { id }
}

export type Saved =
  | { type: 'saved'; revision: number; savedAt: Temporal.Instant; problems: Problem[] }
  | { type: 'stale'; copyId: number; current: Current }

type Current = { revision: number; graph: Graph; savedAt: Temporal.Instant; savedBy: string }

/**
 * Saves a draft that began from `revision`. When somebody saved before, nothing is overwritten:
 * theirs stays the draft, this one is kept beside it as a copy until somebody chooses.
 * @throws Refusal 404, 422 with every problem named by node
 */
export async function saveDraft(
  db: Db,
  id: number,
  { graph: input, revision, by }: { graph: unknown; revision: number; by: By },
): Promise<Saved> {
  const graph = readGraph(input)
  return transaction(db, async (tx) => {
    const [saved] = await tx
      .update(journeys)
      .set({
        draft: graph,
        revision: sql`${journeys.revision} + 1`,
        draftSavedAt: sql`clock_timestamp()`,
        draftSavedBy: by.actorName,
      })
      .where(and(drawn(id), eq(journeys.revision, revision)))
      .returning({ revision: journeys.revision, savedAt: journeys.draftSavedAt })
    if (!saved) return keepCopy(tx, id, { graph, revision, by })
    const detail = { revision: saved.revision }
    await record(tx, { ...by, action: 'journey.saved', subject: `journey:${id}`, detail })
    return { type: 'saved', ...saved, problems: await problemsOf(tx, graph) }
  })
}

/** Sets a copy aside once somebody has chosen; its row stays. */
export async function settleCopy(db: Db, id: number, copyId: number, by: By): Promise<void> {
  await transaction(db, async (tx) => {
    const [settled] = await tx
      .update(draftCopies)
      .set({ settledAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(draftCopies.id, copyId),
          eq(draftCopies.journeyId, id),
          isNull(draftCopies.settledAt),
        ),
      )
      .returning({ id: draftCopies.id })
    if (!settled) throw new Refusal(404, 'copy-missing')
    const detail = { copyId }
    await record(tx, { ...by, action: 'journey.copy-settled', subject: `journey:${id}`, detail })
  })
}

async function keepCopy(
  tx: Tx,
  id: number,
  { graph, revision, by }: { graph: Graph; revision: number; by: By },
): Promise<Saved> {
  const [journey] = await tx.select().from(journeys).where(drawn(id))
  if (!journey) throw new Refusal(404, 'journey-missing')
  // An editor that retries a save it got no answer to must not fill the list with equal copies.
  const [same] = await tx
    .select({ id: draftCopies.id })
    .from(draftCopies)
    .where(
      and(
        eq(draftCopies.journeyId, id),
        isNull(draftCopies.settledAt),
        eq(draftCopies.savedBy, by.actorName),
        sql`${draftCopies.graph} = ${JSON.stringify(graph)}::text::jsonb`,
      ),
    )
  const [kept] = same
    ? [same]
    : await tx
        .insert(draftCopies)
        .values({ journeyId: id, baseRevision: revision, graph, savedBy: by.actorName })
        .returning({ id: draftCopies.id })
  if (!same) {
    const detail = { copyId: kept!.id, revision }
    await record(tx, { ...by, action: 'journey.copy-kept', subject: `journey:${id}`, detail })
  }
  const { draft, draftSavedAt: savedAt, draftSavedBy: savedBy } = journey
  const current = { revision: journey.revision, graph: draft, savedAt, savedBy }
  return { type: 'stale', copyId: kept!.id, current }
}

function readGraph(input: unknown): Graph {
  const read = parseGraph(input)
  if ('problems' in read) throw new Refusal(422, 'graph-wrong', { problems: read.problems })
  return read.graph
}
