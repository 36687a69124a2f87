import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordConsents } from '../server/consents/record.ts'
import { contacts } from '../server/contacts/table.ts'
import { tagContacts } from '../server/contacts/tags.ts'
import { transaction } from '../server/db.ts'
import { events } from '../server/events/table.ts'
import { type House, openHouse } from './database.ts'
import { newContacts } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

type Named = { id: number; name: string }
type Contact = {
  id: number
  tags: Named[]
  topics: Named[]
  externalIds: { system: string; value: string }[]
  consent: { given: string } | null
  suppression: { reason: string } | null
}
type Evidence = { consents: { given: string; wording: string; at: string; topic: Named | null }[] }
type Wrong = { code: string; contactId?: number }

const one = async () => (await newContacts(house, 1))[0]!
const read = async (id: number) => (await house.api<Contact>('GET', `/api/contacts/${id}`)).body
const row = async (id: number) =>
  (await house.db.select().from(contacts).where(eq(contacts.id, id)))[0]!
const happened = async (id: number, name: string) =>
  house.db
    .select()
    .from(events)
    .where(and(eq(events.contactId, id), eq(events.name, name)))

test('tags go on by name or id, once, and come off; each is an event', async () => {
  const id = await one()
  const path = `/api/contacts/${id}/tags`
  const put = await house.api<Contact>('PUT', path, { tags: [' 会員 ', 'VIP'] })
  expect(put.body.tags.map(({ name }) => name).sort()).toEqual(['VIP', '会員'])
  const vip = put.body.tags.find(({ name }) => name === 'VIP')!
  await house.api('PUT', path, { tags: [vip.id, 'VIP'] })
  expect(await happened(id, 'contact.tagged')).toHaveLength(2)
  const off = await house.api<Contact>('DELETE', path, { tags: ['VIP', 'unknown'] })
  expect(off.body.tags.map(({ name }) => name)).toEqual(['会員'])
  expect(await happened(id, 'contact.untagged')).toMatchObject([
    { payload: { tagId: vip.id, name: 'VIP' } },
  ])
  const missing = await house.api<Wrong>('PUT', path, { tags: [99999] })
  expect(missing.body.code).toBe('tag-missing')
})

test('many are tagged at once; who has the tag already has no event', async () => {
  const { body: tag } = await house.api<Named>('POST', '/api/tags', { name: 'many' })
  const ids = await newContacts(house, 50)
  await house.api('PUT', `/api/contacts/${ids[0]}/tags`, { tags: [tag.id] })
  const by = { contactIds: ids, tagIds: [tag.id], put: true, origin: 'import:1' }
  const now = await house.clock(house.db)
  const { changed } = await transaction(house.db, (tx) => tagContacts(tx, by, now))
  expect(changed).toEqual(ids.slice(1))
  expect(await happened(ids[0]!, 'contact.tagged')).toHaveLength(1)
  expect((await row(ids[49]!)).tags).toEqual([tag.id])
})

test('a tag is renamed for everybody, and a name belongs to one tag', async () => {
  const { body: tag } = await house.api<Named>('POST', '/api/tags', { name: 'old name' })
  await house.api('POST', '/api/tags', { name: 'taken' })
  const id = await one()
  await house.api('PUT', `/api/contacts/${id}/tags`, { tags: [tag.id] })
  await house.api('PATCH', `/api/tags/${tag.id}`, { name: 'new name' })
  expect((await read(id)).tags).toEqual([{ id: tag.id, name: 'new name' }])
  for (const [method, path] of [
    ['PATCH', `/api/tags/${tag.id}`],
    ['POST', '/api/tags'],
  ] as const) {
    expect((await house.api<Wrong>(method, path, { name: 'taken' })).body.code).toBe('tag-exists')
  }
})

test('changing what is known of a contact is an event with the fields, never the values', async () => {
  const id = await one()
  await house.api('PATCH', `/api/contacts/${id}`, { attributes: { plan: 'pro' }, language: 'ja' })
  expect(await happened(id, 'contact.changed')).toMatchObject([
    { payload: { fields: ['plan', 'language'] } },
  ])
})

