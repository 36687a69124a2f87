import { describe, expect, test } from 'vitest'
import { formatter } from '../../editor/format.ts'
import { initial } from '../../editor/parts/avatar.tsx'

const today = Temporal.PlainDate.from('2026-11-24')
const ja = formatter('ja', 'Asia/Tokyo')
const en = formatter('en', 'Asia/Tokyo')

describe('an instant', () => {
  const morning = '2026-11-24T01:00:00Z'

  test('is written as each language writes it, in the zone of the account', () => {
    expect(ja.dateTime(morning, today)).toBe('11/24（火）10:00')
    expect(en.dateTime(morning, today)).toBe('Tue 24 Nov, 10:00')
    expect(formatter('en', 'Europe/London').dateTime(morning, today)).toBe('Tue 24 Nov, 01:00')
  })

  test('carries its year only when that is another one', () => {
    expect(ja.date('2025-12-31T15:00:00Z', today)).toBe('1/1（木）')
    expect(ja.date('2025-12-31T14:59:00Z', today)).toBe('2025/12/31（水）')
    expect(en.date('2025-12-31T14:59:00Z', today)).toBe('Wed 31 Dec 2025')
  })

  test('has seconds where the order within a minute matters', () => {
    expect(ja.time('2026-11-24T00:04:05Z', true)).toBe('9:04:05')
    expect(en.time('2026-11-24T00:04:05Z', true)).toBe('09:04:05')
  })

  test('of today and yesterday is said so, by the day and not by hours passed', () => {
    expect(ja.recent(morning, today)).toBe('きょう10:00')
    expect(en.recent(morning, today)).toBe('10:00 today')
    expect(ja.recent('2026-11-23T14:59:00Z', today)).toBe('きのう')
    expect(en.recent('2026-11-18T01:00:00Z', today)).toBe('Wed 18 Nov')
  })

  test('is so many days away', () => {
    expect(ja.dayDistance('2026-11-18T01:00:00Z', today)).toBe('6日前')
    expect(en.dayDistance('2026-11-18T01:00:00Z', today)).toBe('6 days ago')
    expect(ja.dayDistance('2026-11-25T01:00:00Z', today)).toBe('あす')
  })
})

test('what is left is said in its two largest units', () => {
  const now = Temporal.Instant.from('2026-11-24T00:00:00Z')
  const later = now.add({ hours: 46, minutes: 12 })
  expect(ja.until(later, now)).toBe('1日22時間')
  expect(en.until(later, now)).toBe('1 day 22 hours')
  expect(ja.until(now.add({ seconds: 3 }), now)).toBe('1分')
})

test('a person is drawn by the first letter of the given name', () => {
  expect(initial('田中 結衣')).toBe('結')
  expect(initial('Ren Mori')).toBe('R')
  expect(initial('𠮷田')).toBe('𠮷')
  expect(initial('yui@example.com')).toBe('Y')
  expect(initial(' ')).toBe('–')
})
