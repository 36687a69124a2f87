import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { later } from '../../server/engine/schedule.ts'
import { at } from './make.ts'

const zones = fc.constantFrom('Asia/Tokyo', 'UTC', 'America/New_York', 'Europe/Berlin')
const instants = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2035, 0, 1) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
const amounts = fc.integer({ min: 1, max: 400 })
const wall = (instant: Temporal.Instant, zone: string) => instant.toZonedDateTimeISO(zone)

describe('a duration', () => {
  test.each([
    ['2026-01-31T01:00:00Z', { amount: 1, unit: 'months' }, 'Asia/Tokyo', '2026-02-28T01:00:00Z'],
    ['2028-01-31T01:00:00Z', { amount: 1, unit: 'months' }, 'Asia/Tokyo', '2028-02-29T01:00:00Z'],
    // 10:00 in New York stays 10:00 over the change to summer time.
    [
      '2026-03-07T15:00:00Z',
      { amount: 1, unit: 'days' },
      'America/New_York',
      '2026-03-08T14:00:00Z',
    ],
    [
      '2026-03-07T15:00:00Z',
      { amount: 24, unit: 'hours' },
      'America/New_York',
      '2026-03-08T15:00:00Z',
    ],
    // 2:30 does not exist on that day: forward by the gap.
    [
      '2026-03-07T07:30:00Z',
      { amount: 1, unit: 'days' },
      'America/New_York',
      '2026-03-08T07:30:00Z',
    ],
    // 1:30 comes twice on that day: its first.
    [
      '2026-10-31T05:30:00Z',
      { amount: 1, unit: 'days' },
      'America/New_York',
      '2026-11-01T05:30:00Z',
    ],
  ] as const)('from %s, %o in %s ends at %s', (from, wait, zone, expected) => {
    expect(`${later(at(from), wait, zone)}`).toBe(expected)
  })

  test('of minutes and hours is real time in every zone', () => {
    fc.assert(
      fc.property(instants, amounts, zones, (from, amount, zone) => {
        expect(later(from, { amount, unit: 'hours' }, zone)).toEqual(from.add({ hours: amount }))
        expect(later(from, { amount, unit: 'minutes' }, zone)).toEqual(
          from.add({ minutes: amount }),
        )
      }),
    )
  })

  test('of days and weeks ends at the same wall time, a skipped one excepted', () => {
    fc.assert(
      fc.property(
        instants,
        amounts,
        zones,
        fc.constantFrom('days', 'weeks'),
        (from, amount, zone, unit) => {
          const end = wall(later(from, { amount, unit }, zone), zone)
          const start = wall(from, zone)
          const gap = end.toPlainTime().since(start.toPlainTime()).total('minutes')
          expect([0, 60]).toContain(gap)
          expect(end.toPlainDate()).toEqual(start.toPlainDate().add({ [unit]: amount }))
        },
      ),
    )
  })

  test('of months never leaves the month it aims at', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 60 }), zones, (from, amount, zone) => {
        const end = wall(later(from, { amount, unit: 'months' }, zone), zone)
        const start = wall(from, zone)
        const aimed = start.toPlainDate().with({ day: 1 }).add({ months: amount })
        expect([end.year, end.month]).toEqual([aimed.year, aimed.month])
        expect(end.day).toBe(Math.min(start.day, aimed.daysInMonth))
      }),
    )
  })

  test('is always later, and the longer one is never sooner', () => {
    fc.assert(
      fc.property(
        instants,
        amounts,
        zones,
        fc.constantFrom('minutes', 'hours', 'days', 'weeks', 'months'),
        (from, amount, zone, unit) => {
          const end = later(from, { amount, unit }, zone)
          expect(Temporal.Instant.compare(end, from)).toBe(1)
          const longer = later(from, { amount: amount + 1, unit }, zone)
          expect(Temporal.Instant.compare(longer, end)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})
