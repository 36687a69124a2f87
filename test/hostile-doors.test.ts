import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityToken } from '../server/sites/identity.ts'
import { CONSENT, ONCE, TOPIC, TRAP, VERSION } from '../server/sources/own-fields.ts'
import { type House, openHouse } from './database.ts'
import { spoiled } from './hostile/schema.ts'
import { nasty, wrong } from './hostile/values.ts'
import { posting } from './posting.ts'

const long = import.meta.env.MODE === 'long'

let house: House
const errors: unknown[] = []
beforeAll(async () => {
  house = await openHouse({
    log: (line) => {
      const told = JSON.parse(line)
      if (told.level >= 50) errors.push(told)
    },
  })
})
afterAll(() => house.close())
const { takeAllIn } = posting(() => house)

const origin = 'https://shop.example.jp'
const newSource = async (kind: string, more: object = {}) => {
  const { body } = await house.api<{ id: number; url: string }>('POST', '/api/sources', {
    name: kind,
    kind,
    ...more,
  })
  return { ...body, key: body.url.split('/').at(-1)!.replace('.js', '') }
}
const count = async (query: ReturnType<typeof sql>) =>
  Number((await house.db.execute<{ n: string }>(query))[0]!.n)

const text = fc.constantFrom(...nasty)

test('whatever a page of a site posts is answered in words, and what is taken is an event', async () => {
  const source = await newSource('site', { site: { origins: [origin], trustsAddresses: false } })
  const path = `/api/sources/${source.id}/signing-secret`
  const { secret } = (await house.api<{ secret: string }>('POST', path)).body
  let n = 0
  const event = fc.record({
    name: fc.oneof(fc.constantFrom('cart.abandoned', '購入'), text),
    key: fc.constant(null).map(() => `key-of-mine-${++n}`),
    ago: fc.constantFrom(0, -0, 1.5, 7 * 86_400_000),
    payload: fc.dictionary(text, text, { maxKeys: 4 }),
  })
  const right = fc.record({
    who: fc.constantFrom(
      ...['v@example.jp', "o'v@example.jp", ...nasty].map((email) => ({
        token: identityToken(secret, email),
      })),
    ),
    events: fc.array(event, { minLength: 1, maxLength: 4 }),
  })
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(right, spoiled(right)), async (body) => {
      const response = await house.app.request(`/e/${source.key}`, {
        method: 'POST',
        headers: { origin, 'content-type': 'text/plain' },
        body: JSON.stringify(body),
      })
      expect(response.status).toBeLessThan(500)
      const told = (await response.json()) as { taken?: number; detail?: string }
      if (response.status === 202) taken += told.taken!
      else expect(told.detail).toEqual(expect.any(String))
    }),
    // More than these from one address are asked to slow down.
    { numRuns: 50 },
  )
  const written = sql`SELECT count(*) AS n FROM events WHERE origin = ${`source:${source.id}`}`
  expect(await count(written)).toBeGreaterThanOrEqual(taken)
  expect(errors).toEqual([])
}, 60_000)

test('whatever is posted to a form is answered by a page, and what is thanked for is kept', async () => {
  const source = await newSource('form', { consentWording: 'Yes' })
  const own = fc.record(
    {
      [CONSENT]: fc.constantFrom('given', ...nasty),
      [VERSION]: fc.constantFrom('1', '9007199254740993', '1e308', '-1', ...nasty),
      [TOPIC]: fc.constantFrom('1', '9223372036854775808', ...nasty),
      [ONCE]: fc.constantFrom('x'.repeat(20), ...nasty),
      [TRAP]: text,
      last_name: fc.oneof(text, wrong.map(String)),
      __proto__x: text,
    },
    { requiredKeys: [] },
  )
  let n = 0
  let thanked = 0
  await fc.assert(
    fc.asyncProperty(own, fc.boolean(), fc.boolean(), async (fields, many, known) => {
      const all = { ...fields, email: known ? `k${++n}@example.jp` : nasty[n++ % nasty.length]! }
      const body = many ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(all)) body.append(name, value)
      const to = `/f/${source.key}`
      const response = await house.app.request(to, { method: 'POST', body })
      expect([303, 422, 400, 413]).toContain(response.status)
      expect(await response.text()).not.toMatch(/<script|<img/)
      if (response.status === 303) thanked++
    }),
    { numRuns: long ? 190 : 40 },
  )
  await takeAllIn()
  const kept = sql`SELECT count(*) AS n FROM requests WHERE source_id = ${source.id}`
  // The same page sent twice is one post; each of these has an address of its own.
  expect(await count(kept)).toBe(thanked)
  const left = sql`${kept} AND (outcome = 'pending' OR reason = 'failed')`
  expect(await count(left)).toBe(0)
  expect(errors).toEqual([])
}, 60_000)

test('a signature that is anything is no failure of ours, whatever the scheme', async () => {
  const header = fc.constantFrom(
    ...['stripe-signature', 'x-hub-signature-256', 'x-shopify-hmac-sha256', 'typeform-signature'],
    ...['x-slack-request-timestamp', 'x-slack-signature', 'authorization', 'x-webhook-token'],
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-tobiishi-signature'],
  )
  const value = fc.constantFrom(
    ...[
      '',
      '=',
      't=,v1=',
      't=9e999,v1=zz',
      'sha256=',
      'sha256=zz',
      'v0=',
      'v1,',
      'v1,=',
      'Bearer ',
    ],
    ...[
      '-1',
      '99999999999999999999',
      '0',
      'é'.repeat(64),
      'x'.repeat(4000),
      '%00',
      '1'.repeat(400),
    ],
  )
  const headers = fc.array(fc.tuple(header, value), { maxLength: 5 }).map(Object.fromEntries)
  for (const scheme of ['stripe', 'github', 'shopify', 'typeform', 'slack', 'standard', 'token']) {
    const { id, key } = await newSource('webhook')
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
    const set = await house.api('PUT', `/api/sources/${id}/signing`, { scheme, secret })
    expect(set.status, scheme).toBe(200)
    await fc.assert(
      fc.asyncProperty(headers, async (headers) => {
        const to = `/hooks/${key}`
        const body = '{"email":"s@example.jp"}'
        const { status } = await house.app.request(to, { method: 'POST', headers, body })
        expect([401, 403], scheme).toContain(status)
      }),
      { numRuns: long ? 300 : 20 },
    )
  }
  expect(errors).toEqual([])
}, 60_000)

test('a link that nobody made leads nowhere and does nothing', async () => {
  const token = fc.oneof(
    fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((bytes) => Buffer.from(bytes).toString('base64url')),
    text.filter(Boolean).map((each) => encodeURIComponent(each.toWellFormed())),
  )
  const door = fc.constantFrom('/u/', '/confirm/', '/c/')
  await fc.assert(
    fc.asyncProperty(door, token, fc.constantFrom('GET', 'POST'), async (door, token, method) => {
      const response = await house.app.request(door + token, { method })
      expect(response.status).toBe(404)
      expect(await response.text()).not.toMatch(/<script|<img src=x/)
    }),
    { numRuns: long ? 2000 : 60 },
  )
  expect(errors).toEqual([])
}, 60_000)
