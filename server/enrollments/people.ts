import { sql } from 'drizzle-orm'
import { displayName } from '../contacts/name.ts'
import { type Attributes, contacts } from '../contacts/table.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db } from '../db.ts'
import { versions } from '../journeys/table.ts'
import { counterDeltas, counters, enrollments } from './table.ts'

/** Who stands and passed where, over all versions: whoever walks an older one is still in the journey. */
export async function countsOf(db: Db, journeyId: number) {
  const rows = await db.execute<{ node_id: string; name: string; value: string }>(sql`
    SELECT node_id, name, sum(value) AS value
      FROM (SELECT version_id, node_id, name, value FROM ${counters}
            UNION ALL
            SELECT version_id, node_id, name, delta FROM ${counterDeltas}) c
     WHERE version_id IN (SELECT id FROM ${versions} WHERE journey_id = ${journeyId})
     GROUP BY 1, 2`)
  const nodes: Record<string, { here: number; passed: number; outs: Record<string, number> }> = {}
  const whole = { entered: 0, ended: 0 }
  for (const { node_id, name, value } of rows) {
    if (name === 'entered' || name === 'ended') whole[name] = Number(value)
    else {
      nodes[node_id] ??= { here: 0, passed: 0, outs: {} }
      if (name === 'here' || name === 'passed') nodes[node_id][name] = Number(value)
      else nodes[node_id].outs[name.slice('out:'.length)] = Number(value)
    }
  }
  return { ...whole, nodes }
}

type Which = Paged & { journeyId: number; nodeId?: string | undefined; failed?: boolean }

/** People who stand in a journey, by enrollment id. */
export async function peopleIn(db: Db, which: Which) {
  const { journeyId, nodeId, failed, cursor, limit = 50 } = which
  const after = readIdCursor(cursor) ?? 0
  const rows = await db.execute<{
    id: string
    contact_id: string
    email: string
    attributes: Attributes
    node_id: string
    wake_at: string | null
    state: 'active' | 'waiting' | 'held' | 'failed'
    error: string | null
  }>(sql`
    SELECT e.id, e.contact_id, c.email, c.attributes, e.node_id, e.wake_at, e.state, e.error
      FROM ${enrollments} e JOIN ${contacts} c ON c.id = e.contact_id
     WHERE e.journey_id = ${journeyId} AND e.ended_at IS NULL AND e.id > ${after}
       AND ${nodeId === undefined ? sql`TRUE` : sql`e.node_id = ${nodeId}`}
       AND ${failed ? sql`e.state = 'failed'` : sql`TRUE`}
     ORDER BY e.id LIMIT ${limit + 1}`)
  const { page, next } = pageOf(rows, limit, (row) => Number(row.id))
  const people = page.map((row) => ({
    enrollmentId: Number(row.id),
    contactId: Number(row.contact_id),
    name: displayName(row.attributes, row.email),
    email: row.email,
    nodeId: row.node_id,
    wakeAt: row.wake_at ? Temporal.Instant.from(row.wake_at) : null,
    state: row.state,
    error: row.error,
  }))
  return { people, next }
}
