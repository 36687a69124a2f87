import { sql } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import { contacts } from '../contacts/table.ts'
import { bulk, type Tx, transaction } from '../db.ts'
import { asks } from '../engine/asks.ts'
import { isTimed, nextChange } from '../engine/next-change.ts'
import type { Rule } from '../engine/rule.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { living, ruleSql } from '../rules/rule-sql.ts'
import { apart, failing } from './apart.ts'
import { factsOf } from './known.ts'
import { contactChanges, segmentContacts, segmentRechecks, segments } from './table.ts'

/** Contacts that are asked about in one transaction: few enough to hold their locks shortly. */
const BATCH = 2_000
/** So much later the contacts of a segment are asked again whose statement has failed. */
const LATER_MINUTES = 5
/** Batches of one turn of the chore; what is left is next second's. */
const TURNS = 20

export type Kept = { id: number; rule: Rule; state: 'building' | 'ready'; builtTo: number }

/**
 * Keeps the contacts of dynamic segments: whoever something has changed about is asked again, whoever's
 * moment has come, and everybody where a rule is new. Any number of workers may do it at once.
 * @returns how many contacts were asked about
 */
export async function keepSegments(ground: Ground): Promise<number> {
  let all = 0
  for (const take of [takeChanged, takeDue, build]) {
    for (let turn = 0; turn < TURNS; turn++) {
      const { asked, journeys } = await transaction(ground.db, (tx) => take(ground, tx))
      await ground.queue.ask('advance', journeys)
      all += asked
      if (asked < BATCH) break
    }
  }
  return all
}

type Taken = { asked: number; journeys: number[] }

/** Takes changes away and asks about their contacts: both are kept or neither. */
async function takeChanged(ground: Ground, tx: Tx): Promise<Taken> {
  const rows = await tx.execute<{ contact_id: string }>(sql`
    DELETE FROM ${contactChanges} WHERE id IN (
      SELECT id FROM ${contactChanges} ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING contact_id`)
  return askAgain(ground, tx, rows)
}

/** The contacts first: who holds one writes its moments anew. Who is held now is due at the next turn. */
async function takeDue(ground: Ground, tx: Tx): Promise<Taken> {
  const now = (await ground.clock(tx)).toString()
  const due = await tx.execute<{ segment_id: string; contact_id: string }>(sql`
    SELECT r.segment_id, r.contact_id
      FROM ${segmentRechecks} r JOIN ${contacts} c ON c.id = r.contact_id
     WHERE r.recheck_at <= ${now}::timestamptz
     ORDER BY r.recheck_at LIMIT ${BATCH} FOR NO KEY UPDATE OF c SKIP LOCKED`)
  const list = (ids: string[]) => sql`${`{${ids.join(',')}}`}::bigint[]`
  const rows = await tx.execute<{ contact_id: string }>(sql`
    DELETE FROM ${segmentRechecks}
     WHERE (segment_id, contact_id) IN (
             SELECT * FROM unnest(${list(due.map((each) => each.segment_id))},
                                  ${list(due.map((each) => each.contact_id))}))
       AND recheck_at <= ${now}::timestamptz
    RETURNING contact_id`)
  return askAgain(ground, tx, rows)
}

async function askAgain(ground: Ground, tx: Tx, rows: { contact_id: string }[]): Promise<Taken> {
  if (rows.length === 0) return { asked: 0, journeys: [] }
  const ids = await lock(tx, [...new Set(rows.map((row) => Number(row.contact_id)))])
  // Read after the locks: how far a segment is built cannot go past a contact that is locked here.
  const kept = await keptSegments(tx)
  const { journeys, failed } = await ask(ground, tx, { ids, kept, isTold: true })
  await postpone(ground, tx, failed, ids)
  return { asked: rows.length, journeys }
}

