import { and, desc, eq, isNull } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import { namesSender } from '../advertising.ts'
import type { Db, Tx } from '../db.ts'
import { check } from '../engine/check.ts'
import type { Graph } from '../engine/graph.ts'
import type { Around } from '../engine/node-type.ts'
import type { Problem } from '../engine/problem.ts'
import { Refusal } from '../refusal.ts'
import { sources } from '../sources/table.ts'
import { check as liquid } from '../templates/render.ts'
import { drawn } from './drawn.ts'
import { draftCopies, journeys, versions } from './table.ts'

/** What a draft is checked against besides itself. */
export async function around(tx: Tx | Db): Promise<Around> {
  const rows = await tx.select({ id: sources.id }).from(sources)
  const account = await readAccount(tx)
  // Before there is a sender at all nothing leaves the house.
  const senderUnnamed = account.senderAddress !== '' && !namesSender(account)
  return { sourceIds: rows.map((row) => row.id), senderUnnamed, liquid }
}

export async function problemsOf(tx: Tx | Db, graph: Graph): Promise<Problem[]> {
  return check(graph, await around(tx))
}

/**
 * One journey with its draft, what is live of it, and copies that wait for a choice.
 * @throws Refusal 404
 */
export async function readJourney(db: Db, id: number) {
  const [row] = await db
    .select({ journey: journeys, version: versions })
    .from(journeys)
    .leftJoin(versions, eq(versions.id, journeys.liveVersionId))
    .where(drawn(id))
  if (!row) throw new Refusal(404, 'journey-missing')
  const { journey, version } = row
  const copies = await db
    .select()
    .from(draftCopies)
    .where(and(eq(draftCopies.journeyId, id), isNull(draftCopies.settledAt)))
    .orderBy(desc(draftCopies.id))
  return {
    id,
    name: journey.name,
    state: journey.state,
    revision: journey.revision,
    draft: journey.draft,
    savedAt: journey.draftSavedAt,
    savedBy: journey.draftSavedBy,
    problems: await problemsOf(db, journey.draft),
    version: version && {
      id: version.id,
      number: version.number,
      graph: version.graph,
      publishedAt: version.publishedAt,
      publishedBy: version.publishedBy,
    },
    changed: version === null || meaning(version.graph) !== meaning(journey.draft),
    copies: copies.map(({ id, baseRevision, graph, savedAt, savedBy }) => {
      return { id, baseRevision, graph, savedAt, savedBy }
    }),
  }
}

/** A graph without where its stones lie: moving a stone changes no walk. Pure. */
function meaning({ nodes, edges, settings }: Graph): string {
  const stones = nodes.map(({ id, type, data }) => ({ id, type, data }))
  const lines = edges.map(({ source, target, sourceHandle }) => [source, target, sourceHandle])
  return sorted([stones.sort(byText), lines.sort(byText), settings])
}

const byText = (a: unknown, b: unknown) => (sorted(a) < sorted(b) ? -1 : 1)

/** JSON with keys in order: `jsonb` does not keep the order in which they were written. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
