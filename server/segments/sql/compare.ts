import { type SQL, sql } from 'drizzle-orm'
import { ISO_LIKE, NO, YES } from '../../engine/compare.ts'
import { countOf, isDayOperator } from '../../engine/days.ts'
import { DAY, INSTANT, momentOf } from '../../engine/moment.ts'
import { decimalOf, LONGEST_NUMBER, NUMBER } from '../../engine/number.ts'
import { type Comparison, type Kind, operatorsOf } from '../../engine/question.ts'
import { comparable } from '../../engine/text.ts'
import { dayCondition, type Place, zoneSql } from './place.ts'
import { comparableSql, partsOfJson, textArray, textOfJson } from './text.ts'

/** A value as the database keeps it. */
export type Value = { json: SQL } | { text: SQL } | { instant: SQL }

/** Whether a value meets a comparison, as SQL that is never NULL; the same as `meets` in the engine. */
export function compareSql(asked: Comparison, value: Value, place: Place): SQL {
  const { as, op } = asked
  if (!operatorsOf[as].includes(op)) return sql`FALSE`
  const have = sql`coalesce(${comparableSql(textOf(value))}, '')`
  if (op === 'is-empty') return sql`(${have} = '')`
  if (op === 'is-not-empty') return sql`(${have} <> '')`
  return writers[as]({ ...asked, value: comparable(asked.value) }, value, place)
}

type Writer = (asked: Comparison, value: Value, place: Place) => SQL

const writers: Record<Kind, Writer> = {
  text: textSql,
  choice: textSql,
  number: ({ op, value: wanted, upTo = '' }, value) =>
    withOne(numberOf(value), (seen) => {
      const side = (text: string): Side => (decimalOf(text) ? [seen, numberParam(text)] : null)
      return orderedSql(op, side(wanted), side(comparable(upTo)))
    }),
  date: momentSql,
  datetime: momentSql,
  boolean: ({ op }, value) =>
    isTrue(sql`${comparableSql(textOf(value))} = ANY (${textArray(op === 'is-true' ? YES : NO)})`),
  choices({ op, values = [] }, value) {
    const wanted = [...new Set(values.map(comparable))]
    const parts = partsOfJson('json' in value ? value.json : sql`to_jsonb(${textOf(value)})`)
    const among = sql`WHERE part = ANY (${textArray(wanted)})`
    if (op === 'has-all') {
      if (wanted.length === 0) return sql`FALSE`
      return sql`((SELECT count(DISTINCT part) FROM ${parts} parts ${among}) = ${wanted.length}::int)`
    }
    const any = sql`EXISTS (SELECT FROM ${parts} parts ${among})`
    return op === 'has-any' ? any : sql`NOT ${any}`
  },
}

function textSql({ op, value: want, values = [] }: Comparison, value: Value): SQL {
  const have = comparableSql(textOf(value))
  const wanted = sql`${want}::text`
  const some = textArray(values.map(comparable))
  switch (op) {
    case 'equals':
      return isTrue(sql`${have} = ${wanted}`)
    case 'not-equals':
      return sql`(coalesce(${have}, '') <> ${wanted})`
    case 'contains':
      return want === '' ? sql`FALSE` : isTrue(sql`strpos(${have}, ${wanted}) > 0`)
    case 'not-contains':
      return want === '' ? sql`TRUE` : sql`(coalesce(strpos(${have}, ${wanted}), 0) = 0)`
    case 'starts-with':
      return want === '' ? sql`FALSE` : isTrue(sql`starts_with(${have}, ${wanted})`)
    case 'ends-with':
      return want === ''
        ? sql`FALSE`
        : isTrue(sql`right(${have}, ${[...want].length}::int) = ${wanted}`)
    case 'one-of':
      return isTrue(sql`${have} = ANY (${some})`)
    case 'none-of':
      return sql`(coalesce(${have}, '') <> ALL (${some}))`
    default:
      if (decimalOf(want)) {
        return withOne(numberOf(value), (seen) => orderedSql(op, [seen, numberParam(want)], null))
      }
      if (!new RegExp(ISO_LIKE).test(want)) return sql`FALSE`
      return withOne(sql`${have} COLLATE "C"`, (seen) =>
        isTrue(sql`${seen} ~ ${ISO_LIKE}::text AND ${orderedSql(op, [seen, wanted], null)}`),
      )
  }
}

