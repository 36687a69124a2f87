import type { Entry } from '../../../server/timeline/shape.ts'

/** What happened on one calendar day, in the order given. */
export type Day = { date: string; entries: Entry[] }

/** Entries, newest first, by the calendar day of `zone`. Pure. */
export function byDay(entries: readonly Entry[], zone: string): Day[] {
  const days: Day[] = []
  for (const entry of entries) {
    const date = dateIn(entry.at, zone)
    const last = days.at(-1)
    if (last?.date === date) last.entries.push(entry)
    else days.push({ date, entries: [entry] })
  }
  return days
}

/** The local date of an instant, as 2026-11-24. Pure. */
export const dateIn = (at: string, zone: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
