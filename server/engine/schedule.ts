import { z } from 'zod'

export const units = ['minutes', 'hours', 'days', 'weeks', 'months'] as const

export const durationSchema = z.object({
  amount: z.number().int().min(0).max(10_000),
  unit: z.enum(units),
})

export type Duration = z.infer<typeof durationSchema>

/**
 * The instant a duration later. Minutes and hours are real time; days, weeks and months are calendar
 * units at the same wall time in `zone` (a missing day of the month becomes its last; a wall time that
 * a clock change skips moves forward by the gap, a doubled one is its first). Pure.
 * @param zone an IANA name
 */
export function later(from: Temporal.Instant, wait: Duration, zone: string): Temporal.Instant {
  if (wait.unit === 'minutes' || wait.unit === 'hours')
    return from.add({ [wait.unit]: wait.amount })
  return from
    .toZonedDateTimeISO(zone)
    .add({ [wait.unit]: wait.amount })
    .toInstant()
}
