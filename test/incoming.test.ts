import { asc, eq, inArray, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consents } from '../server/consents/table.ts'
import { contacts, externalIds } from '../server/contacts/table.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { readName } from '../server/events/name.ts'
import { events } from '../server/events/table.ts'
import { versions } from '../server/journeys/table.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand } from './engine/make.ts'
import { entered, liveJourney, newContacts } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())
beforeEach(() => house.clockAt(null))

type Wrong = { code?: string; field?: string }
type Answer = Wrong & { id?: number; duplicate?: true; error?: Wrong }

const tell = (body: unknown) => house.api<Answer>('POST', '/api/events', body)
const tellAll = async (list: unknown[]) => {
  const { status, body } = await house.api<{ results: Answer[] }>('POST', '/api/events', {
    events: list,
  })
  return { status, results: body.results }
}
const eventsOf = (contactId: number) =>
  house.db.select().from(events).where(eq(events.contactId, contactId)).orderBy(asc(events.id))
const contactOf = async (email: string) =>
  (await house.db.select().from(contacts).where(eq(contacts.emailKey, email)))[0]

describe('one event', () => {
  test('lands on the contact, and is safe when it is answered', async () => {
    const [id] = await newContacts(house, 1)
    const { status, body } = await tell({
      name: 'cart.abandoned',
      contact: { id },
      payload: { 合計: 4200, items: ['ブレンド'] },
    })
    expect(status).toBe(200)
    expect(await eventsOf(id!)).toMatchObject([
      { id: body.id, name: 'cart.abandoned', origin: 'api', payload: { 合計: 4200 } },
    ])
  })

  test('of an address nobody has makes a contact without a consent', async () => {
    await tell({ name: 'purchased', contact: { email: 'Hana＠Minato.example.jp' } })
    const made = await contactOf('hana@minato.example.jp')
    expect(made).toMatchObject({ email: 'Hana@minato.example.jp', consent: null })
    expect(await house.db.$count(consents, eq(consents.contactId, made!.id))).toBe(0)
  })

  test('makes no contact when told not to', async () => {
    const contact = { email: 'nobody@minato.example.jp' }
    const { status, body } = await tell({ name: 'purchased', contact, create: false })
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'contact-missing', field: 'contact' })
    expect(await contactOf(contact.email)).toBeUndefined()
  })

  test('finds a contact by a number in another system, and who was merged by who they are now', async () => {
    const [kept, merged, erased] = await newContacts(house, 3)
    await house.db.insert(externalIds).values({ system: 'shopify', value: '88', contactId: kept! })
    await house.db.update(contacts).set({ mergedInto: kept! }).where(eq(contacts.id, merged!))
    await house.db
      .update(contacts)
      .set({ erasedAt: await house.clock(house.db) })
      .where(eq(contacts.id, erased!))
    const external = (value: string) => ({
      name: 'visited',
      contact: { externalId: { system: 'shopify', value } },
    })
    const { results } = await tellAll([
      external('88'),
      { name: 'visited', contact: { id: merged } },
      external('89'),
      { name: 'visited', contact: { id: erased } },
    ])
    expect(results.map((each) => each.error?.code)).toEqual([
      undefined,
      undefined,
      'contact-missing',
      'contact-missing',
    ])
    expect(await eventsOf(kept!)).toHaveLength(2)
  })

  test('keeps when it happened, if that was before; what lies ahead is refused', async () => {
    house.clockAt('2026-11-24T03:00:00Z')
    const [id] = await newContacts(house, 1)
    const at = (at: string) => tell({ name: 'visited', contact: { id }, at })
    expect((await at('2026-11-20T10:00:00+09:00')).status).toBe(200)
    expect((await at('2026-11-24T03:04:59Z')).status).toBe(200)
    expect((await at('2026-11-24T03:05:01Z')).body.code).toBe('event-at-ahead')
    for (const wrong of [
      '2026-11-24',
      'yesterday',
      '-271821-04-20T00:00:00Z',
      '1970-01-01T00:00Z',
    ]) {
      expect((await at(wrong)).body.code, wrong).toBe('event-at-impossible')
    }
    const [late] = await eventsOf(id!)
    expect(`${late!.happenedAt}`).toBe('2026-11-20T01:00:00Z')
    expect(`${late!.at}`).toBe('2026-11-24T03:00:00Z')
  })

  test('wakes the walks that listen, and their journeys are asked for', async () => {
    const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
    const journey = await liveJourney(house, graph)
    await house.db
      .update(versions)
      .set({ listens: ['カート放棄'] })
      .where(eq(versions.id, journey.versionId))
    const [id] = await newContacts(house, 1)
    const [walk] = await entered(house, journey, [id!])
    await house.db.update(enrollments).set({ state: 'waiting', wakeAt: null })
    house.tickets.length = 0
    await tell({ name: 'カート放棄', contact: { id } })
    expect(house.tickets).toEqual([{ name: 'advance', keys: [journey.id] }])
    const [row] = await house.db.select().from(enrollments).where(eq(enrollments.id, walk!))
    expect(row!.wakeAt).not.toBeNull()
  })
})

