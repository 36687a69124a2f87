/** A value that is a day, or an instant with its day in a zone. Days are compared by their ISO text. */
export type Moment = { day: string; instant: Temporal.Instant | null }

// Both patterns are Postgres's, too: what they let through is a date there as here.
const common =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))'
const leapYear = '(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)'
const date = `(?:[1-9][0-9]{3}-${common}|${leapYear}-02-29)`
const time = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?'

/** A day of the calendar from the year 1000 on, e.g. 2026-01-05. */
export const DAY = `^${date}$`

/** ISO with an offset, lower case, e.g. 2026-01-05t10:00:00.000z. */
export const INSTANT = `^${date}[t ]${time}(?:z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])$`

const [isDay, isInstant] = [new RegExp(DAY), new RegExp(INSTANT)]

/** What a comparable text says of time, to the millisecond; null: nothing. Pure. */
export function momentOf(text: string, zone: string): Moment | null {
  if (isDay.test(text)) return { day: text, instant: null }
  if (!isInstant.test(text)) return null
  const instant = Temporal.Instant.from(text.replace(/([.][0-9]{3})[0-9]+/, '$1'))
  return { day: dayAt(instant, zone), instant }
}

/** The day it is then, in a zone. Pure. */
export const dayAt = (instant: Temporal.Instant, zone: string) =>
  instant.toZonedDateTimeISO(zone).toPlainDate().toString()

/** Where two moments can be compared: a day with the day of anything, an instant with an instant. Pure. */
export function compareMoments(seen: Moment, wanted: Moment): number | null {
  if (!wanted.instant) return seen.day < wanted.day ? -1 : seen.day > wanted.day ? 1 : 0
  return seen.instant ? Temporal.Instant.compare(seen.instant, wanted.instant) : null
}