test('a withdrawn consent stops advertising, a later one of the person lets it go again', async () => {
  const id = await one()
  const path = `/api/contacts/${id}/consents`
  await house.api('POST', path, { given: 'given', basis: 'written', wording: '名刺' })
  await house.api('POST', path, { given: 'withdrawn', basis: 'written', document: '電話' })
  expect(await read(id)).toMatchObject({
    consent: { given: 'withdrawn' },
    suppression: { reason: 'unsubscribed' },
  })
  const at = (await house.clock(house.db)).toString()
  const later = { given: 'given', basis: 'opt-in', wording: '申込書', document: '申込書12号', at }
  for (const { lack, fields } of [
    { lack: { basis: 'dealings' }, fields: ['basis'] },
    { lack: { at: undefined, document: ' ' }, fields: ['at', 'document'] },
  ]) {
    const refused = await house.api<Wrong>('POST', path, { ...later, ...lack })
    expect(refused).toMatchObject({ status: 422, body: { code: 'opt-out-stands', fields } })
  }
  expect(await read(id)).toMatchObject({ suppression: { reason: 'unsubscribed' } })
  await house.api('POST', path, later)
  expect(await read(id)).toMatchObject({ consent: { given: 'given' }, suppression: null })
  const { body } = await house.api<Evidence>('GET', path)
  expect(body.consents.map(({ given, wording }) => [given, wording])).toEqual([
    ['given', '申込書'],
    ['withdrawn', ''],
    ['given', '名刺'],
  ])
  expect(await happened(id, 'contact.consent-withdrawn')).toHaveLength(1)
})

test('a consent older than the withdrawal changes nothing, and none is of tomorrow', async () => {
  const id = await one()
  const path = `/api/contacts/${id}/consents`
  await house.api('POST', path, { given: 'withdrawn', basis: 'opt-in' })
  const old = {
    given: 'given',
    basis: 'opt-in',
    wording: '昨年の申込書',
    at: '2020-01-05T10:00:00+09:00',
  }
  expect((await house.api('POST', path, old)).status).toBe(201)
  expect(await read(id)).toMatchObject({
    consent: { given: 'withdrawn' },
    suppression: { reason: 'unsubscribed' },
  })
  expect((await row(id)).consent).toBe('withdrawn')
  const tomorrow = await house.api<Wrong>('POST', path, { ...old, at: '2199-01-01T00:00:00Z' })
  expect(tomorrow).toMatchObject({ status: 422, body: { code: 'consent-later' } })
})

test('topics are wanted one by one and leave all mail as it was', async () => {
  const { body } = await house.api<{ topics: Named[] }>('POST', '/api/topics', { name: '新商品' })
  const topicId = body.topics[0]!.id
  const id = await one()
  const path = `/api/contacts/${id}/consents`
  const yes = { given: 'given', basis: 'opt-in', topicId }
  await house.api('POST', path, yes)
  expect(await read(id)).toMatchObject({ topics: [{ name: '新商品' }], consent: null })
  await house.api('POST', path, { ...yes, given: 'withdrawn' })
  expect(await read(id)).toMatchObject({ topics: [], consent: null, suppression: null })
  expect((await house.api<Wrong>('POST', path, yes)).body.code).toBe('opt-out-stands')
  expect((await house.api('DELETE', `/api/topics/${topicId}`)).status).toBe(200)
  expect((await house.api<Wrong>('POST', path, yes)).body.code).toBe('topic-missing')
})

test('what holds is the newest by its instant, whichever row came first', async () => {
  const id = await one()
  const at = (text: string) => Temporal.Instant.from(text)
  const from = { contactId: id, basis: 'opt-in', origin: 'import:1' } as const
  await transaction(house.db, (tx) =>
    recordConsents(tx, [
      { ...from, given: 'withdrawn', at: at('2026-02-01T00:00:00Z') },
      { ...from, given: 'given', at: at('2026-01-01T00:00:00Z') },
    ]),
  )
  expect(await row(id)).toMatchObject({ consent: 'withdrawn' })
  expect((await read(id)).consent).toMatchObject({ given: 'withdrawn' })
})

test('a number in another system is one contact’s, and the next takes its place', async () => {
  const [id, other] = await newContacts(house, 2)
  const path = (id: number) => `/api/contacts/${id}/external-ids/shopify`
  await house.api('PUT', path(id!), { value: '111' })
  await house.api('PUT', path(id!), { value: '222' })
  expect((await read(id!)).externalIds).toEqual([{ system: 'shopify', value: '222' }])
  const taken = await house.api<Wrong>('PUT', path(other!), { value: '222' })
  expect(taken).toMatchObject({ status: 409, body: { contactId: id } })
  await house.api('DELETE', path(id!))
  expect((await house.api('PUT', path(other!), { value: '222' })).status).toBe(200)
})

test('of several numbers one is removed and put back beside the others', async () => {
  const [id] = await newContacts(house, 1)
  const path = `/api/contacts/${id}/external-ids/shop`
  const values = async () => (await read(id!)).externalIds.map(({ value }) => value).sort()
  await house.api('PUT', path, { value: '1' })
  await house.api('PUT', path, { value: '2', beside: true })
  await house.api('DELETE', `${path}?value=1`)
  expect(await values()).toEqual(['2'])
  await house.api('PUT', path, { value: '1', beside: true })
  expect(await values()).toEqual(['1', '2'])
  await house.api('DELETE', path)
  expect(await values()).toEqual([])
})

test.for(['consents', 'segments'])(
  'of a contact that there is not, %s are not found',
  async (of) => {
    expect((await house.api('GET', `/api/contacts/999999/${of}`)).status).toBe(404)
  },
)