/** What a segment could not be asked now, it is asked later: nothing that has changed is lost. */
async function postpone(ground: Ground, tx: Tx, segmentIds: number[], ids: number[]) {
  if (segmentIds.length === 0) return
  const at = (await ground.clock(tx)).add({ minutes: LATER_MINUTES })
  await tx.execute(sql`
    INSERT INTO ${segmentRechecks} (segment_id, contact_id, recheck_at)
    SELECT s.id, c.id, ${at.toString()}::timestamptz
      FROM unnest(${`{${segmentIds}}`}::bigint[]) AS s(id), unnest(${`{${ids}}`}::bigint[]) AS c(id)
        ON CONFLICT (segment_id, contact_id) DO UPDATE SET recheck_at = excluded.recheck_at`)
}

/** One page of the first segment whose rule is new and which nobody else is building. */
async function build(ground: Ground, tx: Tx): Promise<Taken> {
  const [segment] = await tx.execute<{ id: string; rule: Rule; built_to: string }>(sql`
    SELECT id, rule, built_to FROM ${segments} s
     WHERE state = 'building' AND kind = 'dynamic' AND archived_at IS NULL
       -- Who writes since before the rule was known may not have told of it: they end first.
       AND (built_to > 0 OR NOT EXISTS (
             SELECT FROM pg_stat_activity a
              WHERE a.datname = current_database() AND a.backend_xid IS NOT NULL
                AND a.pid <> pg_backend_pid() AND a.xact_start <= s.changed_at))
     -- One that fails holds up no other.
     ORDER BY id = ANY (${`{${[...failing]}}`}::bigint[]), id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`)
  if (!segment) return { asked: 0, journeys: [] }
  const id = Number(segment.id)
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT id FROM ${contacts} WHERE id > ${segment.built_to}::bigint ORDER BY id LIMIT ${BATCH}`)
  const ids = await lock(
    tx,
    rows.map((row) => Number(row.id)),
  )
  const kept: Kept[] = [
    { id, rule: segment.rule, state: 'building', builtTo: Number.MAX_SAFE_INTEGER },
  ]
  const { failed } = await ask(ground, tx, { ids, kept, isTold: false })
  if (failed.length > 0) return { asked: 0, journeys: [] }
  const last = ids.at(-1) ?? Number(segment.built_to)
  await tx.execute(sql`
    UPDATE ${segments} SET built_to = ${last}, state = ${ids.length < BATCH ? 'ready' : 'building'}
     WHERE id = ${id}`)
  return { asked: ids.length, journeys: [] }
}

/** In id order, as everybody locks them. @returns those that there are */
async function lock(tx: Tx, ids: number[]): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT id FROM ${contacts} WHERE id = ANY (${`{${ids.join(',')}}`}::bigint[])
     ORDER BY id FOR NO KEY UPDATE`)
  return rows.map((row) => Number(row.id))
}

async function keptSegments(tx: Tx): Promise<Kept[]> {
  const rows = await tx.execute<{
    id: string
    rule: Rule
    state: Kept['state']
    built_to: string
  }>(sql`
    SELECT id, rule, state, built_to FROM ${segments}
     WHERE kind = 'dynamic' AND archived_at IS NULL ORDER BY id`)
  return rows.map((row) => ({ ...row, id: Number(row.id), builtTo: Number(row.built_to) }))
}

/**
 * Asks whether locked contacts are in segments, and writes down what is no longer so.
 * @param isTold whether entering and leaving are events; while a segment is built for the first time they are not
 * @returns the journeys to ask for after the commit, and the segments that could not be asked
 */
