import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Env } from '../server/ground.ts'
import { forgetAnswers } from '../server/members/once.ts'
import { answers } from '../server/members/table.ts'
import { throttle } from '../server/members/throttle.ts'
import { Refusal } from '../server/refusal.ts'
import { rooms } from '../server/words/scopes.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

type Made = { id: number; key: string; scopes: string[]; expiresAt: string | null }
const make = async (how: object) =>
  (await house.api<Made>('POST', '/api/api-keys', { name: 'shop', ...how })).body

async function ask(method: string, path: string, body: unknown, headers = {}) {
  const { key = house.key, ...rest } = headers as { key?: string }
  const response = await house.app.request(path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...rest },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) }
}

describe('a key', () => {
  test('opens what its scopes name, and says which one it lacks', async () => {
    const { key, scopes } = await make({ scopes: ['contacts:write', 'audit:read'] })
    expect(scopes).toEqual(['audit:read', 'contacts:write'])
    expect((await ask('GET', '/api/audit', undefined, { key })).status).toBe(200)
    const email = 'scoped@example.jp'
    expect((await ask('POST', '/api/contacts', { email }, { key })).status).toBe(201)
    const refused = await ask('GET', '/api/contacts', undefined, { key })
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({ code: 'scope-missing', scope: 'contacts:read' })
    expect(refused.body.detail).toContain('contacts:read')
  })

  test('hands on no more than it may do itself', async () => {
    const { key } = await make({ scopes: ['api-keys:write', 'events:write'] })
    const wider = { name: 'x', scopes: ['contacts:read'] }
    const refused = await ask('POST', '/api/api-keys', wider, { key })
    expect([refused.status, refused.body.scope]).toEqual([403, 'contacts:read'])
    expect((await ask('POST', '/api/api-keys', { name: 'x' }, { key })).status).toBe(403)
    const equal = { name: 'x', scopes: ['events:write'] }
    expect((await ask('POST', '/api/api-keys', equal, { key })).status).toBe(201)
  })

  test('opens nothing once it has expired, and the list tells it apart', async () => {
    const { id, key, expiresAt } = await make({ days: 30 })
    const days = Temporal.Now.instant().until(expiresAt!, { largestUnit: 'hours' }).hours / 24
    expect(Math.round(days)).toBe(30)
    await house.db.execute(sql`UPDATE api_keys SET expires_at = now() WHERE id = ${id}`)
    const refused = await ask('GET', '/api/account', undefined, { key })
    expect([refused.status, refused.body.code]).toEqual([401, 'key-expired'])
    const list = await house.api<{ keys: { id: number; expired: boolean }[] }>(
      'GET',
      '/api/api-keys',
    )
    expect(list.body.keys.find((each) => each.id === id)).toMatchObject({ expired: true })
    expect(list.body.keys.filter((each) => each.expired)).toHaveLength(1)
  })

  test('opens until an instant that is still to come', async () => {
    const { expiresAt } = await make({ expiresAt: '2099-12-31T23:59:59+09:00' })
    expect(Temporal.Instant.from(expiresAt!).toString()).toBe('2099-12-31T14:59:59Z')
    for (const gone of ['2020-01-01T00:00:00Z', 'soon']) {
      const how = { name: 'x', expiresAt: gone }
      const { status, body } = await house.api('POST', '/api/api-keys', how)
      expect([status, body]).toMatchObject([400, { fields: ['expiresAt'] }])
    }
  })

  test('takes scopes that exist only', async () => {
    for (const scopes of [[], ['nothing:read'], ['contacts'], 'contacts:read']) {
      const { status, body } = await house.api('POST', '/api/api-keys', { name: 'x', scopes })
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'wrong-input' })
    }
  })
})

test('every room of the API has a word, so that a key can be given its scopes', () => {
  const free = ['auth', 'setup', 'me', 'openapi.json', '*']
  const named = house.app.routes.flatMap(({ path }) => /^\/api\/([^/]+)/.exec(path)?.[1] ?? [])
  const missing = [...new Set(named)].filter(
    (room) => !free.includes(room) && !Object.hasOwn(rooms.en, room),
  )
  expect(missing, 'add these to server/words/scopes.ts').toEqual([])
})

