import { type SQL, sql } from 'drizzle-orm'
import type { Question } from '../engine/question.ts'
import { isGroup, type Rule } from '../engine/rule.ts'
import { enrollments } from '../enrollments/table.ts'
import { segmentContacts } from '../segments/table.ts'
import { suppressions } from '../suppressions/table.ts'
import { compareSql } from './sql/compare.ts'
import { eventSql, lastEventSql, messageSql } from './sql/events.ts'
import { column, type Place } from './sql/place.ts'

/** Contacts that are people still: neither merged into another nor erased. */
export const living = (row = 'contacts') =>
  sql.raw(`(${row}.merged_into IS NULL AND ${row}.erased_at IS NULL)`)

/**
 * A rule as a condition on a row of `contacts`, never NULL: the second reader of the rule language, which
 * agrees with `evaluate` on every contact. Whatever comes from outside is a parameter. Pure.
 * @param place `row`: the table's name in the statement, `contacts` unless said otherwise
 * @throws on a question about a payload: a contact at rest has none (see `checkRule`)
 */
export function ruleSql(
  { join, questions }: Rule,
  place: Omit<Place, 'row'> & { row?: string },
): SQL {
  if (questions.length === 0) return sql`FALSE`
  const here = { row: 'contacts', ...place }
  const parts = questions.map((part) =>
    isGroup(part) ? ruleSql(part, here) : questionSql(part, here),
  )
  const joined = sql`(${sql.join(parts, join === 'all' ? sql` AND ` : sql` OR `)})`
  return join === 'none' ? sql`NOT ${joined}` : joined
}

function questionSql(question: Question, place: Place): SQL {
  const id = column(place, 'id')
  switch (question.from) {
    case 'contact': {
      const text = column(place, 'email')
      const attributes = column(place, 'attributes')
      const json = sql`(${attributes} -> ${question.key}::text)`
      const raw = sql`(${attributes} ->> ${question.key}::text)`
      return compareSql(question, question.key === 'email' ? { text } : { json, raw }, place)
    }
    case 'payload':
      throw new Error(
        'A question about what came with a trigger cannot be asked of contacts at rest',
      )
    case 'profile':
      return profileSql(question, place)
    case 'tag':
      return tagSql(question, place)
    case 'topic': {
      const wanted = isSmall(question.topicId)
        ? sql`(${question.topicId}::int = ANY (${column(place, 'topics')}))`
        : sql`FALSE`
      return question.op === 'wanted' ? wanted : sql`NOT ${wanted}`
    }
    case 'consent': {
      const consent = column(place, 'consent')
      if (question.op === 'none') return sql`(${consent} IS NULL)`
      if (question.op === 'not-given') return sql`(${consent} IS DISTINCT FROM 'given')`
      return sql`(${consent} IS NOT DISTINCT FROM ${question.op}::text)`
    }
    case 'suppression': {
      const suppressed = sql`EXISTS (SELECT FROM ${suppressions} s
        WHERE s.email_key = ${column(place, 'email_key')})`
      return question.op === 'suppressed' ? suppressed : sql`NOT ${suppressed}`
    }
    case 'event':
      return eventSql(question, place)
    case 'last-event':
      return lastEventSql(question, place)
    case 'message':
      return messageSql(question, place)
    case 'segment': {
      const inside = sql`EXISTS (SELECT FROM ${segmentContacts} s
        WHERE s.segment_id = ${question.segmentId}::bigint AND s.contact_id = ${id})`
      return question.op === 'in' ? inside : sql`NOT ${inside}`
    }
    case 'journey':
      return journeySql(question, id)
  }
}

type Of<From extends Question['from']> = Extract<Question, { from: From }>

function profileSql(question: Of<'profile'>, place: Place): SQL {
  if (question.key === 'created') {
    return compareSql(question, { instant: column(place, 'created_at') }, place)
  }
  const text =
    question.key === 'language'
      ? column(place, 'language')
      : question.key === 'zone'
        ? sql`coalesce(${column(place, 'zone')}, ${place.accountZone}::text)`
        : sql`NULL::text`
  return compareSql(question, { text }, place)
}

/** Ids of tags and topics are of the smaller kind; a greater one is nobody's. */
const isSmall = (id: number | null) => id !== null && id < 2 ** 31

function tagSql({ op, tagIds }: Of<'tag'>, place: Place): SQL {
  const ids = sql`${`{${tagIds.filter(isSmall)}}`}::int[]`
  const tags = column(place, 'tags')
  if (op === 'has-all') {
    return tagIds.length > 0 && tagIds.every(isSmall) ? sql`(${tags} @> ${ids})` : sql`FALSE`
  }
  return op === 'has-any' ? sql`(${tags} && ${ids})` : sql`NOT (${tags} && ${ids})`
}

function journeySql({ op, journeyId }: Of<'journey'>, id: SQL): SQL {
  const walk = (state: SQL) => sql`EXISTS (SELECT FROM ${enrollments} e
    WHERE e.contact_id = ${id} AND e.journey_id = ${journeyId}::bigint AND ${state})`
  switch (op) {
    case 'walking':
      return walk(sql`e.ended_at IS NULL`)
    case 'not-walking':
      return sql`NOT ${walk(sql`e.ended_at IS NULL`)}`
    case 'entered':
      return walk(sql`TRUE`)
    case 'never-entered':
      return sql`NOT ${walk(sql`TRUE`)}`
    case 'completed':
      return walk(sql`e.state = 'completed'`)
  }
}
