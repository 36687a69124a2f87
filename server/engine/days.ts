/**
 * Which days answer a question that counts from today. Both ends count; null: no end. Days of every
 * year are `MM-DD`, and `leapDay` says whether somebody of 29 February is among them.
 */
export type Days =
  | { every: 'once'; from: string | null; to: string | null }
  | { every: 'year'; from: string; to: string; wraps: boolean; leapDay: boolean }
  | { every: 'day' }

const dayOperators = [
  'within-past',
  'within-next',
  'longer-ago',
  'further-ahead',
  'anniversary-within',
] as const
export type DayOperator = (typeof dayOperators)[number]

export const isDayOperator = (op: string): op is DayOperator =>
  (dayOperators as readonly string[]).includes(op)

/** How many days a value says; null: it says none. Pure. */
export function countOf(value: string): number | null {
  const text = value.normalize('NFKC').trim()
  return /^[0-9]{1,4}$/.test(text) && Number(text) <= 3650 ? Number(text) : null
}

/** The days that meet an operator when it is this day. Pure. @param today ISO */
export function daysFrom(op: DayOperator, count: number, today: string): Days {
  const now = Temporal.PlainDate.from(today)
  const shifted = (days: number) => now.add({ days }).toString()
  switch (op) {
    case 'within-past':
      return { every: 'once', from: shifted(-count), to: today }
    case 'within-next':
      return { every: 'once', from: today, to: shifted(count) }
    case 'longer-ago':
      return { every: 'once', from: null, to: shifted(-count - 1) }
    case 'further-ahead':
      return { every: 'once', from: shifted(count + 1), to: null }
    case 'anniversary-within':
      return anniversaries(now, count)
  }
}

/** Whether a day is one of them. Pure. */
export function includes(days: Days, day: string): boolean {
  if (days.every === 'day') return true
  if (days.every === 'once') {
    return (days.from === null || day >= days.from) && (days.to === null || day <= days.to)
  }
  const monthDay = day.slice(5)
  if (monthDay === '02-29') return days.leapDay
  const [after, before] = [monthDay >= days.from, monthDay <= days.to]
  return days.wraps ? after || before : after && before
}

function anniversaries(today: Temporal.PlainDate, count: number): Days {
  if (count >= 365) return { every: 'day' }
  const last = today.add({ days: count })
  const within = (day: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(today, day) <= 0 && Temporal.PlainDate.compare(day, last) <= 0
  return {
    every: 'year',
    from: today.toString().slice(5),
    to: last.toString().slice(5),
    wraps: last.year > today.year,
    leapDay: [today.year, last.year].some((year) => within(birthdayIn(year, 2, 29))),
  }
}

/** The day on which somebody has their day in a year: 29 February is the 28th in common years. Pure. */
export const birthdayIn = (year: number, month: number, day: number) =>
  Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' })
