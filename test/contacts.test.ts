import { eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { readAddress } from '../server/contacts/address.ts'
import { contacts } from '../server/contacts/table.ts'
import { type Arrival, upsertContacts } from '../server/contacts/upsert.ts'
import { transaction } from '../server/db.ts'
import { events } from '../server/events/table.ts'
import type { Timeline } from '../server/timeline/shape.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

type Contact = {
  id: number
  email: string
  name: string
  attributes: Record<string, unknown>
  zone: string | null
  suppression: { reason: string; at: string } | null
  consent: { given: string; basis: string; origin: string; wording: string; at: string } | null
}
type List = {
  contacts: (Contact & { suppressed: boolean; walks: number })[]
  next: string | null
  total: number
}
type Wrong = { code: string; detail: string; contactId?: number; fields?: string[] }

async function create(email: string, attributes: object = {}, more: object = {}) {
  const { status, body } = await house.api<Contact>('POST', '/api/contacts', {
    email,
    attributes,
    ...more,
  })
  expect(status).toBe(201)
  return body
}
const search = async (text: string) => {
  const path = `/api/contacts?search=${encodeURIComponent(text)}`
  return (await house.api<List>('GET', path)).body.contacts.map(({ email }) => email)
}

test('a contact entered by hand can be read, with the consent it came with', async () => {
  const consent = { basis: 'written', wording: '名刺を交換しました' }
  const made = await create(
    ' Taro＠Example.jp',
    { last_name: '山田', first_name: '太郎' },
    { consent },
  )
  const { body } = await house.api<Contact>('GET', `/api/contacts/${made.id}`)
  expect(body).toMatchObject({
    email: 'Taro@example.jp',
    name: '山田 太郎',
    attributes: { last_name: '山田', first_name: '太郎' },
    suppression: null,
    consent: { given: 'given', ...consent, origin: expect.stringMatching(/^key:\d+$/) },
  })
  const happened = await house.db.select().from(events).where(eq(events.contactId, made.id))
  expect(happened).toMatchObject([{ name: 'contact.created' }])
})

test('an address that cannot be is refused in the reader’s language', async () => {
  const headers = { 'accept-language': 'ja' }
  const { status, body } = await house.api<Wrong>(
    'POST',
    '/api/contacts',
    { email: 'x@y' },
    headers,
  )
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'address-impossible', field: 'email' })
  expect(body.detail).toContain('メールアドレス')
})

test('one address is one contact', async () => {
  const { id } = await create('a..b@docomo.ne.jp')
  const { status, body } = await house.api<Wrong>('POST', '/api/contacts', {
    email: '"A..b"@docomo.ne.jp',
  })
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 'contact-exists', contactId: id })
})

test('attributes that are named change, null takes one away, and the audit keeps no values', async () => {
  const { id } = await create('change@example.jp', { company: '飛び石', plan: 'free' })
  const change = { attributes: { plan: 'pro', company: null, seats: 3 }, zone: 'Europe/Paris' }
  const { body } = await house.api<Contact>('PATCH', `/api/contacts/${id}`, change)
  expect(body).toMatchObject({ attributes: { plan: 'pro', seats: 3 }, zone: 'Europe/Paris' })
  expect(body.attributes).not.toHaveProperty('company')
  const entries = await house.db
    .select()
    .from(audit)
    .where(eq(audit.subject, `contact:${id}`))
  expect(entries.at(-1)).toMatchObject({
    action: 'contact.changed',
    detail: { fields: ['plan', 'company', 'seats', 'zone'] },
  })
})

test('a zone that does not exist is refused; an offset is none, nor a name that means one to Postgres', async () => {
  const { id } = await create('zone@example.jp')
  for (const zone of ['Asia/Edo', '+09:00', 'CET', 'MST7MDT']) {
    const wrong = await house.api<Wrong>('PATCH', `/api/contacts/${id}`, { zone })
    expect(wrong.status).toBe(400)
    expect(wrong.body.fields).toEqual(['zone'])
  }
})

test('text that Postgres cannot hold is mended on its way in', async () => {
  const { attributes } = await create('text@example.jp', { note: 'a\0b\ud842' })
  expect(attributes).toEqual({ note: 'ab\ufffd' })
  expect((await house.api('GET', '/api/contacts?search=%00')).status).toBe(200)
})

test('a contact taken off mail is off it until somebody lifts that, both written down', async () => {
  const { id } = await create('quiet@example.jp')
  const path = `/api/contacts/${id}/suppression`
  const put = await house.api<Contact>('PUT', path, { reason: '電話で依頼' })
  expect(put.body.suppression).toMatchObject({ reason: 'by-hand' })
  await house.api('PUT', path, { reason: 'again' })
  const listed = await house.api<List>('GET', '/api/contacts?search=quiet')
  expect(listed.body.contacts[0]).toMatchObject({ suppressed: true, walks: 0 })
  const lifted = await house.api<Contact>('DELETE', path, { reason: ' 電話で\0再開の依頼 ' })
  expect(lifted.body.suppression).toBeNull()
  const entries = await house.db
    .select()
    .from(audit)
    .where(eq(audit.subject, `contact:${id}`))
  expect(entries.map(({ action }) => action)).toEqual([
    'contact.created',
    'contact.suppressed',
    'contact.suppression-lifted',
  ])
  expect(entries.at(-1)!.detail).toEqual({ note: '電話で再開の依頼' })
  const happened = await house.db.select().from(events).where(eq(events.contactId, id))
  expect(happened.map(({ name }) => name)).toEqual([
    'contact.created',
    'contact.suppressed',
    'contact.suppression-lifted',
  ])
  const { body } = await house.api<Timeline>('GET', `/api/contacts/${id}/timeline`)
  expect(body.entries[0]).toMatchObject({
    kind: 'event',
    name: 'contact.suppression-lifted',
    byName: 'test',
    payload: { note: '電話で再開の依頼' },
  })
})

