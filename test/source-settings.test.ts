import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contacts } from '../server/contacts/table.ts'
import { requests } from '../server/sources/table.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, mail } from './engine/make.ts'
import { liveJourney, nameSender } from './make.ts'
import { json, posting } from './posting.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())
const { source, post, takeAllIn, request, contactOf } = posting(() => house)

const filter = (value: string) => ({
  join: 'all',
  questions: [{ from: 'payload', key: 'plan.name', op: 'equals', value }],
})

describe('a filter', () => {
  test('keeps what it leaves out, tells the sender that all is well, and can be thought over', async () => {
    const { id, key } = await source()
    await house.api('PATCH', `/api/sources/${id}`, { filter: filter('Pro') })
    const sent = json({ email: 'lite@example.jp', plan: { name: 'lite' } })
    const left = await post(key, sent)
    expect([left.status, JSON.parse(left.text)]).toEqual([
      202,
      { id: left.body.id, filtered: true },
    ])
    await post(key, json({ email: 'pro@example.jp', plan: { name: 'ＰＲＯ' } }))
    await takeAllIn()
    expect(await contactOf('lite@example.jp')).toBeUndefined()
    expect(await contactOf('pro@example.jp')).toBeDefined()
    expect(await request(left.body.id!)).toMatchObject({ outcome: 'refused', reason: 'filtered' })

    await house.api('PATCH', `/api/sources/${id}`, { filter: null })
    await house.api('POST', `/api/requests/${left.body.id}/replay`)
    await takeAllIn()
    expect(await contactOf('lite@example.jp')).toBeDefined()
  })

  test('asks about what was sent and nothing else', async () => {
    const { id } = await source()
    const about = { join: 'all', questions: [{ from: 'contact', key: 'x', op: 'is-empty' }] }
    expect((await house.api('PATCH', `/api/sources/${id}`, { filter: about })).status).toBe(400)
  })
})

describe('a trial', () => {
  test('says whom other settings would find, of a kept or a pasted post, and writes nothing', async () => {
    const { id, key } = await source()
    const sent = { buyer: { contact: 'ren@example.jp', nick: 'れん' }, plan: { name: 'lite' } }
    const refused = await post(key, json(sent))
    expect(refused.status).toBe(422)
    const mapping = { email: 'buyer.contact', attributes: { nick: 'buyer.nick' } }
    const trial = (body: object) => house.api('POST', `/api/sources/${id}/trial`, body)
    expect((await trial({ requestId: refused.body.id, mapping })).body).toMatchObject({
      type: 'found',
      email: 'ren@example.jp',
      field: 'buyer.contact',
      attributes: { nick: 'れん' },
      payload: { plan: { name: 'lite' } },
    })
    const pasted = await trial({ body: JSON.stringify(sent), mapping, filter: filter('pro') })
    expect(pasted.body).toMatchObject({ type: 'refused', reason: 'filtered', fields: sent })
    expect((await trial({ body: '{' })).body).toMatchObject({ reason: 'body-unreadable' })
    expect((await trial({ requestId: 999_999 })).status).toBe(404)
    expect(await house.db.$count(contacts, eq(contacts.emailKey, 'ren@example.jp'))).toBe(0)
    expect(await house.db.$count(requests, eq(requests.sourceId, id))).toBe(1)
  })
})

describe('a mapping that names the address', () => {
  test('is tried on the latest posts that were taken before it is saved', async () => {
    const { id, key } = await source()
    const other = await post(key, json({ email: 'first@example.jp' }))
    for (const name of ['second', 'third']) {
      await post(key, json({ buyer: { contact: `${name}@example.jp` }, email: 'x@example.jp' }))
    }
    await post(key, json({ name: 'nobody' }))
    await takeAllIn()
    const latest = (mapping: object, of = id) =>
      house.api('POST', `/api/sources/${of}/trial/latest`, { mapping }, { 'accept-language': 'en' })
    expect((await latest({ email: 'buyer.contact' })).body).toEqual({
      tried: 3,
      refused: [{ id: other.body.id, message: expect.stringContaining('buyer.contact') }],
    })
    expect((await latest({})).body).toEqual({ tried: 3, refused: [] })
    expect((await latest({}, 999_999)).status).toBe(404)
  })

  test('refuses a post that says it elsewhere, and tells which field it looked for', async () => {
    const { id, key } = await source()
    await house.api('PATCH', `/api/sources/${id}`, { mapping: { email: 'buyer.contact' } })
    const refused = await post(key, json({ email: 'ren@example.jp' }))
    expect([refused.status, refused.body]).toEqual([
      422,
      expect.objectContaining({
        code: 'email-not-mapped',
        field: 'buyer.contact',
        detail: expect.stringContaining('field mapping'),
      }),
    ])
    await takeAllIn()
    expect(await contactOf('ren@example.jp')).toBeUndefined()
  })
})

