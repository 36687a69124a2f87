import { type SQL, sql } from 'drizzle-orm'
import { ISO_LIKE, NO, YES } from '../../engine/compare.ts'
import { countOf, type Days, daysFrom, isDayOperator } from '../../engine/days.ts'
import { DAY, dayAt, INSTANT, momentOf } from '../../engine/moment.ts'
import { decimalOf, LONGEST_NUMBER, NUMBER } from '../../engine/number.ts'
import { type Comparison, type Kind, operatorsOf } from '../../engine/question.ts'
import { comparable } from '../../engine/text.ts'
import { column, dayCondition, type Place, withinDays, zoneSql } from './place.ts'
import { comparableJson, comparableSql, partsOfJson, textArray } from './text.ts'

/** A value as the database keeps it; `raw`: the text of one of JSON. */
export type Value = { json: SQL; raw: SQL } | { text: SQL } | { instant: SQL }

/** Whether a value meets a comparison, as SQL that is never NULL; the same as `meets` in the engine. */
export function compareSql(asked: Comparison, value: Value, place: Place): SQL {
  const { as, op } = asked
  if (!operatorsOf[as].includes(op)) return sql`FALSE`
  const have = sql`coalesce(${comparableOf(value)}, '')`
  if (op === 'is-empty') return sql`(${have} = '')`
  if (op === 'is-not-empty') return sql`(${have} <> '')`
  return writers[as]({ ...asked, value: comparable(asked.value) }, value, place)
}

type Writer = (asked: Comparison, value: Value, place: Place) => SQL

const writers: Record<Kind, Writer> = {
  text: textSql,
  choice: textSql,
  number({ op, value: wanted, upTo = '' }, value) {
    const seen = numberOf(value)
    const side = (text: string): Side => (decimalOf(text) ? [seen, numberParam(text)] : null)
    return orderedSql(op, side(wanted), side(comparable(upTo)))
  },
  date: momentSql,
  datetime: momentSql,
  boolean: ({ op }, value) =>
    isTrue(sql`${comparableOf(value)} = ANY (${textArray(op === 'is-true' ? YES : NO)})`),
  choices({ op, values = [] }, value) {
    const wanted = textArray(values.map(comparable))
    const parts = partsOfJson('json' in value ? value.json : sql`to_jsonb(${textOf(value)})`)
    if (op === 'has-all') return values.length > 0 ? sql`(${parts} @> ${wanted})` : sql`FALSE`
    return op === 'has-any' ? sql`(${parts} && ${wanted})` : sql`(NOT ${parts} && ${wanted})`
  },
}

function textSql({ op, value: want, values = [] }: Comparison, value: Value): SQL {
  const have = comparableOf(value)
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
      if (decimalOf(want)) return orderedSql(op, [numberOf(value), numberParam(want)], null)
      if (!new RegExp(ISO_LIKE).test(want)) return sql`FALSE`
      return isTrue(
        sql`${have} ~ ${ISO_LIKE}::text AND ${orderedSql(op, [sql`${have} COLLATE "C"`, wanted], null)}`,
      )
  }
}

function momentSql(asked: Comparison, value: Value, place: Place): SQL {
  const { as, op, value: wanted, upTo = '' } = asked
  if (op === 'not-equals') return sql`(NOT ${momentSql({ ...asked, op: 'equals' }, value, place)})`
  if (isDayOperator(op)) {
    const count = countOf(wanted)
    if (count === null) return sql`FALSE`
    const days = daysFrom(op, count, dayAt(place.now, place.accountZone))
    return onDays(value, place, days, (day) => dayCondition(op, count, day, place))
  }
  // A day is compared with days, an instant with instants: of `between` each end for itself.
  const kinds = [wanted, comparable(upTo)].map((text) => momentOf(text, place.accountZone))
  const [from, to] = kinds.map((moment) => (as === 'date' && moment?.instant ? null : moment))
  const ends = op === 'between' ? [from, to] : [from]
  if (!ends.every((end) => end)) return sql`FALSE`
  const compared = (day: SQL, instant: () => SQL) => {
    const side = (moment: typeof from): Side => {
      if (!moment) return null
      return moment.instant
        ? [instant(), sql`${moment.instant.toString()}::timestamptz`]
        : [day, sql`${moment.day}::text`]
    }
    return orderedSql(op, side(from), side(to))
  }
  const instant = () => instantOf(value)
  if (ends.some((end) => end!.instant)) return compared(dayOf(value, place), instant)
  const days = daysThat(op, from!.day, to?.day ?? '')
  return onDays(value, place, days, (day) => compared(day, instant))
}

