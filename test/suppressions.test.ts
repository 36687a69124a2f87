import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newest, recordConsents } from '../server/consents/record.ts'
import { consents } from '../server/consents/table.ts'
import { transaction } from '../server/db.ts'
import { isSuppressed, lift, type Suppression, suppress } from '../server/suppressions/suppress.ts'
import { suppressions } from '../server/suppressions/table.ts'
import { type House, openHouse } from './database.ts'
import { newContacts } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const now = Temporal.Instant.from('2026-11-24T01:00:00Z')

const put = (emailKey: string, reason: Suppression['reason']) =>
  transaction(house.db, (tx) =>
    suppress(tx, { contactId: null, emailKey, reason, origin: 'test' }, now),
  )

const reasonOf = async (emailKey: string) =>
  (await isSuppressed(house.db, [emailKey])).get(emailKey)

test('an address on the list is told with its reason, whoever it belongs to', async () => {
  await put('one@example.jp', 'bounced')
  const found = await isSuppressed(house.db, ['one@example.jp', 'two@example.jp'])
  expect([...found]).toEqual([['one@example.jp', 'bounced']])
  expect(await isSuppressed(house.db, [])).toEqual(new Map())
})

test('a stricter reason takes the place of a milder one, and never the other way round', async () => {
  expect(await put('no@example.jp', 'unsubscribed')).toBe(true)
  expect(await put('no@example.jp', 'bounced')).toBe(true)
  expect(await put('no@example.jp', 'by-hand')).toBe(false)
  expect(await put('no@example.jp', 'unsubscribed')).toBe(false)
  expect(await reasonOf('no@example.jp')).toBe('bounced')
  expect(await put('no@example.jp', 'complained')).toBe(true)
  for (const reason of ['unsubscribed', 'bounced', 'by-hand', 'complained'] as const) {
    expect(await put('no@example.jp', reason)).toBe(false)
  }
  expect(await reasonOf('no@example.jp')).toBe('complained')
})

test('two opt-outs at one moment are one', async () => {
  const all = await Promise.all([
    put('twice@example.jp', 'unsubscribed'),
    put('twice@example.jp', 'unsubscribed'),
  ])
  expect(all.toSorted()).toEqual([false, true])
})

test('an address taken off the list is off it', async () => {
  await put('off@example.jp', 'by-hand')
  expect(await transaction(house.db, (tx) => lift(tx, 'off@example.jp'))).toBe(true)
  expect(await transaction(house.db, (tx) => lift(tx, 'off@example.jp'))).toBe(false)
  expect(await reasonOf('off@example.jp')).toBeUndefined()
})

test('an address stays on the list without its contact', async () => {
  await put('gone@example.jp', 'unsubscribed')
  const rows = await house.db
    .select()
    .from(suppressions)
    .where(eq(suppressions.emailKey, 'gone@example.jp'))
  expect(rows).toMatchObject([{ contactId: null, reason: 'unsubscribed' }])
})

test('the newest consent holds and the earlier ones stay as evidence', async () => {
  const [one, two, none] = await newContacts(house, 3)
  const row = { basis: 'opt-in' as const, origin: 'source:1', wording: 'I agree', at: now }
  await transaction(house.db, async (tx) => {
    await recordConsents(tx, [
      { ...row, contactId: one!, given: 'given' },
      { ...row, contactId: two!, given: 'given' },
    ])
    await recordConsents(tx, [{ ...row, contactId: one!, given: 'withdrawn', wording: '' }])
    await recordConsents(tx, [])
  })
  const held = await newest(house.db, [one!, two!, none!])
  expect([...held].map(([id, { given }]) => [id, given])).toEqual([
    [one, 'withdrawn'],
    [two, 'given'],
  ])
  const kept = await house.db
    .select()
    .from(consents)
    .where(eq(consents.contactId, one!))
    .orderBy(asc(consents.id))
  expect(kept.map(({ given, wording }) => [given, wording])).toEqual([
    ['given', 'I agree'],
    ['withdrawn', ''],
  ])
})