async function ask(
  ground: Ground,
  tx: Tx,
  { ids, kept, isTold }: { ids: number[]; kept: Kept[]; isTold: boolean },
): Promise<{ journeys: number[]; failed: number[] }> {
  if (ids.length === 0 || kept.length === 0) return { journeys: [], failed: [] }
  const now = await ground.clock(tx)
  const { zone: accountZone } = await readAccount(tx)
  const turned: { segmentId: number; contactId: number; entered: boolean; isTold: boolean }[] = []
  const failed: number[] = []
  for (const segment of kept) {
    // Whom the building has not come to yet, it will ask itself.
    const asked = segment.state === 'ready' ? ids : ids.filter((id) => id <= segment.builtTo)
    if (asked.length === 0) continue
    const place = { now, accountZone }
    const found = await apart(ground, tx, segment.id, async (inner) => {
      const changed = await turn(inner, segment, asked, place)
      if (isTimed(segment.rule)) await remember(inner, segment, asked, place)
      return changed
    })
    if (!found) failed.push(segment.id)
    for (const { contactId, entered } of found ?? []) {
      const told = isTold && segment.state === 'ready'
      turned.push({ segmentId: segment.id, contactId, entered, isTold: told })
    }
  }
  const silent = turned.filter((each) => !each.isTold)
  await tellOthers(tx, silent)
  const journeys = await record(
    tx,
    turned
      .filter((each) => each.isTold)
      .map(({ segmentId, contactId, entered }) => ({
        contactId,
        name: entered ? 'segment.entered' : 'segment.left',
        origin: `segment:${segmentId}`,
        payload: { segmentId },
      })),
    now,
  )
  return { journeys, failed }
}

type Place = { now: Temporal.Instant; accountZone: string }

async function turn(tx: Tx, { id, rule }: Kept, ids: number[], place: Place) {
  const list = sql`${`{${ids.join(',')}}`}::bigint[]`
  const met = ruleSql(rule, {
    ...place,
    row: 'c',
    among: (column) => sql`${column} = ANY (${list})`,
  })
  const rows = await tx.execute<{ contact_id: string; entered: boolean }>(sql`
    WITH asked AS MATERIALIZED (
      SELECT c.id, ${living('c')} AND ${met} AS met FROM ${contacts} c WHERE c.id = ANY (${list})),
    gone AS (
      DELETE FROM ${segmentContacts} s USING asked
       WHERE s.segment_id = ${id} AND s.contact_id = asked.id AND NOT asked.met
      RETURNING s.contact_id),
    come AS (
      INSERT INTO ${segmentContacts} (segment_id, contact_id, since)
      SELECT ${id}, asked.id, ${place.now.toString()}::timestamptz FROM asked WHERE asked.met
          ON CONFLICT DO NOTHING
      RETURNING contact_id)
    SELECT contact_id, TRUE AS entered FROM come UNION ALL SELECT contact_id, FALSE FROM gone ORDER BY 1`)
  return rows.map((row) => ({ contactId: Number(row.contact_id), entered: row.entered }))
}

/** Keeps when the answer of each may change by itself. */
async function remember(tx: Tx, { id, rule }: Kept, ids: number[], place: Place): Promise<void> {
  const facts = await factsOf(tx, ids, { asks: asks(rule), ...place })
  const rows = [...facts].flatMap(([contactId, known]) => {
    const at = nextChange(rule, known)
    return at ? [{ contact_id: contactId, recheck_at: at }] : []
  })
  await tx.execute(sql`
    DELETE FROM ${segmentRechecks}
     WHERE segment_id = ${id} AND contact_id = ANY (${`{${ids.join(',')}}`}::bigint[])`)
  if (rows.length === 0) return
  await tx.execute(sql`
    INSERT INTO ${segmentRechecks} (segment_id, contact_id, recheck_at)
    SELECT ${id}, contact_id, recheck_at FROM ${bulk(rows, { contact_id: 'bigint', recheck_at: 'timestamptz' })}
        ON CONFLICT (segment_id, contact_id) DO UPDATE SET recheck_at = excluded.recheck_at`)
}

/** An event tells the segments that ask about this one; where none is written, this does. */
async function tellOthers(
  tx: Tx,
  turned: { segmentId: number; contactId: number }[],
): Promise<void> {
  if (turned.length === 0) return
  await tx.execute(sql`
    INSERT INTO ${contactChanges} (contact_id)
    SELECT DISTINCT r.contact_id
      FROM ${bulk(
        turned.map((each) => ({ segment_id: each.segmentId, contact_id: each.contactId })),
        { segment_id: 'bigint', contact_id: 'bigint' },
      )}
     WHERE EXISTS (SELECT FROM ${segments} s
                    WHERE s.archived_at IS NULL AND 'segment:' || r.segment_id = ANY (s.asks))`)
}
