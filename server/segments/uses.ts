import { and, asc, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { journeys, versions } from '../journeys/table.ts'
import { segments } from './table.ts'

/** What asks about a segment: other segments, and journeys by their draft or by what is published. */
export async function usesOf(db: Db | Tx, id: number) {
  return { segments: await segmentsAsking(db, id), journeys: await journeysAsking(db, id) }
}

/** Segments whose rules ask about this one; archived ones ask nothing. */
export const segmentsAsking = (db: Db | Tx, id: number) =>
  db
    .select({ id: segments.id, name: segments.name })
    .from(segments)
    .where(and(isNull(segments.archivedAt), sql`${`segment:${id}`} = ANY (${segments.asks})`))
    .orderBy(asc(segments.name), asc(segments.id))

/** Journeys are few beside contacts: their graphs are read through, whatever kind of node asks. */
function journeysAsking(db: Db | Tx, id: number) {
  const asks = (graph: SQL) => sql`jsonb_path_exists(${graph},
    '$.** ? (@.from == "segment" && @.segmentId == $id)', jsonb_build_object('id', ${id}::bigint))`
  return db
    .select({ id: journeys.id, name: journeys.name, state: journeys.state })
    .from(journeys)
    .where(
      and(
        ne(journeys.state, 'archived'),
        sql`(${asks(sql`${journeys.draft}`)} OR EXISTS (
          SELECT FROM ${versions} v WHERE v.id = ${journeys.liveVersionId} AND ${asks(sql`v.graph`)}))`,
      ),
    )
    .orderBy(asc(journeys.name), asc(journeys.id))
}
