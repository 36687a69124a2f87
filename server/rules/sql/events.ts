import { type SQL, sql } from 'drizzle-orm'
import { contacts } from '../../contacts/table.ts'
import { daysAgo } from '../../engine/answer.ts'
import { isIndex, partsOf } from '../../engine/find.ts'
import type { Question } from '../../engine/question.ts'
import { LOOKED_BACK } from '../../engine/rule-facts.ts'
import { events } from '../../events/table.ts'
import { messages } from '../../messages/table.ts'
import { compareSql } from './compare.ts'
import { column, type Place } from './place.ts'

type Of<From extends Question['from']> = Extract<Question, { from: From }>

/** How often something happened. */
export function eventSql(question: Of<'event'>, place: Place): SQL {
  const { op, times, withinDays } = question
  const since = withinDays === undefined ? null : daysAgo(withinDays, place.now)
  const atLeast = (count: number) => {
    if (count === 0) return sql`TRUE`
    return count === 1 && question.where.length === 0
      ? once(question.name, since, place)
      : having(question, since, sql`count(*) >= ${count}::int`, place)
  }
  if (op === 'at-least') return atLeast(times)
  if (op === 'at-most') return sql`NOT ${atLeast(times + 1)}`
  return times === 0
    ? sql`NOT ${atLeast(1)}`
    : having(question, since, sql`count(*) = ${times}::int`, place)
}

/** When something happened last. */
export function lastEventSql(question: Of<'last-event'>, place: Place): SQL {
  const since = daysAgo(question.days, place.now)
  if (question.op === 'within-past' && question.where.length === 0) {
    return once(question.name, since, place)
  }
  const sign = sql.raw(question.op === 'within-past' ? '>' : '<=')
  const last = sql`max(e.happened_at) ${sign} ${since.toString()}::timestamptz`
  return having(question, null, last, place)
}

/** What became of mails: handed over stands in `messages`, the rest is told by events. */
export function messageSql(question: Of<'message'>, place: Place): SQL {
  const { did, op, journeyId, nodeId, withinDays } = question
  const id = column(place, 'id')
  const since = (at: SQL) =>
    withinDays === undefined
      ? sql`TRUE`
      : sql`${at} > ${daysAgo(withinDays, place.now).toString()}::timestamptz`
  const has =
    did === 'sent'
      ? sql`EXISTS (SELECT FROM ${messages} m
          WHERE m.contact_id = ${id} AND m.state IN ('sent', 'caught') AND ${since(sql`m.final_at`)}
            AND ${journeyId === null ? sql`TRUE` : sql`m.journey_id = ${journeyId}::bigint`}
            AND ${nodeId === null ? sql`TRUE` : sql`m.node_id = ${nodeId}::text`})`
      : sql`EXISTS (SELECT FROM ${events} e
          WHERE e.contact_id = ${id} AND e.name = ${`message.${did}`}::text AND ${since(sql`e.happened_at`)}
            AND ${journeyId === null ? sql`TRUE` : sql`e.payload -> 'journeyId' = to_jsonb(${journeyId}::bigint)`}
            AND ${nodeId === null ? sql`TRUE` : sql`e.payload -> 'nodeId' = to_jsonb(${nodeId}::text)`})`
  return op === 'has' ? has : sql`NOT ${has}`
}

/** A join that the planner may begin at either side. */
const once = (name: string, since: Temporal.Instant | null, place: Place) => sql`
  EXISTS (SELECT FROM ${events} e
           WHERE e.contact_id = ${column(place, 'id')} AND e.name = ${name}::text AND ${happenedAfter(since)})`

/**
 * Contacts whose events, counted together, are so. EXISTS around a grouped table: at the top of a rule
 * it becomes a join over all contacts at once, elsewhere an index look-up a contact; `IN` would be read
 * through from the start for every contact once it is too large to be hashed.
 */
function having(
  { name, where }: Pick<Of<'event'>, 'name' | 'where'>,
  since: Temporal.Instant | null,
  condition: SQL,
  place: Place,
): SQL {
  const narrowed = place.among?.(sql`e.contact_id`) ?? sql`TRUE`
  const asked = sql`e.name = ${name}::text AND ${narrowed} AND ${happenedAfter(since)}`
  const from = where.length === 0 ? sql`${events} e WHERE ${asked}` : newestOf(asked, where, place)
  return sql`EXISTS (SELECT FROM (
    SELECT e.contact_id FROM ${from} GROUP BY e.contact_id HAVING ${condition}) AS did
     WHERE did.contact_id = ${column(place, 'id')})`
}

/** No more than memory looks back on; each with its contact, in whose zone its days begin. */
function newestOf(asked: SQL, where: Of<'event'>['where'], place: Place): SQL {
  const there = { ...place, row: 'whose' }
  const suits = where.map((each) => {
    const json = at('e.payload', each.key)
    return compareSql(each, { json, raw: sql`(${json} #>> '{}')` }, there)
  })
  return sql`(
    SELECT e.*, row_number() OVER (PARTITION BY e.contact_id ORDER BY e.happened_at DESC, e.id DESC) AS n
      FROM ${events} e WHERE ${asked}) e JOIN ${contacts} whose ON whose.id = e.contact_id
     WHERE e.n <= ${sql.raw(`${LOOKED_BACK}`)} AND ${sql.join(suits, sql` AND `)}`
}

/** The value at a key of a JSON object; the same as `find` in the engine. Postgres itself takes a value
 *  that is no list for a list of one. */
function at(object: string, key: string): SQL {
  const whole = sql`${sql.raw(object)} -> ${key}::text`
  const parts = partsOf(key)
  if (parts.length === 1) return sql`(${whole})`
  const nested = parts.reduce(
    (value, part) =>
      isIndex(part)
        ? sql`coalesce(${value} -> ${part}::text, CASE jsonb_typeof(${value}) WHEN 'array' THEN ${value} -> ${part}::int END)`
        : sql`(${value} -> ${part}::text)`,
    sql.raw(object),
  )
  return sql`coalesce(${whole}, ${nested})`
}

const happenedAfter = (since: Temporal.Instant | null) =>
  since ? sql`e.happened_at > ${since.toString()}::timestamptz` : sql`TRUE`
