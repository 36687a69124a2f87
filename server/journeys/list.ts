import { sql } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import type { Db } from '../db.ts'
import { check } from '../engine/check.ts'
import type { Graph } from '../engine/graph.ts'
import { nodeTypes } from '../engine/nodes/index.ts'
import { counterDeltas, counters, enrollments } from '../enrollments/table.ts'
import { messages } from '../messages/table.ts'
import { sources } from '../sources/table.ts'
import { around } from './read.ts'
import { journeys, versions } from './table.ts'

/** How many days the small line of sends shows, today included. */
const DAYS = 14

type Row = {
  id: string
  name: string
  state: 'draft' | 'live' | 'paused' | 'archived'
  draft: Graph
  /** The graph of the version that takes people in. */
  live: Graph | null
  number: number | null
  saved_at: string
  saved_by: string
  entered: string
  here: string
  failed: string
  sends: number[]
}

/** Every journey with its figures, last changed first. A day of sends is one in the account's zone. */
export async function listJourneys(db: Db) {
  const { zone } = await readAccount(db)
  const rows = await db.execute<Row>(sql`
    WITH sums AS (
      SELECT v.journey_id,
             sum(c.value) FILTER (WHERE c.name = 'entered') AS entered,
             sum(c.value) FILTER (WHERE c.name = 'ended')   AS ended
        FROM (SELECT version_id, name, value FROM ${counters} WHERE node_id = ''
              UNION ALL
              SELECT version_id, name, delta FROM ${counterDeltas} WHERE node_id = '') c
        JOIN ${versions} v ON v.id = c.version_id
       GROUP BY 1),
    days AS (
      SELECT journey_id,
             (now() AT TIME ZONE ${zone})::date - (final_at AT TIME ZONE ${zone})::date AS ago,
             count(*) AS mails
        FROM ${messages}
       WHERE final_at > now() - ${DAYS}::int * interval '1 day' AND state IN ('sent', 'caught')
       GROUP BY 1, 2)
    SELECT j.id, j.name, j.state, j.draft, v.graph AS live, v.number, j.draft_saved_at AS saved_at,
           j.draft_saved_by AS saved_by,
           COALESCE(s.entered, 0) AS entered,
           COALESCE(s.entered, 0) - COALESCE(s.ended, 0) AS here,
           (SELECT count(*) FROM ${enrollments} e WHERE e.journey_id = j.id AND e.state = 'failed') AS failed,
           ARRAY(SELECT COALESCE(d.mails, 0)::int
                   FROM generate_series(${DAYS - 1}::int, 0, -1) AS day(ago)
                   LEFT JOIN days d ON d.journey_id = j.id AND d.ago = day.ago
                  ORDER BY day.ago DESC) AS sends
      FROM ${journeys} j
      LEFT JOIN ${versions} v ON v.id = j.live_version_id
      LEFT JOIN sums s ON s.journey_id = j.id
     WHERE j.kind = 'journey'
     ORDER BY j.draft_saved_at DESC`)
  const names = new Map((await db.select().from(sources)).map((each) => [each.id, each.name]))
  const known = await around(db)
  const list = rows.map((row) => ({
    id: Number(row.id),
    name: row.name,
    state: row.state,
    versionNumber: row.number,
    trigger: triggerOf(row.draft, names),
    byHand: row.live?.nodes.some(beginsByHand) ?? false,
    stones: row.draft.nodes.length,
    here: Number(row.here),
    entered: Number(row.entered),
    sends: row.sends,
    problems: check(row.draft, known).length,
    failed: Number(row.failed),
    savedAt: Temporal.Instant.from(row.saved_at),
    savedBy: row.saved_by,
  }))
  const live = list.filter((each) => each.state === 'live')
  return {
    journeys: list,
    walking: live.reduce((sum, each) => sum + each.here, 0),
    live: live.length,
    nextAt: await nextAt(db),
  }
}

/** One of several triggers may be by hand, wherever it stands. Pure. */
const beginsByHand = ({ type, data }: Graph['nodes'][number]) =>
  nodeTypes[type]?.begins?.(data)?.by === 'hand'

/** The first beginning of a draft, as the list names it. Pure. */
function triggerOf(graph: Graph, names: Map<number, string>) {
  for (const node of graph.nodes) {
    const beginning = nodeTypes[node.type]?.begins?.(node.data)
    if (beginning?.by === 'hand') return { kind: 'hand' as const, sourceName: null }
    if (beginning) {
      const sourceName = names.get(beginning.sourceId ?? 0) ?? null
      return { kind: 'source' as const, sourceName }
    }
  }
  return null
}

async function nextAt(db: Db): Promise<Temporal.Instant | null> {
  const [row] = await db.execute<{ at: string | null }>(sql`
    SELECT min(next.wake_at) AS at
      FROM ${journeys} j, LATERAL (SELECT wake_at FROM ${enrollments} e
                                    WHERE e.journey_id = j.id AND e.wake_at IS NOT NULL
                                    ORDER BY wake_at LIMIT 1) next
     WHERE j.state = 'live' AND j.kind = 'journey'`)
  return row?.at ? Temporal.Instant.from(row.at) : null
}
