import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDay } from '../server/contacts/day.ts'
import type { Definition } from '../server/contacts/definitions.ts'
import { type AttributeType, attributeTypes } from '../server/contacts/table.ts'
import { readValue } from '../server/contacts/value.ts'
import { events } from '../server/events/table.ts'
import { type House, openHouse } from './database.ts'
import { json, posting } from './posting.ts'

const choices = [
  { value: 'gold', label: 'ゴールド' },
  { value: 'silver', label: 'シルバー' },
  { value: 'a, b', label: 'A, B' },
]
const about = { zone: 'Asia/Tokyo', choices }
const unreadable = 'unreadable'
const read = (type: AttributeType, given: unknown) => {
  const found = readValue(type, given, about)
  return found ? found.value : unreadable
}

describe('a value is read as it is written', () => {
  const table: [AttributeType, unknown, unknown][] = [
    ['number', '1,234,567', 1234567],
    ['number', '１，２３４．５', 1234.5],
    ['number', ' ¥1,200 ', 1200],
    ['number', '￥３００円', 300],
    ['number', '−5', -5],
    ['number', '+7', 7],
    ['number', '-0', 0],
    ['number', 42, 42],
    ['number', '12,34', unreadable],
    ['number', '3人', unreadable],
    ['number', '1e999', unreadable],
    ['number', true, unreadable],
    ['number', '', null],
    ['number', '　', null],
    ['date', '2026-01-05', '2026-01-05'],
    ['date', '2026/1/5', '2026-01-05'],
    ['date', '2026.1.5', '2026-01-05'],
    ['date', '20260105', '2026-01-05'],
    ['date', 20260105, '2026-01-05'],
    ['date', '2026年1月5日', '2026-01-05'],
    ['date', '2026年1月5日（月）', '2026-01-05'],
    ['date', '２０２６／１／５', '2026-01-05'],
    ['date', '令和8年1月5日', '2026-01-05'],
    ['date', '令和元年5月1日', '2019-05-01'],
    ['date', '㋿８年１月５日', '2026-01-05'],
    ['date', 'R8.1.5', '2026-01-05'],
    ['date', 'r8/1/5', '2026-01-05'],
    ['date', 'Ｓ６２．４．１', '1987-04-01'],
    ['date', '昭和64年1月7日', '1989-01-07'],
    ['date', '平成31年4月30日', '2019-04-30'],
    ['date', '平成33年4月1日', '2021-04-01'],
    ['date', '明治45年7月29日', '1912-07-29'],
    ['date', '2026-01-05T20:00:00Z', '2026-01-06'],
    ['date', '2026/1/5 23:59', '2026-01-05'],
    ['date', '2024/2/29', '2024-02-29'],
    ['date', '2026/2/30', unreadable],
    ['date', '2026/2/29', unreadable],
    ['date', '平成元年1月7日', unreadable],
    ['date', '令和0年5月1日', unreadable],
    ['date', '1/5/2026', unreadable],
    ['date', '26/1/5', unreadable],
    ['date', '2026-1/5', unreadable],
    ['date', 'あした', unreadable],
    ['date', '', null],
    ['datetime', '2026/1/5 10:00', '2026-01-05T01:00:00Z'],
    ['datetime', '2026年1月5日 10時30分', '2026-01-05T01:30:00Z'],
    ['datetime', '令和8年1月5日 9:05:07', '2026-01-05T00:05:07Z'],
    ['datetime', '2026-01-05T10:00', '2026-01-05T01:00:00Z'],
    ['datetime', '2026-01-05T10:00:00.123456Z', '2026-01-05T10:00:00.123Z'],
    ['datetime', '2026-01-05T10:00:00-05:00', '2026-01-05T15:00:00Z'],
    ['datetime', '2026-01-05T10:00:00+0900', '2026-01-05T01:00:00Z'],
    ['datetime', '2026/1/5', '2026-01-04T15:00:00Z'],
    ['datetime', '2026/1/5 25:00', unreadable],
    ['datetime', '2026/2/30 10:00', unreadable],
    ['datetime', '0001-01-01', unreadable],
    ['datetime', '10:00', unreadable],
    ['boolean', 'はい', true],
    ['boolean', 'YES', true],
    ['boolean', '１', true],
    ['boolean', 1, true],
    ['boolean', '○', true],
    ['boolean', 'on', true],
    ['boolean', 'いいえ', false],
    ['boolean', 'False', false],
    ['boolean', 0, false],
    ['boolean', '×', false],
    ['boolean', 'off', false],
    ['boolean', 'たぶん', unreadable],
    ['choice', 'gold', 'gold'],
    ['choice', 'シルバー', 'silver'],
    ['choice', ' ＧＯＬＤ ', 'gold'],
    ['choice', 'ｺﾞｰﾙﾄﾞ', 'gold'],
    ['choice', ['gold'], 'gold'],
    ['choice', ['gold', 'silver'], unreadable],
    ['choice', 'bronze', unreadable],
    ['choices', 'シルバー、ゴールド', ['gold', 'silver']],
    ['choices', ['silver', 'silver'], ['silver']],
    ['choices', 'a, b', ['a, b']],
    ['choices', [], []],
    ['choices', 'gold, bronze', unreadable],
    ['choices', '', null],
    ['text', '  as given ', '  as given '],
    ['text', 5, '5'],
    ['text', ['a', 'b'], 'a, b'],
    ['text', { nested: true }, unreadable],
    ['date', null, null],
  ]
  test.each(table)('%s: %j', (type, given, value) => {
    expect(read(type, given)).toEqual(value)
  })

  const day = fc
    .integer({ min: 0, max: 2_900_000 })
    .map((days) => Temporal.PlainDate.from('1000-01-01').add({ days }))

  test('a day is the same day in every way of writing it', () => {
    fc.assert(
      fc.property(day, (day) => {
        const { year, month, day: n } = day
        const written = [
          `${day}`,
          `${year}/${month}/${n}`,
          `${year}年${month}月${n}日`,
          `${year}${String(month).padStart(2, '0')}${String(n).padStart(2, '0')}`,
          ...(day.year >= 2020 && day.year <= 2117
            ? [`令和${year - 2018}年${month}月${n}日`, `R${year - 2018}.${month}.${n}`]
            : []),
          ...(day.year >= 1927 && day.year <= 1988
            ? [`昭和${year - 1925}年${month}月${n}日`, `S${year - 1925}/${month}/${n}`]
            : []),
        ]
        for (const text of written) expect(readDay(text)?.toString()).toBe(day.toString())
      }),
    )
  })

  test('a number reads as itself however it is grouped and wide', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fc.integer(), (n) => {
        const grouped = n.toLocaleString('ja-JP')
        expect(read('number', grouped)).toBe(n)
        expect(read('number', wide(grouped))).toBe(n)
      }),
    )
  })

  test('whatever comes is read or refused, and what was read reads as itself', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.jsonValue(),
      fc.constantFrom(...table.map(([, given]) => given)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...attributeTypes), anything, (type, given) => {
        const once = readValue(type, given, about)
        if (once) expect(readValue(type, once.value, about)).toEqual(once)
      }),
      { numRuns: 2000 },
    )
  })
})

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const { source, post, takeAllIn, contactOf } = posting(() => house)

