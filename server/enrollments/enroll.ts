import { and, eq, inArray, sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import type { Graph } from '../engine/graph.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { journeys } from '../journeys/table.ts'
import { appendDeltas } from './count.ts'
import { enrollments } from './table.ts'
import { loadVersions, type Versions } from './versions.ts'

/** Somebody who came in by a source. */
export type Entry = {
  contactId: number
  sourceId: number
  origin: string
  payload: Record<string, unknown>
}

/** Somebody to be entered into one journey at one trigger. */
export type Entrance = {
  contactId: number
  journeyId: number
  versionId: number
  nodeId: string
  reentry: Graph['settings']['reentry']
  origin: string
  payload: Record<string, unknown>
}

export type Refused = { entrance: Entrance; reason: 'walking' | 'entered-before' }

/**
 * Enters contacts, whom the caller has locked, into every journey that listens to their source.
 * A paused journey takes people in, too; they stand at its trigger until it resumes. One that cannot be
 * read takes nobody in and keeps nobody else out.
 * @returns the journeys to ask for after the commit
 */
export async function enroll(
  { log }: Pick<Ground, 'log'>,
  tx: Tx,
  entries: Entry[],
  now: Temporal.Instant,
): Promise<{ journeys: number[] }> {
  const open = await tx
    .select({ journeyId: journeys.id, versionId: journeys.liveVersionId })
    .from(journeys)
    .where(and(eq(journeys.kind, 'journey'), inArray(journeys.state, ['live', 'paused'])))
  const version = await loadVersions(
    tx,
    open.map((each) => each.versionId!),
  )
  const entrances = open.flatMap(({ journeyId, versionId }) => {
    const { beginnings, reentry } = readable(version, versionId!, log)
    return entries.flatMap((entry) =>
      beginnings
        .filter(
          ({ beginning }) => beginning.by === 'source' && beginning.sourceId === entry.sourceId,
        )
        .map(({ nodeId }): Entrance => {
          const { contactId, origin, payload } = entry
          return { contactId, journeyId, versionId: versionId!, nodeId, reentry, origin, payload }
        }),
    )
  })
  const { entered } = await enter(tx, entrances, now)
  return { journeys: [...new Set(entered.map((each) => each.journeyId))] }
}

function readable(version: Versions, id: number, log: Ground['log']) {
  try {
    return version(id)
  } catch {
    log.error({ fact: 'version.unreadable', version: id })
    return { beginnings: [], reentry: 'never' as const }
  }
}

/**
 * Enters contacts whom the caller has locked, re-entry permitting; who may not is told in the
 * contact's events. The lock decides between two entries at one moment.
 */
export async function enter(
  tx: Tx,
  entrances: Entrance[],
  now: Temporal.Instant,
): Promise<{ entered: { id: number; journeyId: number }[]; refused: Refused[] }> {
  if (entrances.length === 0) return { entered: [], refused: [] }
  const { taken, refused } = await mayEnter(tx, entrances)
  await record(
    tx,
    refused.map(({ entrance, reason }) => ({
      contactId: entrance.contactId,
      name: 'entry.refused',
      origin: entrance.origin,
      payload: { journeyId: entrance.journeyId, reason },
    })),
    now,
  )
  return { entered: await insert(tx, taken, now), refused }
}

/** Who may enter by the rules of re-entry, as it stands now. */
export async function mayEnter(
  tx: Tx,
  entrances: Entrance[],
): Promise<{ taken: Entrance[]; refused: Refused[] }> {
  const before = await walksBefore(tx, entrances)
  const refused: Refused[] = []
  const taken: Entrance[] = []
  for (const entrance of entrances) {
    const key = `${entrance.contactId}/${entrance.journeyId}`
    const walks = before.get(key) ?? { any: false, walking: false }
    if (entrance.reentry === 'never' && walks.any) {
      refused.push({ entrance, reason: 'entered-before' })
    } else if (entrance.reentry === 'after-exit' && walks.walking) {
      refused.push({ entrance, reason: 'walking' })
    } else {
      taken.push(entrance)
      before.set(key, { any: true, walking: true })
    }
  }
  return { taken, refused }
}

async function insert(tx: Tx, entrances: Entrance[], now: Temporal.Instant) {
  if (entrances.length === 0) return []
  const rows = entrances.map((each) => ({
    journey_id: each.journeyId,
    version_id: each.versionId,
    contact_id: each.contactId,
    node_id: each.nodeId,
    origin: each.origin,
    payload: each.payload,
  }))
  const at = now.toString()
  const made = await tx.execute<{ id: string; journey_id: string }>(sql`
    INSERT INTO ${enrollments}
           (journey_id, version_id, contact_id, node_id, origin, payload, wake_at, since_at, entered_at)
    SELECT journey_id, version_id, contact_id, node_id, origin, payload,
           ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      FROM ${bulk(rows, {
        journey_id: 'bigint',
        version_id: 'bigint',
        contact_id: 'bigint',
        node_id: 'text',
        origin: 'text',
        payload: 'jsonb',
      })}
    RETURNING id, journey_id`)
  await appendDeltas(
    tx,
    entrances.map(({ versionId }) => ({ versionId, nodeId: '', name: 'entered', delta: 1 })),
  )
  return made.map((row) => ({ id: Number(row.id), journeyId: Number(row.journey_id) }))
}

async function walksBefore(tx: Tx, entrances: Entrance[]) {
  const pairs = entrances.map((each) => ({
    contact_id: each.contactId,
    journey_id: each.journeyId,
  }))
  const rows = await tx.execute<{ contact_id: string; journey_id: string; walking: boolean }>(sql`
    SELECT e.contact_id, e.journey_id, bool_or(e.ended_at IS NULL) AS walking
      FROM (SELECT DISTINCT * FROM ${bulk(pairs, { contact_id: 'bigint', journey_id: 'bigint' })}) p
      JOIN ${enrollments} e ON e.contact_id = p.contact_id AND e.journey_id = p.journey_id
     GROUP BY 1, 2`)
  return new Map(
    rows.map((row) => [`${row.contact_id}/${row.journey_id}`, { any: true, walking: row.walking }]),
  )
}
