import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Scheme, verify } from '../server/sources/signature.ts'
import { type House, openHouse } from './database.ts'
import { posting } from './posting.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())
const { source, post } = posting(() => house)

type Vector = {
  body: string
  secret: string
  headers?: Record<string, string>
  query?: Record<string, string>
  /** Unix seconds. */
  now?: number
}

const check = (scheme: Scheme, { body, secret, headers = {}, query = {}, now = 0 }: Vector) =>
  verify(
    scheme,
    {
      header: (name) => headers[name],
      query: (name) => query[name],
      body: Buffer.from(body),
    },
    { secret, now: Temporal.Instant.fromEpochMilliseconds(now * 1000) },
  )

const hmac = (secret: string, text: string, as: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(text).digest(as)

const slackBody =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
const json = '{"email":"signed@example.jp"}'

/** The first three stand in the senders' own documentation; the others publish how, but no example. */
const vectors: Record<Scheme, Vector> = {
  github: {
    body: 'Hello, World!',
    secret: "It's a Secret to Everybody",
    headers: {
      'x-hub-signature-256':
        'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    },
  },
  slack: {
    body: slackBody,
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    headers: {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    },
    now: 1531420618,
  },
  standard: {
    body: '{"test": 2432232314}',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    now: 1614265330,
  },
  stripe: {
    body: json,
    secret: 'whsec_stripe',
    headers: {
      'stripe-signature': `t=1700000000,v1=${hmac('whsec_stripe', `1700000000.${json}`, 'hex')},v0=6ffb`,
    },
    now: 1700000200,
  },
  shopify: {
    body: json,
    secret: 'shpss_secret',
    headers: { 'x-shopify-hmac-sha256': hmac('shpss_secret', json, 'base64') },
  },
  typeform: {
    body: json,
    secret: 'a typeform secret',
    headers: { 'typeform-signature': `sha256=${hmac('a typeform secret', json, 'base64')}` },
  },
  token: { body: json, secret: 'a plain token', query: { token: 'a plain token' } },
}

describe.each(Object.entries(vectors) as [Scheme, Vector][])('%s', (scheme, vector) => {
  test('knows its own signature and no other', () => {
    expect(check(scheme, vector)).toMatchObject({ type: 'right' })
    const wrong = { type: 'wrong', reason: 'signature-wrong' }
    expect(check(scheme, { ...vector, secret: 'whsec_AAAAAAAAAAAA' })).toEqual(wrong)
    if (scheme !== 'token') {
      expect(check(scheme, { ...vector, body: `${vector.body} ` })).toEqual(wrong)
    }
  })

  test('misses a signature that is not there', () => {
    const missing = { type: 'wrong', reason: 'signature-missing' }
    expect(check(scheme, { ...vector, headers: {}, query: {} })).toEqual(missing)
  })

  test.runIf(vector.now)('refuses one that is old', () => {
    const late = { ...vector, now: vector.now! + 901 }
    expect(check(scheme, late)).toEqual({ type: 'wrong', reason: 'signature-old' })
  })
})

test.for<Record<string, string>>([
  { authorization: 'Bearer a plain token' },
  { 'x-webhook-token': 'a plain token' },
  { 'x-gitlab-token': 'a plain token' },
])('a token may stand in a header: %o', (headers) => {
  expect(check('token', { ...vectors.token, headers, query: {} }).type).toBe('right')
})

describe('a source that a sender signs for', () => {
  const sign = (id: number, body: object) => house.api('PUT', `/api/sources/${id}/signing`, body)

  test('takes the sender’s own secret, or makes one where the sender lets us choose', async () => {
    const { id, key } = await source()
    const needs = await sign(id, { scheme: 'shopify' })
    expect([needs.status, (needs.body as { code: string }).code]).toEqual([
      422,
      'signing-secret-theirs',
    ])
    expect((await sign(id, { scheme: 'shopify', secret: 'shpss_secret' })).body).toEqual({
      secret: null,
    })
    expect((await post(key, { body: json })).status).toBe(401)
    const headers = vectors.shopify.headers!
    expect((await post(key, { body: json, headers })).status).toBe(202)
    const made = (await sign(id, { scheme: 'token' })).body as { secret: string }
    expect(
      (await post(`${key}?token=${encodeURIComponent(made.secret)}`, { body: json })).status,
    ).toBe(202)
    expect((await post(`${key}?token=other`, { body: json })).body.code).toBe('signature-wrong')
  })

  test('takes a delivery once that its sender repeats', async () => {
    const { id, key } = await source()
    await sign(id, { scheme: 'github', secret: 'a secret of theirs' })
    const signed = `sha256=${hmac('a secret of theirs', json, 'hex')}`
    const headers = { 'x-hub-signature-256': signed, 'x-github-delivery': 'delivery-1' }
    const [first, again] = [
      await post(key, { body: json, headers }),
      await post(key, { body: json, headers }),
    ]
    expect(again.body).toEqual({ id: first.body.id, duplicate: true })
    const other = { ...headers, 'x-github-delivery': 'delivery-2' }
    expect((await post(key, { body: json, headers: other })).body.duplicate).toBeUndefined()
  })

  test('answers the question a sender asks first, to that sender alone', async () => {
    const { id, key } = await source()
    const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB', token: 'x' })
    expect((await post(key, { body })).status).toBe(422)
    await sign(id, { scheme: 'slack', secret: 'slack secret' })
    expect((await post(key, { body })).status).toBe(401)
    const at = String(Math.floor((await house.clock(house.db)).epochMilliseconds / 1000))
    const headers = {
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${hmac('slack secret', `v0:${at}:${body}`, 'hex')}`,
    }
    const answered = await post(key, { body, headers })
    expect([answered.status, JSON.parse(answered.text)]).toEqual([200, { challenge: '3eZbrw1aB' }])
    await sign(id, { scheme: 'github', secret: 'a secret of theirs' })
    const ping = '{"zen":"Keep it logically awesome."}'
    const signature = `sha256=${hmac('a secret of theirs', ping, 'hex')}`
    const pinged = await post(key, {
      body: ping,
      headers: { 'x-github-event': 'ping', 'x-hub-signature-256': signature },
    })
    expect(pinged.status).toBe(200)
  })
})