describe('the same event twice', () => {
  test('is answered with the first one', async () => {
    const [id] = await newContacts(house, 1)
    const event = { name: 'purchased', contact: { id }, key: 'order-1' }
    const first = await tell(event)
    expect((await tell(event)).body).toEqual({ id: first.body.id, duplicate: true })
    expect(await eventsOf(id!)).toHaveLength(1)
  })

  test('in one batch, too', async () => {
    const [id] = await newContacts(house, 1)
    const event = { name: 'purchased', contact: { id }, key: 'order-2' }
    const { results } = await tellAll([event, event, { ...event, key: 'order-3' }])
    expect(results[1]).toEqual({ id: results[0]!.id, duplicate: true })
    expect(results[2]!.id).toBeGreaterThan(results[0]!.id!)
  })

  test('a key that stands for another event already is refused, not swallowed', async () => {
    const [id, other] = await newContacts(house, 2)
    await tell({ name: 'purchased', contact: { id }, key: 'order-4' })
    const renamed = await tell({ name: 'returned', contact: { id }, key: 'order-4' })
    const elsewhere = await tell({ name: 'purchased', contact: { id: other }, key: 'order-4' })
    for (const { status, body } of [renamed, elsewhere]) {
      expect([status, body.code]).toEqual([422, 'event-key-reused'])
    }
  })

  test('at once from many sides, whatever their order: once each, and nobody waits in a circle', async () => {
    const people = Array.from({ length: 20 }, (_, n) => `many${n}@minato.example.jp`)
    const all = people.flatMap((email) =>
      ['looked', 'chose', 'bought'].map((name) => {
        return { name, contact: { email }, key: `${email} ${name}` }
      }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.shuffledSubarray(people), { minLength: 8, maxLength: 8 }),
        async (sets) => {
          await house.db.delete(events).where(sql`key LIKE 'many%'`)
          const answers = await Promise.all(
            sets.map((set) => {
              const batch = set.flatMap((email) =>
                all.filter((each) => each.contact.email === email),
              )
              return batch.length === 0 ? null : tellAll(batch)
            }),
          )
          for (const answer of answers) {
            if (!answer) continue
            expect(answer.status).toBe(200)
            expect(answer.results.every((each) => each.id)).toBe(true)
          }
          const rows = await house.db
            .select()
            .from(events)
            .where(inArray(events.name, ['looked', 'chose', 'bought']))
            .orderBy(asc(events.id))
          expect(rows).toHaveLength(3 * new Set(sets.flat()).size)
          for (const row of Map.groupBy(rows, (each) => each.contactId).values()) {
            expect(row.map(({ name }) => name)).toEqual(['looked', 'chose', 'bought'])
          }
        },
      ),
      { numRuns: 8 },
    )
  })
})

