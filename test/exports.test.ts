import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvLine } from '../server/csv.ts'
import { toShiftJis } from '../server/exports/shift-jis.ts'
import { type House, openHouse } from './database.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
  await house.api('POST', '/api/attributes', { key: 'born', label: '誕生日', type: 'date' })
  await house.api('POST', '/api/attributes', { key: 'seen', label: '来店', type: 'datetime' })
  await house.db.execute(sql`
    INSERT INTO tags (name) VALUES ('会員'), ('東京')`)
  await house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes, tags)
    VALUES ('hana@example.jp', 'hana@example.jp',
            '{"last_name": "山田", "first_name": "花", "born": "2026-01-05", "seen": "2026-01-05T01:30:00Z", "n": -1.5, "vip": true}',
            '{1,2}'),
           ('cell@example.jp', 'cell@example.jp', '{"last_name": "=HYPERLINK(\\"http://x\\")", "first_name": "a,\\"b\\""}', '{}')`)
})
afterAll(() => house.close())

const fetched = async (wanted: object, language = 'ja') => {
  const made = await house.api<{ url: string; contacts: number }>('POST', '/api/exports', {
    reason: '展示会の案内状を送るため',
    ...wanted,
  })
  expect(made.status).toBe(201)
  const file = await house.app.request(made.body.url, {
    headers: { authorization: `Bearer ${house.key}`, 'accept-language': language },
  })
  return { made, file, bytes: Buffer.from(await file.arrayBuffer()) }
}

test('contacts come as a file that spreadsheets open, headed in the reader’s language', async () => {
  const columns = [
    'email',
    'attribute:name',
    'attribute:last_name',
    'attribute:first_name',
    'attribute:born',
    'attribute:seen',
    'attribute:n',
    'attribute:vip',
    'tags',
    'consent',
  ]
  const { made, file, bytes } = await fetched({ columns })
  expect(made.body.contacts).toBe(2)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="/)
  expect(bytes.toString().split('\r\n')).toEqual([
    '\ufeffメールアドレス,氏名,姓,名,誕生日,来店,n,vip,タグ,同意',
    'hana@example.jp,山田 花,山田,花,2026-01-05,2026-01-05 10:30,-1.5,はい,会員、東京,',
    `cell@example.jp,"'=HYPERLINK(""http://x"") a,""b""","'=HYPERLINK(""http://x"")","a,""b""",,,,,,`,
    '',
  ])
})

test('some of them, in the encoding and with the marks that are wanted', async () => {
  const columns = ['email', 'attribute:last_name']
  const { made, bytes } = await fetched(
    { columns, encoding: 'shift_jis', delimiter: '\t', audience: { query: { tag: 1 } } },
    'en',
  )
  expect(made.body.contacts).toBe(1)
  expect(new TextDecoder('shift_jis').decode(bytes)).toBe(
    'E-mail address\tLast name\r\nhana@example.jp\t山田\r\n',
  )
  const found = await fetched({
    columns: ['email'],
    audience: { query: { search: 'CELL' } },
    encoding: 'utf-8',
  })
  expect(found.bytes.toString()).toBe('メールアドレス\r\ncell@example.jp\r\n')
})

test('a file is named for the day it was asked for, where the account is', async () => {
  const { made } = await fetched({ columns: ['email'] })
  const [row] = await house.db.execute<{ day: string }>(sql`
    UPDATE exports SET created_at = date_trunc('day', now(), 'UTC') - interval '4 h'
     WHERE id = ${Number(made.body.url.split('/')[3])}
    RETURNING (created_at AT TIME ZONE 'Asia/Tokyo')::date::text AS day`)
  const file = await house.app.request(made.body.url, {
    headers: { authorization: `Bearer ${house.key}`, 'accept-language': 'en' },
  })
  expect(file.headers.get('content-disposition')).toContain(`-${row!.day}.csv"`)
  await file.body?.cancel()
})

test('only with a reason, which the audit keeps, and only for who gave it', async () => {
  const refused = await house.api('POST', '/api/exports', { columns: ['email'], reason: ' ' })
  expect(refused).toMatchObject({ status: 400, body: { code: 'wrong-input', fields: ['reason'] } })
  const { made } = await fetched({ columns: ['email'] })
  const log = await house.db.execute(sql`
    SELECT detail FROM audit WHERE action = 'contacts.exported' ORDER BY id DESC LIMIT 1`)
  expect(log[0]).toMatchObject({ detail: { note: '展示会の案内状を送るため', contacts: 2 } })
  const { key } = (await house.api<{ key: string }>('POST', '/api/api-keys', { name: 'other' }))
    .body
  const other = await house.app.request(made.body.url, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(other.status).toBe(403)
})

test('what was taken out is listed with who, why and how many; after a week the reason is over', async () => {
  const { made } = await fetched({ columns: ['email'], audience: { ids: [1] } })
  type Listed = { exports: Record<string, unknown>[] }
  const list = () => house.api<Listed>('GET', '/api/exports?limit=1')
  expect((await list()).body.exports[0]).toMatchObject({
    reason: '展示会の案内状を送るため',
    contacts: 1,
    rows: 1,
    columns: ['email'],
    url: made.body.url,
  })
  await house.db.execute(sql`UPDATE exports SET created_at = created_at - interval '8 days'`)
  expect((await list()).body.exports[0]).toMatchObject({ url: null })
  const late = await house.api('GET', made.body.url)
  expect(late).toMatchObject({ status: 410, body: { code: 'export-over' } })
})

describe('a cell', () => {
  test.for([
    ['=1+1', "'=1+1"],
    ['+81-90', "'+81-90"],
    ['-1.5', '-1.5'],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['＝1', "'＝1"],
    ['a "b"', '"a ""b"""'],
    [' x', '" x"'],
  ])('%j is written %j', ([cell, line]) => {
    expect(csvLine([cell!])).toBe(`${line}\r\n`)
  })
})

test('every letter that old spreadsheets know survives the way there and back', () => {
  const text = '髙﨑①㈱～－∥ｱｶﾞ漢字ABC\\~'
  expect(new TextDecoder('shift_jis').decode(toShiftJis(text))).toBe(text)
  expect(new TextDecoder('shift_jis').decode(toShiftJis('𠮷野家😀'))).toBe('〓野家〓')
})