describe('an Idempotency-Key', () => {
  const once = (key: string, body: object) =>
    ask('POST', '/api/contacts', body, { 'idempotency-key': key })

  test('has a request carried out once, and its answer given again', async () => {
    const first = await once('order-1', { email: 'once@example.jp' })
    const second = await once('order-1', { email: 'once@example.jp' })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(second.headers.get('content-type')).toContain('application/json')
  })

  test('gives a refusal again too', async () => {
    const first = await once('order-2', { email: 'impossible' })
    const second = await once('order-2', { email: 'impossible' })
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('content-type')).toBe('application/problem+json')
  })

  test('on another request is refused, and belongs to one API key alone', async () => {
    await once('order-3', { email: 'three@example.jp' })
    const other = await once('order-3', { email: 'other@example.jp' })
    expect([other.status, other.body.code]).toEqual([422, 'key-reused'])
    const { key } = await make({})
    const mine = await ask(
      'POST',
      '/api/contacts',
      { email: 'mine@example.jp' },
      {
        key,
        'idempotency-key': 'order-3',
      },
    )
    expect(mine.status).toBe(201)
  })

  test('sent ten times at one moment has the work done once', async () => {
    const sent = Array.from({ length: 10 }, () => once('order-4', { email: 'four@example.jp' }))
    const all = await Promise.all(sent)
    const statuses = all.map(({ status }) => status)
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
    expect(new Set(all.flatMap(({ body }) => body.id ?? [])).size).toBe(1)
    const waiting = all.find(({ status }) => status === 409)
    if (waiting) expect(waiting.headers.get('retry-after')).toBe('2')
  })

  test('whose worker died may be tried again after a minute; a day later it is forgotten', async () => {
    const age = (interval: string) =>
      house.db.execute(sql`
        UPDATE ${answers} SET at = at - ${interval}::interval WHERE idempotency_key = 'order-5'`)
    await once('order-5', { email: 'five@example.jp' })
    await house.db.execute(
      sql`UPDATE ${answers} SET status = NULL, body = NULL WHERE idempotency_key = 'order-5'`,
    )
    expect((await once('order-5', { email: 'five@example.jp' })).body.code).toBe('still-running')
    await age('61 seconds')
    // The contact had been written: the second run says so.
    expect((await once('order-5', { email: 'five@example.jp' })).body.code).toBe('contact-exists')
    await age('24 hours')
    await forgetAnswers(house.db)
    expect((await once('order-5', { email: 'new@example.jp' })).status).toBe(201)
  })

  test('keeps no secret in the clear, and no failure of ours', async () => {
    const headers = { 'idempotency-key': 'key-1' }
    const made = await ask('POST', '/api/api-keys', { name: 'sealed' }, headers)
    const again = await ask('POST', '/api/api-keys', { name: 'sealed' }, headers)
    expect(again.body.key).toBe(made.body.key)
    expect(JSON.stringify(await house.db.select().from(answers))).not.toContain(made.body.key)
    await house.db.execute(sql`ALTER TABLE contacts RENAME TO elsewhere`)
    expect((await once('order-6', { email: 'six@example.jp' })).status).toBe(500)
    await house.db.execute(sql`ALTER TABLE elsewhere RENAME TO contacts`)
    expect((await once('order-6', { email: 'six@example.jp' })).status).toBe(201)
  })
})

test('a key that asks too fast is told when to come again', async () => {
  const limit = { perSecond: 0.5, burst: 2 }
  const app = new Hono<Env>()
    .onError((error, c) => c.text(error.message, error instanceof Refusal ? error.status : 500))
    .use(async (c, next) => {
      c.set('actor', c.req.header('who') ?? '')
      c.set('keyId', 1)
      await next()
    })
    .use(throttle({ key: limit, member: limit }))
    .get('/', (c) => c.text('here'))
  const come = (who: string) => app.request('/', { headers: { who } })
  const first = await come('key:1')
  expect(first.headers.get('ratelimit-policy')).toBe('"key";q=2;w=4')
  expect(first.headers.get('ratelimit')).toBe('"key";r=1;t=2')
  await come('key:1')
  const third = await come('key:1')
  expect([third.status, await third.text()]).toEqual([429, 'too-many'])
  expect(third.headers.get('retry-after')).toBe('2')
  expect((await come('key:2')).status).toBe(200)
})
