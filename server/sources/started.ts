import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { nodeTypes } from '../engine/nodes/index.ts'
import { journeys, versions } from '../journeys/table.ts'

/** Journeys that whoever comes in at a source enters; a paused one lets nobody in until it goes on. */
export async function startedBy(db: Db, sourceId: number) {
  const { id, name, state, liveVersionId } = journeys
  const rows = await db
    .select({ id, name, state, graph: versions.graph })
    .from(journeys)
    .innerJoin(versions, eq(versions.id, liveVersionId))
    .where(
      and(
        inArray(state, ['live', 'paused']),
        eq(journeys.kind, 'journey'),
        // Keeps large graphs at the database; what a node means the engine says.
        sql`${versions.graph} @> ${JSON.stringify({ nodes: [{ data: { sourceId } }] })}::jsonb`,
      ),
    )
    .orderBy(asc(id))
  return rows
    .filter(({ graph }) =>
      graph.nodes.some((node) => {
        const beginning = nodeTypes[node.type]?.begins?.(node.data)
        return beginning?.by === 'source' && beginning.sourceId === sourceId
      }),
    )
    .map(({ id, name, state }) => ({ id, name, state }))
}