function momentSql(asked: Comparison, value: Value, place: Place): SQL {
  const { as, op, value: wanted, upTo = '' } = asked
  if (isDayOperator(op)) {
    const count = countOf(wanted)
    if (count === null) return sql`FALSE`
    return withOne(dayOf(value, place), (day) => isTrue(dayCondition(op, count, day, place)))
  }
  // A day is compared with days, an instant with instants: of `between` each end for itself.
  const kinds = [wanted, comparable(upTo)].map((text) => momentOf(text, place.accountZone))
  const [from, to] = kinds.map((moment) => (as === 'date' && moment?.instant ? null : moment))
  return withTwo(dayOf(value, place), instantOf(value), (day, instant) => {
    const side = (moment: typeof from): Side => {
      if (!moment) return null
      return moment.instant
        ? [instant, sql`${moment.instant.toString()}::timestamptz`]
        : [day, sql`${moment.day}::text`]
    }
    return orderedSql(op, side(from), side(to))
  })
}

/** A value and what it is compared with; null: the two cannot be compared, whatever the value. */
type Side = [seen: SQL, wanted: SQL] | null

function orderedSql(op: Comparison['op'], side: Side, end: Side): SQL {
  if (op === 'not-equals') return side ? sql`(${side[0]} IS DISTINCT FROM ${side[1]})` : sql`TRUE`
  if (!side) return sql`FALSE`
  if (op === 'between') {
    if (!end) return sql`FALSE`
    return isTrue(sql`${side[0]} >= ${side[1]} AND ${end[0]} <= ${end[1]}`)
  }
  const sign = signs[op as keyof typeof signs]
  return isTrue(sql`${side[0]} ${sql.raw(sign)} ${side[1]}`)
}

const signs = { equals: '=', greater: '>', less: '<', 'at-least': '>=', 'at-most': '<=' }

const numberParam = (text: string) => sql`${text.replaceAll(',', '')}::text::numeric`

function numberOf(value: Value): SQL {
  const parsed = withOne(
    sql`replace(${comparableSql(textOf(value))}, ',', '')`,
    (
      text,
    ) => sql`CASE WHEN length(${text}) <= ${sql.raw(`${LONGEST_NUMBER}`)} AND ${text} ~ ${NUMBER}::text
                   THEN ${text}::numeric END`,
  )
  if (!('json' in value)) return parsed
  // Most numbers are numbers: they need no reading.
  return sql`CASE jsonb_typeof(${value.json}) WHEN 'number' THEN (${value.json} #>> '{}')::numeric
             WHEN 'string' THEN ${parsed} WHEN 'array' THEN ${parsed} END`
}

function dayOf(value: Value, place: Place): SQL {
  const there = (instant: SQL) =>
    sql`to_char(${instant} AT TIME ZONE ${zoneSql(place)}, 'YYYY-MM-DD')`
  if ('instant' in value) return sql`${there(value.instant)} COLLATE "C"`
  return withOne(
    comparableSql(textOf(value)),
    (text) => sql`(CASE WHEN ${text} ~ ${DAY}::text THEN ${text}
      WHEN ${text} ~ ${INSTANT}::text THEN ${there(parsedInstant(text))} END) COLLATE "C"`,
  )
}

function instantOf(value: Value): SQL {
  if ('instant' in value) return value.instant
  return withOne(
    comparableSql(textOf(value)),
    (text) => sql`CASE WHEN ${text} ~ ${INSTANT}::text THEN ${parsedInstant(text)} END`,
  )
}

/** Cut to the millisecond, not rounded. */
const parsedInstant = (text: SQL) =>
  sql`regexp_replace(${text}, '([.][0-9]{3})[0-9]+', '\\1')::timestamptz`

function textOf(value: Value): SQL {
  if ('json' in value) return textOfJson(value.json)
  if ('text' in value) return value.text
  return sql`to_char(${value.instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

const isTrue = (condition: SQL) => sql`coalesce(${condition}, FALSE)`

/** An expression that is used several times and reckoned once: OFFSET keeps it from being copied. */
function withOne(expression: SQL, use: (value: SQL) => SQL): SQL {
  return withTwo(expression, sql`NULL`, use)
}

function withTwo(one: SQL, other: SQL, use: (one: SQL, other: SQL) => SQL): SQL {
  return sql`(SELECT ${use(sql`v.one`, sql`v.other`)}
    FROM (SELECT ${one} AS one, ${other} AS other OFFSET 0) AS v)`
}