describe('what is ignored', () => {
  test('is found by no name, and stays what the journey knows; a trial says what names found', async () => {
    const { id, key } = await source()
    const sent = { email: 'mio@example.jp', company: 'Tobi', last_name: '森' }
    const trial = (mapping: object) =>
      house.api('POST', `/api/sources/${id}/trial`, { body: JSON.stringify(sent), mapping })
    expect((await trial({})).body).toMatchObject({
      byName: expect.arrayContaining([
        { key: 'company', field: 'company' },
        { key: 'last_name', field: 'last_name' },
      ]),
    })
    await house.api('PATCH', `/api/sources/${id}`, { mapping: { ignored: ['company'] } })
    await post(key, json(sent))
    await takeAllIn()
    expect((await contactOf('mio@example.jp'))!.attributes).toEqual({ last_name: '森' })
    expect((await trial({ ignored: ['company'] })).body).toMatchObject({
      payload: { company: 'Tobi' },
    })
    expect((await trial({ ignored: ['email'] })).body).toMatchObject({ reason: 'email-missing' })
  })
})

describe('a source', () => {
  test('names the published journeys that it starts', async () => {
    const [{ id }, other] = [await source(), await source()]
    const graph = (sourceId: number) =>
      graphOf({ start: ['trigger', { kind: 'source', sourceId }], send: ['send', mail()] }, [
        ['start', 'send'],
      ])
    await nameSender(house)
    const begins = await liveJourney(house, graph(id), 'Welcome')
    await liveJourney(house, graph(other.id), 'Elsewhere')
    const { body } = await house.api<{ starts: object[] }>('GET', `/api/sources/${id}`)
    expect(body.starts).toEqual([{ id: begins.id, name: 'Welcome', state: 'live' }])
  })
})

describe('what was refused', () => {
  test('runs again all at once when the settings are mended, in parts that say where to go on', async () => {
    const { id, key } = await source()
    for (let n = 0; n < 3; n++) await post(key, json({ buyer: { contact: `many${n}@example.jp` } }))
    await post(key, json({ buyer: {} }))
    await house.api('PATCH', `/api/sources/${id}`, { mapping: { email: 'buyer.contact' } })
    const again = (since: string, after = 0) =>
      house.api('POST', `/api/sources/${id}/replays`, { since, after })
    const none = await again('2200-01-01T00:00:00Z')
    expect(none.body).toEqual({ done: 0, pending: 0, next: null })
    const all = await again('2020-01-01T00:00:00+09:00')
    expect(all.body).toEqual({ done: 4, pending: 3, next: null })
    await takeAllIn()
    expect(await contactOf('many2@example.jp')).toBeDefined()
    expect((await again('yesterday')).status).toBe(400)
  })

  test('shows in a source’s figures by reason and day, beside what waits', async () => {
    const { id, key } = await source()
    await post(key, json({ email: 'fine@example.jp' }))
    await takeAllIn()
    await post(key, json({ email: 'waits@example.jp' }))
    await post(key, json({ nothing: 1 }))
    const { body } = await house.api<Record<string, unknown>>('GET', `/api/sources/${id}/health`)
    const days = body.days as unknown[]
    expect(days).toHaveLength(14)
    expect(days.at(-1)).toEqual({ accepted: 1, refused: 1 })
    expect(body).toMatchObject({
      pending: 1,
      oldestAt: expect.any(String),
      lastMinute: 3,
      reasons: [{ reason: 'email-missing', posts: 1, message: expect.any(String) }],
    })
    await takeAllIn()
  })
})
