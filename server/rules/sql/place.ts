import { type SQL, sql } from 'drizzle-orm'
import { type DayOperator, type Days, daysFrom } from '../../engine/days.ts'
import { dayAt } from '../../engine/moment.ts'

/** What a condition is asked about: which row of contacts, when, and where the account is. */
export type Place = {
  /** The name under which the row of `contacts` stands in the statement. */
  row: string
  now: Temporal.Instant
  accountZone: string
  /** Only contacts of this kind are asked about; other tables are narrowed to them. */
  among?: (contactId: SQL) => SQL
}

export const column = ({ row }: Place, name: string) => sql.raw(`${row}.${name}`)

/** The zone a contact's days begin in. One that only JavaScript knows gives way to the account's. */
export const zoneSql = (place: Place) => {
  const own = column(place, 'zone')
  const known = sql`pg_input_is_valid('2026-01-01 00:00 ' || ${own}, 'timestamptz')`
  return sql`CASE WHEN ${own} IS NOT NULL AND ${known} THEN ${own} ELSE ${place.accountZone}::text END`
}

/**
 * Whether a day lies among those that an operator means today. Today is the account's for most; for
 * contacts with a zone of their own it is at most two days off, so every day that it may be is reckoned
 * here, and Postgres only says which it is.
 */
export function dayCondition(op: DayOperator, count: number, day: SQL, place: Place): SQL {
  const today = dayAt(place.now, place.accountZone)
  const when = (shift: number) => {
    const shifted = Temporal.PlainDate.from(today).add({ days: shift }).toString()
    return daysSql(daysFrom(op, count, shifted), day)
  }
  const there = sql`(${place.now.toString()}::timestamptz AT TIME ZONE ${zoneSql(place)})::date`
  const others = [-2, -1, 1, 2].map((shift) => sql`WHEN ${sql.raw(`${shift}`)} THEN ${when(shift)}`)
  return sql`CASE WHEN ${column(place, 'zone')} IS NULL THEN ${when(0)}
    ELSE CASE ${there} - ${today}::date ${sql.join(others, sql` `)} ELSE ${when(0)} END END`
}

/** Whether an instant lies on one of these days of a zone: between two instants, which are reckoned here. */
export function withinDays(
  instant: SQL,
  { from, to }: Days & { every: 'once' },
  zone: string,
): SQL {
  const start = (day: string, days: number) => {
    const { epochMilliseconds } = Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(zone)
    return sql`to_timestamp(${epochMilliseconds / 1000}::float8)`
  }
  const after = from === null ? sql`TRUE` : sql`${instant} >= ${start(from, 0)}`
  return to === null ? sql`(${after})` : sql`(${after} AND ${instant} < ${start(to, 1)})`
}

function daysSql(days: Days, day: SQL): SQL {
  if (days.every === 'day') return sql`${day} IS NOT NULL`
  if (days.every === 'once') {
    const from = days.from === null ? sql`TRUE` : sql`${day} >= ${days.from}::text`
    return days.to === null ? from : sql`(${from} AND ${day} <= ${days.to}::text)`
  }
  const monthDay = sql`substr(${day}, 6)`
  const join = days.wraps ? sql`OR` : sql`AND`
  return sql`CASE WHEN ${monthDay} = '02-29' THEN ${days.leapDay}::boolean
    ELSE ${monthDay} >= ${days.from}::text ${join} ${monthDay} <= ${days.to}::text END`
}