describe('a batch', () => {
  test('is answered one by one in its order; a wrong one costs no other', async () => {
    const [id] = await newContacts(house, 1)
    const contact = { id }
    const { status, results } = await tellAll([
      { name: 'visited', contact },
      { name: 'Added to cart', contact },
      { name: 'message.clicked', contact },
      { name: 'visited', contact: { email: 'no address' } },
      { name: 'visited', contact: {} },
      { name: 'visited', contact, payload: { long: 'あ'.repeat(12_000) } },
      'visited',
      { name: 'left', contact },
    ])
    expect(status).toBe(200)
    expect(results.map((each) => each.error?.code ?? 'taken')).toEqual([
      'taken',
      'event-name-impossible',
      'event-name-reserved',
      'address-impossible',
      'event-wrong',
      'event-payload-long',
      'event-wrong',
      'taken',
    ])
    expect((await eventsOf(id!)).map(({ name }) => name)).toEqual(['visited', 'left'])
  })

  test('of nothing but wrong ones is refused with each reason; one of more than a thousand as a whole', async () => {
    const wrong = { name: '', contact: { id: 1 } }
    const { status, results } = await tellAll([wrong, wrong])
    expect([status, results.length]).toEqual([422, 2])
    for (const list of [[], Array(1001).fill(wrong)]) expect((await tellAll(list)).status).toBe(400)
  })

  test('poison is refused or made harmless, and never fails on our side', async () => {
    const [id] = await newContacts(house, 1)
    let deep: unknown = 'x'
    for (let n = 0; n < 200; n++) deep = { deep }
    const raw = [
      '{"name":"a\\u0000b","contact":{"id":1}}',
      `{"name":"poison","contact":{"id":${id}},"payload":{"\\u0000":"\\ud842","__proto__":{"x":1}}}`,
      `{"name":"poison","contact":{"id":${id}},"__proto__":{"name":"x"},"key":"\\u0000\\ud842"}`,
      `{"name":"poison","contact":{"__proto__":{"id":1}}}`,
      `{"name":"poison","contact":{"id":9007199254740993}}`,
      `{"name":"poison","contact":{"id":1e400}}`,
      `{"name":"poison","contact":{"externalId":{"system":"\\u0000","value":"\\u0000"}}}`,
      `{"name":"poison","contact":{"id":${id}},"payload":[1]}`,
      `{"name":"poison","contact":{"id":${id}},"payload":${JSON.stringify(deep)}}`,
      `{"events":{"length":1}}`,
      '{"events":[null,[],"\\ud842",1e999]}',
      '[]',
      'null',
      '',
      '{"name":',
    ]
    for (const body of raw) {
      const { status } = await house.app.request('/api/events', {
        method: 'POST',
        headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/json' },
        body,
      })
      expect([200, 400, 422], body.slice(0, 80)).toContain(status)
    }
    const kept = await eventsOf(id!)
    expect(kept.map(({ payload, key }) => ({ payload, key }))).toEqual([
      { payload: { '': '\ufffd' }, key: null },
      { payload: {}, key: '\ufffd' },
    ])
  })
})

test('a name is kept in one width and case, in any script; ours are not for others', () => {
  const read = (text: string) => {
    const name = readName(text)
    return name.type === 'name' ? name.name : name.code
  }
  expect(['Order.Paid', 'ｶｰﾄ.放棄', 'a-b_c.1', ' purchased '].map(read)).toEqual([
    'order.paid',
    'カート.放棄',
    'a-b_c.1',
    'purchased',
  ])
  for (const wrong of [
    '',
    '.a',
    'a.',
    'a..b',
    'a b',
    'a/b',
    '<b>',
    'あ'.repeat(65),
    '-a',
    'ﷺ'.repeat(200),
  ]) {
    expect(read(wrong), wrong).toBe('event-name-impossible')
  }
  for (const ours of ['contact', 'Contact.Created', 'ｍessage.opened', 'entry.x', 'segment.left']) {
    expect(read(ours), ours).toBe('event-name-reserved')
  }
  expect(read('contacts.synced')).toBe('contacts.synced')
})

describe('what happened so far', () => {
  test('names are listed with how often and when last', async () => {
    house.clockAt('2026-11-24T04:00:00Z')
    const [id] = await newContacts(house, 1)
    const contact = { id }
    await tellAll([
      { name: 'zz.first', contact, at: '2026-11-01T00:00:00Z' },
      { name: 'zz.second', contact },
      ...Array(998).fill({ name: 'zz.first', contact, at: '2026-11-02T00:00:00Z' }),
    ])
    await tellAll(Array(3).fill({ name: 'zz.first', contact, at: '2026-11-02T00:00:00Z' }))
    const { body } = await house.api<{ names: { name: string }[] }>('GET', '/api/events/names')
    expect(body.names.filter(({ name }) => name.startsWith('zz.'))).toEqual([
      { name: 'zz.first', count: 1000, more: true, lastAt: '2026-11-02T00:00:00Z' },
      { name: 'zz.second', count: 1, more: false, lastAt: '2026-11-24T04:00:00Z' },
    ])
  })

  test('a contact’s events are read page by page, newest first, of one name if asked', async () => {
    const [id] = await newContacts(house, 1)
    const contact = { id }
    await tellAll([
      ...Array(70).fill({ name: 'visited', contact }),
      ...Array(5).fill({ name: 'left', contact }),
    ])
    type Page = { events: { id: number; name: string }[]; next: string | null }
    const read = async (query = '') =>
      (await house.api<Page>('GET', `/api/contacts/${id}/events${query}`)).body
    const first = await read()
    const second = await read(`?cursor=${first.next}`)
    const ids = [...first.events, ...second.events].map((each) => each.id)
    expect(ids).toHaveLength(75)
    expect(ids).toEqual(ids.toSorted((a, b) => b - a))
    expect(second.next).toBeNull()
    expect((await read('?name=left')).events).toHaveLength(5)
    expect((await house.api('GET', '/api/contacts/999999/events')).status).toBe(404)
  })
})