type Attributes = { attributes: Definition[] }
type Wrong = { code: string; detail: string; fields?: string[]; count?: number }
type Contact = { id: number; attributes: Record<string, unknown> }

test('attributes everybody has come first, in the reader’s words', async () => {
  const { body } = await house.api<Attributes>('GET', '/api/attributes', undefined, {
    'accept-language': 'ja',
  })
  expect(
    body.attributes.slice(0, 6).map(({ key, label, builtIn }) => [key, label, builtIn]),
  ).toEqual([
    ['last_name', '姓', true],
    ['first_name', '名', true],
    ['last_kana', 'セイ', true],
    ['first_kana', 'メイ', true],
    ['name', '氏名', true],
    ['company', '会社名', true],
  ])
})

test('the API keeps a value by its type and refuses another with a sentence', async () => {
  const definition = { key: 'birthday', label: '誕生日', type: 'date' }
  expect((await house.api('POST', '/api/attributes', definition)).status).toBe(201)
  const made = await house.api<Contact>('POST', '/api/contacts', {
    email: 'born@example.jp',
    attributes: { birthday: '昭和62年4月1日', note: '2026/2/30' },
  })
  expect(made.body.attributes).toEqual({ birthday: '1987-04-01', note: '2026/2/30' })
  const path = `/api/contacts/${made.body.id}`
  const change = { attributes: { birthday: '2026/2/30' } }
  const wrong = await house.api<Wrong>('PATCH', path, change, { 'accept-language': 'ja' })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toMatchObject({
    code: 'attribute-wrong',
    fields: ['attributes.birthday'],
    detail: '「誕生日」には日付を入れてください（例：2026-01-05）。',
  })
  const emptied = await house.api<Contact>('PATCH', path, { attributes: { birthday: '' } })
  expect(emptied.body.attributes).toEqual({ note: '2026/2/30' })
})