test('mail is not allowed again without a reason', async () => {
  const { id } = await create('silent@example.jp')
  const path = `/api/contacts/${id}/suppression`
  await house.api('PUT', path, {})
  for (const body of [undefined, {}, { reason: ' \0 ' }, { reason: 'a'.repeat(501) }]) {
    const { status, body: wrong } = await house.api<Wrong>('DELETE', path, body)
    expect(status).toBe(400)
    expect(wrong).toMatchObject({ code: 'wrong-input', fields: ['reason'] })
  }
  const still = await house.api<Contact>('GET', `/api/contacts/${id}`)
  expect(still.body.suppression).not.toBeNull()
  const reason = 'a'.repeat(500)
  expect((await house.api<Contact>('DELETE', path, { reason })).body.suppression).toBeNull()
})

test('a contact that does not exist is not found', async () => {
  for (const [method, path, body] of [
    ['GET', '/api/contacts/999999'],
    ['GET', '/api/contacts/999999/timeline'],
    ['PATCH', '/api/contacts/999999', {}],
    ['PUT', '/api/contacts/999999/suppression', {}],
    ['DELETE', '/api/contacts/999999/suppression', { reason: 'asked' }],
  ] as const) {
    expect((await house.api(method, path, body)).status).toBe(404)
  }
})

test('a name is found by its parts, whatever width, kana, case or space it is typed in', async () => {
  await create('mori@example.jp', {
    last_name: '森',
    first_name: '蓮',
    last_kana: 'モリ',
    first_kana: 'レン',
    company: '株式会社ＡＢＣ',
  })
  await create('hopper@example.com', { last_name: 'Hopper', first_name: 'Grace' })
  for (const text of [
    '森 蓮',
    '森　蓮',
    '森蓮',
    'もり',
    'ﾓﾘ',
    'モリレン',
    'abc',
    'ＭＯＲＩ＠',
    'mori@example.jp',
  ]) {
    expect(await search(text), text).toEqual(['mori@example.jp'])
  }
  for (const text of ['grace hopper', 'HOPPER GRACE', 'hopper@']) {
    expect(await search(text), text).toEqual(['hopper@example.com'])
  }
  for (const text of ['%', '_', '\\', '森hopper', '蓮モリ']) {
    expect(await search(text), text).toEqual([])
  }
})

test('a long list is read in pages without a gap', async () => {
  for (let n = 0; n < 120; n++) await create(`page${n}@pages.example`)
  const seen: string[] = []
  let cursor: string | null = null
  let total = 0
  do {
    const path: string = `/api/contacts?search=pages.example${cursor ? `&cursor=${cursor}` : ''}`
    const { body }: { body: List } = await house.api<List>('GET', path)
    seen.push(...body.contacts.map(({ email }) => email))
    cursor = body.next
    total = body.total
  } while (cursor)
  expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `page${119 - n}@pages.example`))
  expect(total).toBe(120)
})

test('arrivals of one address become one contact, what is newly known on top', async () => {
  const arrive = (arrivals: [string, Arrival['attributes'], ('ja' | 'en')?][]) =>
    transaction(house.db, (tx) =>
      upsertContacts(
        tx,
        arrivals.map(([email, attributes, language]) => {
          return { address: readAddress(email)!, attributes, language }
        }),
      ),
    )
  const first = await arrive([
    ['Upsert@example.jp', { last_name: '旧姓', company: '飛び石' }, 'ja'],
    ['other@example.jp', {}],
    ['upsert@example.jp', { last_name: '新姓' }, 'en'],
  ])
  const again = await arrive([['upsert@example.jp', { first_name: '花' }, 'en']])
  expect(again.get('upsert@example.jp')).toBe(first.get('upsert@example.jp'))
  const [row] = await house.db
    .select()
    .from(contacts)
    .where(eq(contacts.emailKey, 'upsert@example.jp'))
  expect(row).toMatchObject({
    email: 'Upsert@example.jp',
    attributes: { last_name: '新姓', company: '飛び石', first_name: '花' },
    language: 'ja',
  })
})

test('batches with the same people in other orders do not stop each other', async () => {
  const keys = Array.from({ length: 40 }, (_, n) => `d${n}@deadlock.example`)
  const batch = (order: string[], turn: number) =>
    transaction(house.db, (tx) =>
      upsertContacts(
        tx,
        order.map((email) => ({ address: readAddress(email)!, attributes: { turn } })),
      ),
    )
  for (let turn = 0; turn < 10; turn++) {
    const some = keys.slice(0, turn * 4 + 4)
    await Promise.all([batch(some, turn), batch(some.toReversed(), turn), batch(some, turn + 100)])
  }
  expect(await house.db.$count(contacts, like(contacts.email, '%@deadlock.example'))).toBe(40)
})
