/** What date filters need to know of the reader. */
export type Surroundings = { zone: string; language: 'ja' | 'en'; now: Temporal.Instant }

/**
 * Reads what stands before a date filter. A date or time that names no offset (`2026-12-01`,
 * `2026/12/01 10:00`) is that day and hour wherever it is read, and then no zone applies; 'now' is the
 * instant at which the mail is made. Pure.
 * @returns `offset`: minutes by which local time lags behind UTC there, as JavaScript's Date counts
 */
export function momentOf(value: unknown, { zone, now }: Surroundings) {
  const wall = typeof value === 'string' ? WALL.exec(value) : null
  if (wall) {
    const [year, month, day, hour, minute, second] = wall.slice(1).map((part) => Number(part ?? 0))
    const moment = new Date(Date.UTC(year!, month! - 1, day, hour, minute, second))
    return { moment, offset: 0, isWall: true }
  }
  const ms = value === 'now' || value === 'today' ? now.epochMilliseconds : epochOf(value)
  if (ms === null) return { moment: value, offset: 0, isWall: false }
  // By number: liquidjs asks Intl for a zone's name twice a date, which costs more than all the rest.
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  return { moment: new Date(ms), offset: -offsetNanoseconds / 60e9, isWall: false }
}

const WALL =
  /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*$/

/** Numbers are seconds, as everywhere in Liquid. */
function epochOf(value: unknown): number | null {
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))
  const text = typeof value === 'string' ? Date.parse(value) : Number.NaN
  const ms = isSeconds ? Number(value) * 1000 : text
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? Math.trunc(ms) : null
}
