import type { Language } from '../words.ts'

/** 2026/11/24（火） · Tue 24 Nov 2026; with the year, for a rule outlives it. Null: no date. Pure. */
export function dateWords(text: string, language: Language): string | null {
  try {
    return dayWords(Temporal.PlainDate.from(text), language)
  } catch {
    return null
  }
}

/** The same with the time, in a zone. Null: no instant. Pure. */
export function instantWords(text: string, language: Language, zone: string): string | null {
  try {
    const local = Temporal.Instant.from(text).toZonedDateTimeISO(zone)
    const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
    const day = dayWords(local.toPlainDate(), language)
    return language === 'ja' ? `${day}${time.replace(/^0/, '')}` : `${day}, ${time}`
  } catch {
    return null
  }
}

function dayWords(day: Temporal.PlainDate, language: Language): string {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day))
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
      ...options,
      timeZone: 'UTC',
    }).format(date)
  const weekday = part({ weekday: 'short' })
  if (language === 'ja') return `${day.year}/${day.month}/${day.day}（${weekday}）`
  return `${weekday} ${day.day} ${part({ month: 'short' })} ${day.year}`
}

/** What a field for date and time shows of an instant, in a zone; '' where it is none. Pure. */
export function localOf(text: string, zone: string): string {
  try {
    const local = Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDateTime()
    return local.toString({ smallestUnit: 'minute' })
  } catch {
    return ''
  }
}

/** The instant that such a field names; '' where it names none. Pure. */
export function instantOf(local: string, zone: string): string {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
  } catch {
    return ''
  }
}