/**
 * Whether a value's day meets a condition that no NULL meets. Almost every day needs no reading: ten
 * bytes can be nothing else, and whether they are a day at all is asked of those that meet the condition.
 */
function onDays(value: Value, place: Place, days: Days, condition: (day: SQL) => SQL): SQL {
  const read = isTrue(condition(dayOf(value, place)))
  if ('instant' in value) {
    if (days.every !== 'once') return read
    const here = withinDays(value.instant, days, place.accountZone)
    return sql`CASE WHEN ${column(place, 'zone')} IS NULL THEN ${here} ELSE ${read} END`
  }
  if ('text' in value) return read
  return isTrue(sql`CASE octet_length(${value.raw})
    WHEN 10 THEN ${condition(sql`${value.raw} COLLATE "C"`)} AND ${value.raw} ~ ${DAY}::text
    ELSE ${read} END`)
}

/** The days that stand so to a day, or to two. */
function daysThat(op: Comparison['op'], day: string, end: string): Days & { every: 'once' } {
  const beside = (days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
  const [from, to] = {
    equals: [day, day],
    greater: [beside(1), null],
    less: [null, beside(-1)],
    'at-least': [day, null],
    'at-most': [null, day],
    between: [day, end],
  }[op as keyof typeof signs | 'between'] as [string | null, string | null]
  return { every: 'once', from, to }
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
  const text = sql`replace(${comparableOf(value)}, ',', '')`
  const parsed = sql`CASE WHEN length(${text}) <= ${sql.raw(`${LONGEST_NUMBER}`)} AND ${text} ~ ${NUMBER}::text
                          THEN ${text}::numeric END`
  // Most numbers are numbers: they need no reading.
  return 'json' in value
    ? sql`CASE jsonb_typeof(${value.json}) WHEN 'number' THEN ${value.json}::numeric ELSE ${parsed} END`
    : parsed
}

function dayOf(value: Value, place: Place): SQL {
  const there = (instant: SQL) =>
    sql`to_char(${instant} AT TIME ZONE ${zoneSql(place)}, 'YYYY-MM-DD')`
  if ('instant' in value) return sql`${there(value.instant)} COLLATE "C"`
  const text = comparableOf(value)
  return sql`(CASE WHEN ${text} ~ ${DAY}::text THEN ${text}
    WHEN ${text} ~ ${INSTANT}::text THEN ${there(parsedInstant(text))} END) COLLATE "C"`
}

function instantOf(value: Value): SQL {
  if ('instant' in value) return value.instant
  const text = comparableOf(value)
  return sql`CASE WHEN ${text} ~ ${INSTANT}::text THEN ${parsedInstant(text)} END`
}

/** Cut to the millisecond, not rounded. */
const parsedInstant = (text: SQL) =>
  sql`regexp_replace(${text}, '([.][0-9]{3})[0-9]+', '\\1')::timestamptz`

const comparableOf = (value: Value) =>
  'json' in value ? comparableJson(value) : comparableSql(textOf(value))

function textOf(value: Exclude<Value, { json: SQL }>): SQL {
  if ('text' in value) return value.text
  return sql`to_char(${value.instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

const isTrue = (condition: SQL) => sql`coalesce(${condition}, FALSE)`