test('a post with an unreadable value is a contact all the same, and its event keeps the value', async () => {
  const definition = { key: 'seats', label: '席数', type: 'number' }
  await house.api('POST', '/api/attributes', definition)
  const { key, id } = await source()
  const mapping = { attributes: { seats: 'seats', plan: 'plan' } }
  await house.api('PATCH', `/api/sources/${id}`, { mapping })
  await post(key, json({ email: 'many@example.jp', seats: 'たくさん', plan: 'pro' }))
  await post(key, json({ email: 'three@example.jp', seats: '３', plan: 'pro' }))
  await takeAllIn()
  const many = (await contactOf('many@example.jp'))!
  expect(many.attributes).toEqual({ plan: 'pro' })
  const [event] = await house.db.select().from(events).where(eq(events.contactId, many.id))
  expect(event!.payload).toMatchObject({ seats: 'たくさん' })
  expect((await contactOf('three@example.jp'))!.attributes).toEqual({ plan: 'pro', seats: 3 })
})

test('a type that cannot hold the values there are is refused with how many', async () => {
  for (const [n, level] of ['上', '上', '下', '5'].entries()) {
    const attributes = { level }
    await house.api('POST', '/api/contacts', { email: `level${n}@example.jp`, attributes })
  }
  const number = { key: 'level', label: '段階', type: 'number' }
  const refused = await house.api<Wrong>('POST', '/api/attributes', number)
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'values-unreadable', count: 3 },
  })
  const choices = ['上', '下', '5'].map((value) => ({ value, label: '' }))
  const choice = { ...number, type: 'choice' }
  const none = await house.api<Wrong>('POST', '/api/attributes', choice)
  expect(none.body.code).toBe('choices-missing')
  expect((await house.api('POST', '/api/attributes', { ...choice, choices })).status).toBe(201)
  const fewer = await house.api<Wrong>('PATCH', '/api/attributes/level', {
    choices: choices.slice(1),
  })
  expect(fewer.body).toMatchObject({ code: 'values-unreadable', count: 2 })
  const twice = await house.api<Wrong>('POST', '/api/attributes', { ...choice, choices })
  expect(twice.body.code).toBe('attribute-exists')
})

test('an archived attribute still reads; what everybody has cannot be changed', async () => {
  await house.api('POST', '/api/attributes', { key: 'vip', label: 'VIP', type: 'boolean' })
  const { body } = await house.api<Attributes>('DELETE', '/api/attributes/vip')
  expect(body.attributes.find(({ key }) => key === 'vip')).toMatchObject({ archived: true })
  const made = await house.api<Contact>('POST', '/api/contacts', {
    email: 'vip@example.jp',
    attributes: { vip: '○' },
  })
  expect(made.body.attributes).toEqual({ vip: true })
  for (const [method, path, code] of [
    ['DELETE', '/api/attributes/last_name', 'attribute-built-in'],
    ['DELETE', '/api/attributes/nothing', 'not-found'],
  ] as const) {
    expect((await house.api<Wrong>(method, path)).body.code).toBe(code)
  }
})
