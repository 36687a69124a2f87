import type { Language } from './words.ts'

/** Dates, times and numbers as one language writes them, in one time zone. */
export type Format = ReturnType<typeof formatter>

type When = Temporal.Instant | string

/**
 * Pure but for `now`, which decides whether a year or "today" must be said.
 * Instants may come as ISO text, as the server sends them.
 */
export function formatter(language: Language, zone: string) {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
  const count = new Intl.NumberFormat(locale)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const names = new Intl.ListFormat(locale)
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })

  const local = (when: When) => Temporal.Instant.from(when).toZonedDateTimeISO(zone)
  const today = () => Temporal.Now.plainDateISO(zone)
  const asDate = (day: Temporal.PlainDate) => new Date(Date.UTC(day.year, day.month - 1, day.day))

  /** 11/24（火） · Tue 24 Nov; the year only when it is another one. */
  function plainDay(day: Temporal.PlainDate, now = today()) {
    const other = day.year !== now.year
    const name = weekday.format(asDate(day))
    if (language === 'ja') {
      return `${other ? `${day.year}/` : ''}${day.month}/${day.day}（${name}）`
    }
    return `${name} ${day.day} ${month.format(asDate(day))}${other ? ` ${day.year}` : ''}`
  }

  /** 14:32, or 14:32:05 where the order within a minute matters. */
  function time(when: When, seconds = false) {
    return local(when)
      .toPlainTime()
      .toString({ smallestUnit: seconds ? 'second' : 'minute' })
      .replace(/^0/, language === 'ja' ? '' : '0')
  }

  const date = (when: When, now = today()) => plainDay(local(when).toPlainDate(), now)

  /** 11/24（火）10:00 · Tue 24 Nov, 10:00 */
  function dateTime(when: When, now = today()) {
    return `${date(when, now)}${language === 'ja' ? '' : ', '}${time(when)}`
  }

  /** The same to the second, where the order within a minute matters. */
  function moment(when: When, now = today()) {
    return `${date(when, now)}${language === 'ja' ? '' : ', '}${time(when, true)}`
  }

  /** きょう · きのう · 6日前, between days and not between hours. */
  function dayDistance(when: When, now = today()) {
    const days = local(when).toPlainDate().since(now, { largestUnit: 'days' }).days
    const near = days >= -1 && days <= 1 ? nearDays[language][days + 1] : undefined
    return near ?? tight(distance.format(days, 'day'))
  }

  return {
    language,
    zone,
    number: (value: number) => count.format(value),
    percent: (value: number) => share.format(value),
    list: (values: string[]) => names.format(values),
    time,
    plainDay,
    date,
    dateTime,
    moment,
    dayDistance,

    /** 14:32 today, yesterday, then the date: for "last changed" in lists. */
    recent(when: When, now = today()) {
      const days = now.since(local(when).toPlainDate(), { largestUnit: 'days' }).days
      if (days === 0) {
        const [at, day] = [time(when), nearDays[language][1]]
        return language === 'ja' ? `${day}${at}` : `${at} ${day.toLowerCase()}`
      }
      return days === 1 ? nearDays[language][0] : date(when, now)
    },

    /** あと1日22時間 without the "あと": the two largest units that matter. */
    until(when: When, now = Temporal.Now.instant()) {
      return lengthOf(Temporal.Instant.from(when).since(now), language)
    },
  }
}

const nearDays = {
  ja: ['きのう', 'きょう', 'あす'],
  en: ['Yesterday', 'Today', 'Tomorrow'],
} as const

/** 1日22時間 · 1 day 22 hours; less than a minute counts as one. Pure. */
function lengthOf(duration: Temporal.Duration, language: Language): string {
  const whole = duration.abs().round({ largestUnit: 'days', smallestUnit: 'minutes' })
  const units = [
    ['day', whole.days],
    ['hour', whole.hours],
    ['minute', whole.minutes],
  ] as const
  const first = units.findIndex(([, value]) => value > 0)
  const said = first < 0 ? [['minute', 1] as const] : units.slice(first, first + 2)
  return said
    .filter(([, value]) => value > 0)
    .map(([unit, value]) =>
      tight(
        new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value),
      ),
    )
    .join(language === 'ja' ? '' : ' ')
}

/** Digits stand close to the Japanese words they count. Pure. */
const tight = (text: string) => text.replace(/(\d)\s+(?=\p{Script=Han})/gu, '$1')
