import { type FilterImplOptions, filters } from 'liquidjs'

/** What date filters need to know of the reader. */
export type Surroundings = { zone: string; language: 'ja' | 'en'; now: Temporal.Instant }

const NAMES = [
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
] as const

/**
 * Liquid's date filters, in the contact's zone and language. A date or time that names no offset
 * (`2026-12-01`, `2026/12/01 10:00`) is that day and hour wherever it is read; 'now' is the instant
 * at which the mail is made.
 * @param key where the scope keeps the surroundings
 */
export function dateFilters(key: symbol): Record<string, FilterImplOptions> {
  return Object.fromEntries(NAMES.map((name) => [name, localized(name, key)]))
}

function localized(name: (typeof NAMES)[number], key: symbol): FilterImplOptions {
  const original = filters[name]
  if (typeof original !== 'function') throw new Error(`Liquid has no filter ${name}`)
  return function (value, ...args) {
    const scope = this.context.environments as { [key: symbol]: Surroundings | undefined }
    const around = scope[key] ?? UNKNOWN
    const { moment, offset, isWall } = momentOf(value, around)
    const locale = around.language === 'ja' ? 'ja-JP' : 'en-US'
    // The filters read no more of the context than its options and its memory limit.
    const context = {
      opts: { ...this.context.opts, locale, timezoneOffset: offset },
      memoryLimit: this.context.memoryLimit,
    } as typeof this.context
    const [format, zone] = args
    const filter = { context, token: this.token, liquid: this.liquid }
    return original.call(filter, moment, format, isWall ? undefined : zone)
  }
}

const UNKNOWN: Surroundings = {
  zone: 'Asia/Tokyo',
  language: 'ja',
  now: Temporal.Instant.fromEpochMilliseconds(0),
}

const WALL =
  /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*$/

/** The instant a value names and, as JavaScript counts it, how many minutes local time lags there. */
function momentOf(value: unknown, { zone, now }: Surroundings) {
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

/** Numbers are seconds, as everywhere in Liquid. */
function epochOf(value: unknown): number | null {
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))
  const ms = isSeconds
    ? Number(value) * 1000
    : typeof value === 'string'
      ? Date.parse(value)
      : Number.NaN
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? Math.trunc(ms) : null
}
