import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { connect } from '../server/db.ts'
import type { Env } from '../server/ground.ts'
import { speak } from '../server/language.ts'
import { createPace } from '../server/pace.ts'
import { seal, unseal } from '../server/seal.ts'
import { hooksRoutes } from '../server/sources/hooks.ts'
import { keep } from '../server/sources/keep.ts'
import { requests, sources } from '../server/sources/table.ts'
import { type House, openHouse } from './database.ts'
import { until } from './make.ts'
import { json, posting } from './posting.ts'

let house: House
const lines: string[] = []
beforeAll(async () => {
  house = await openHouse({ log: (line) => lines.push(line) })
})
afterAll(() => house.close())

const { source, post, takeAllIn, request, contactOf } = posting(() => house)

describe('the door', () => {
  test('answers 202 with the post kept as it came, and asks for intake once', async () => {
    const { key, id: sourceId } = await source()
    house.tickets.length = 0
    const sent = readFileSync(`${import.meta.dirname}/fixtures/hooks/html-form-shift-jis.post`)
    const body = sent.subarray(sent.indexOf('\r\n\r\n') + 4)
    const type = 'application/x-www-form-urlencoded'
    const { status, body: answer } = await post(key, {
      body,
      type,
      headers: { 'user-agent': 'shop/1', cookie: 'secret=1' },
    })
    expect(status).toBe(202)
    const kept = await request(answer.id!)
    expect(Buffer.from(kept.body).equals(body)).toBe(true)
    expect(kept).toMatchObject({
      sourceId,
      contentType: type,
      outcome: 'pending',
      headers: { 'user-agent': 'shop/1' },
    })
    await until('intake is asked', async () => house.tickets.length > 0)
    expect(house.tickets).toEqual([{ name: 'intake', keys: [0] }])
  })

  test('costs one statement once its source is known', async () => {
    const { key } = await source()
    const statements: string[] = []
    const { client, close } = connect(house.url, 1)
    const logger = { logQuery: (query: string) => statements.push(query) }
    const db = drizzle(client, { casing: 'snake_case', logger })
    const app = door({ ...house, db })
    const send = () =>
      app.request(`/hooks/${key}`, { method: 'POST', body: '{"email":"one@example.jp"}' })
    expect((await send()).status).toBe(202)
    statements.length = 0
    expect((await send()).status).toBe(202)
    expect(statements).toEqual([expect.stringMatching(/INSERT INTO "requests"/)])
    await close()
  })

  test('keeps a rush in the order it came, a repetition once, and one that cannot be written costs no other', async () => {
    const { id: sourceId } = await source()
    const posts = Array.from({ length: 40 }, (_, n) => ({
      sourceId: n === 7 ? 999_999 : sourceId,
      contentType: 'application/json',
      headers: {},
      ip: null,
      body: Buffer.from(`{"n":${n}}`),
      dedupeKey: n === 30 ? 'rush:20' : `rush:${n}`,
    }))
    const kept = await Promise.allSettled(posts.map((post) => keep(house.db, post)))
    const ids = kept.map((each) => (each.status === 'fulfilled' ? each.value.id : null))
    expect(ids[7]).toBeNull()
    expect(ids[30]).toBe(ids[20])
    const others = ids.filter((id, n) => id !== null && n !== 30).map(Number)
    expect(others).toEqual([...new Set(others)].toSorted((a, b) => a - b))
    expect(others).toHaveLength(38)
    const bodies = await Promise.all(others.map(async (id) => String((await request(id)).body)))
    expect(bodies).toEqual(
      posts.filter((_, n) => n !== 7 && n !== 30).map(({ body }) => String(body)),
    )
  })

  test('tells whoever opens it in a browser what it is for', async () => {
    const { key } = await source()
    const response = await house.app.request(`/hooks/${key}`, { headers: { accept: 'text/html' } })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await response.text()).toContain('This address takes posts.')
  })

  test('knows no other key, no closed source and no form page', async () => {
    const closed = await source()
    await house.api('PATCH', `/api/sources/${closed.id}`, { open: false })
    const form = await source({ kind: 'form' })
    for (const key of ['', 'nothing', '../api/me', closed.key, form.key]) {
      const { status } = await post(key, json({ email: 'a@example.jp' }))
      expect(status, key).toBe(404)
    }
    const { body } = await post(closed.key, { headers: { 'accept-language': 'ja' } })
    expect(body).toMatchObject({
      code: 'unknown-key',
      detail: expect.stringContaining('受付口'),
    })
  })

  test.for([
    ['no address', json({ name: 'x' }), 422, 'email-missing', undefined],
    ['an impossible one', json({ mail: 'x@y' }), 422, 'email-impossible', 'mail'],
    ['two', json({ mail: 'a@x.jp', email: 'b@x.jp' }), 422, 'email-ambiguous', 'mail, email'],
    ['nothing', {}, 400, 'body-empty', undefined],
    ['half an object', { body: '{"email":' }, 400, 'body-unreadable', undefined],
    ['XML', { body: '<a/>', type: 'text/xml' }, 415, 'body-type', 'text/xml'],
  ] as const)('refuses %s at once and keeps it', async ([, sent, status, code, field]) => {
    const { key } = await source()
    const answer = await post(key, sent)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ code, detail: expect.stringMatching(/\.$/) })
    expect(answer.body.field).toBe(field)
    const kept = await request(answer.body.id!)
    expect(kept).toMatchObject({ outcome: 'refused', reason: code, field: field ?? null })
    expect(Buffer.from(kept.body).toString()).toBe('body' in sent ? sent.body : '')
  })

  test('takes one megabyte and not a byte more, said or unsaid', async () => {
    const { key } = await source()
    const sized = (size: number) => `email=a%40example.jp&note=${'x'.repeat(size - 26)}`
    const type = 'application/x-www-form-urlencoded'
    const most = 1024 * 1024
    expect((await post(key, { body: sized(most), type })).status).toBe(202)
    expect((await post(key, { body: sized(most + 1), type })).status).toBe(413)
    const lying = { 'content-length': '10' }
    expect((await post(key, { body: sized(most + 1), type, headers: lying })).status).toBe(413)
    expect(
      await house.db.$count(requests, sql`octet_length(${requests.body}) > ${most}::int`),
    ).toBe(0)
  })

  test('holds up whoever sends too fast, and lets others through', async () => {
    const [fast, slow] = [await source(), await source()]
    const app = door(house, { perSecond: 0.5, burst: 2 })
    const send = (key: string) =>
      app.request(`/hooks/${key}`, { method: 'POST', body: '{"email":"a@example.jp"}' })
    expect((await send(fast.key)).status).toBe(202)
    expect((await send(fast.key)).status).toBe(202)
    const held = await send(fast.key)
    expect(held.status).toBe(429)
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send(slow.key)).status).toBe(202)
  })

  test('gives tokens back with time, never more than a burst', () => {
    let ms = 0
    const { take } = createPace<number>({ perSecond: 2, burst: 3 }, () => ms)
    expect([take(1), take(1), take(1), take(1), take(2)]).toEqual([0, 0, 0, 1, 0])
    ms += 500
    expect([take(1), take(1)]).toEqual([0, 1])
    ms += 3_600_000
    expect([take(1), take(1), take(1), take(1)]).toEqual([0, 0, 0, 1])
  })

  test('is open to scripts on any site, without anybody’s cookies', async () => {
    const { key } = await source()
    const asked = await house.app.request(`/hooks/${key}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,idempotency-key',
      },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    expect(asked.headers.get('access-control-allow-headers')).toContain('idempotency-key')
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
    const { headers } = await post(key, json({ email: 'a@example.jp' }))
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  test('thanks a reader who came by a plain form, or sends them back to the form’s own site', async () => {
    const { key } = await source()
    const type = 'application/x-www-form-urlencoded'
    const page = { accept: 'text/html,*/*', 'accept-language': 'ja' }
    const from = { ...page, referer: 'https://shop.example/join' }
    const send = (redirect: string, headers: Record<string, string>) =>
      post(key, {
        body: `email=a%40example.jp&_redirect=${encodeURIComponent(redirect)}`,
        type,
        headers,
      })
    const thanked = await send('', page)
    expect(thanked.status).toBe(202)
    expect(thanked.text).toContain('ありがとうございます')
    expect(thanked.headers.get('content-security-policy')).toContain("default-src 'none'")
    const back = await send('/thanks', from)
    expect([back.status, back.headers.get('location')]).toEqual([
      303,
      'https://shop.example/thanks',
    ])
    for (const away of [
      'https://evil.example/',
      '//evil.example',
      'javascript:alert(1)',
      'http://[',
    ]) {
      expect((await send(away, from)).status, away).toBe(202)
      expect((await send(away, page)).status, away).toBe(202)
    }
    const wrong = await post(key, { body: 'email=<script>', type, headers: page })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('受け付けられませんでした')
    expect(wrong.text).not.toContain('<script>')
  })
})

describe('a repeated delivery', () => {
  test('is answered with the first one’s id', async () => {
    const { key } = await source()
    const sent = { ...json({ email: 'a@example.jp' }), headers: { 'idempotency-key': 'order-1' } }
    const first = await post(key, sent)
    expect(await post(key, sent)).toMatchObject({
      status: 202,
      body: { id: first.body.id, duplicate: true },
    })
    const other = await source()
    expect((await post(other.key, sent)).body.duplicate).toBeUndefined()
  })

  test('is known by the provider’s event id, and by a key of any length', async () => {
    const { key } = await source()
    const event = {
      id: 'evt_1',
      object: 'event',
      data: { object: { receipt_email: 'a@example.jp' } },
    }
    const first = await post(key, json(event))
    expect((await post(key, json(event))).body).toEqual({ id: first.body.id, duplicate: true })
    const long = {
      ...json({ email: 'a@example.jp' }),
      headers: { 'idempotency-key': 'k'.repeat(6000) },
    }
    await post(key, long)
    expect((await post(key, long)).body.duplicate).toBe(true)
  })

  test('with other content is no repetition: it is refused in words, kept, and can be run again', async () => {
    const { key } = await source()
    const keyed = (email: string) => ({
      ...json({ email }),
      headers: { 'idempotency-key': 'order-2' },
    })
    await post(key, keyed('first@example.jp'))
    const second = await post(key, keyed('second@example.jp'))
    expect(second.status).toBe(422)
    expect(second.body).toMatchObject({ code: 'key-reused' })
    await house.api('POST', `/api/requests/${second.body.id}/replay`)
    await takeAllIn()
    expect(await contactOf('second@example.jp')).toBeDefined()
  })

  test('of a form is known by its fields: each sending has a boundary of its own', async () => {
    const { key } = await source()
    const form = (boundary: string) => ({
      body: `--${boundary}\r\nContent-Disposition: form-data; name="email"\r\n\r\na@example.jp\r\n--${boundary}--\r\n`,
      type: `multipart/form-data; boundary=${boundary}`,
      headers: { 'idempotency-key': 'form-1' },
    })
    const { body } = await post(key, form('one'))
    expect((await post(key, form('two'))).body).toEqual({ id: body.id, duplicate: true })
  })

  test('at one moment is taken once', async () => {
    const { key } = await source()
    const sent = { ...json({ email: 'a@example.jp' }), headers: { 'idempotency-key': 'race' } }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(key, sent)))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.filter(({ body }) => !body.duplicate)).toHaveLength(1)
  })

  test('of a refused post is judged anew', async () => {
    const { key, id } = await source()
    const sent = { ...json({ adresse: 'a@example.jp' }), headers: { 'idempotency-key': 'again' } }
    expect((await post(key, sent)).status).toBe(422)
    await house.api('PATCH', `/api/sources/${id}`, { mapping: { email: 'adresse' } })
    expect((await post(key, sent)).body).toEqual({ id: expect.any(Number) })
  })
})

describe('a signed source', () => {
  const at = Temporal.Instant.from('2026-11-24T03:00:00Z')
  const seconds = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / 1000)
  const body = '{"email":"signed@example.jp"}'

  async function signedSource() {
    const { key, id } = await source()
    const made = await house.api<{ secret: string }>('POST', `/api/sources/${id}/signing-secret`)
    return { key, id, secret: made.body.secret }
  }
  const own = (secret: string, t: number, text = body) => ({
    'x-tobiishi-signature': `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${text}`).digest('hex')}`,
  })
  const standard = (secret: string, t: number, id = 'msg_1') => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const mac = createHmac('sha256', key).update(`${id}.${t}.${body}`).digest('base64')
    return {
      'webhook-id': id,
      'webhook-timestamp': String(t),
      'webhook-signature': `v1,${Buffer.from('old').toString('base64')} v1,${mac}`,
    }
  }

  test('takes what is signed within five minutes, in both forms', async () => {
    house.clockAt(at)
    const { key, secret } = await signedSource()
    for (const minutes of [0, 4, -4]) {
      const t = seconds(at.add({ minutes }))
      expect((await post(key, { body, headers: own(secret, t) })).status).toBe(202)
      const headers = standard(secret, t, `msg_${minutes}`)
      expect((await post(key, { body, headers })).status).toBe(202)
    }
    house.clockAt(null)
  })

  test('refuses what is unsigned, wrongly signed, altered or old, and keeps it', async () => {
    house.clockAt(at)
    const { key, secret } = await signedSource()
    const t = seconds(at)
    const wrong: [string, Record<string, string>][] = [
      ['signature-missing', {}],
      ['signature-missing', { 'x-tobiishi-signature': 'v1=abc' }],
      ['signature-missing', { 'webhook-id': 'x', 'webhook-timestamp': '1' }],
      ['signature-wrong', own('whsec_other', t)],
      ['signature-wrong', own(secret, t, `${body} `)],
      ['signature-wrong', { 'x-tobiishi-signature': `t=${t},v1=` }],
      ['signature-wrong', { ...standard(secret, t), 'webhook-id': 'msg_2' }],
      ['signature-old', own(secret, seconds(at.subtract({ minutes: 6 })))],
      ['signature-old', own(secret, seconds(at.add({ minutes: 6 })))],
      ['signature-old', standard(secret, seconds(at.subtract({ hours: 1 })))],
    ]
    for (const [code, headers] of wrong) {
      const { status, body: answer } = await post(key, { body, headers })
      expect([status, answer.code]).toEqual([401, code])
      expect(await request(answer.id!)).toMatchObject({ outcome: 'refused', reason: code })
    }
    house.clockAt(null)
  })

  test('takes a recorded post once, even within the five minutes', async () => {
    house.clockAt(at)
    const { key, secret } = await signedSource()
    const sent = { body, headers: own(secret, seconds(at)) }
    expect((await post(key, sent)).body.duplicate).toBeUndefined()
    expect((await post(key, sent)).body.duplicate).toBe(true)
    house.clockAt(null)
  })

  test('keeps its secret sealed, and takes unsigned posts again without it', async () => {
    const { key, id, secret } = await signedSource()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const [row] = await house.db.select().from(sources).where(eq(sources.id, id))
    expect(row!.signingSecret).not.toContain(secret.slice(6))
    expect((await post(key, { body })).status).toBe(401)
    await house.api('DELETE', `/api/sources/${id}/signing-secret`)
    expect((await post(key, { body })).status).toBe(202)
    const written = await house.db
      .select()
      .from(audit)
      .where(eq(audit.subject, `source:${id}`))
    expect(JSON.stringify(written)).not.toContain(secret.slice(6))
  })

  test('opens its secret only with the same SECRET and in its own row', () => {
    const sealed = seal('one', 'source:1', 'whsec_x')
    expect(unseal('one', 'source:1', sealed)).toBe('whsec_x')
    expect(seal('one', 'source:1', 'whsec_x')).not.toBe(sealed)
    expect(() => unseal('two', 'source:1', sealed)).toThrow('source:1 does not open')
    expect(() => unseal('one', 'source:2', sealed)).toThrow('source:2 does not open')
  })
})

test('no key, address or body is ever logged, also when writing fails', async () => {
  const { key } = await source()
  await post(key, json({ email: 'secret@private.example' }))
  await house.db.execute(sql`ALTER TABLE requests RENAME TO requests_away`)
  const { status, body } = await post(key, json({ email: 'secret@private.example' }))
  await house.db.execute(sql`ALTER TABLE requests_away RENAME TO requests`)
  expect([status, body.code]).toEqual([500, 'went-wrong'])
  await takeAllIn()
  const logged = lines.join('\n')
  expect(logged).toContain('request.failed')
  expect(logged).not.toContain(key)
  expect(logged).not.toMatch(/private\.example|[\w.]+@\w+\.(jp|example|com)/)
})

test('a key that no source can have is not found, whatever it holds', async () => {
  for (const path of ['/hooks/%00', '/f/%00', '/hooks/%F0%9F%98%80']) {
    const { status } = await house.app.request(path, { method: 'POST', body: '{}' })
    expect([path, status]).toEqual([path, 404])
  }
})

/** The door by itself, for somebody without a socket. */
const door = (...given: Parameters<typeof hooksRoutes>) =>
  new Hono<Env>()
    .use(speak)
    .use((c, next) => {
      c.set('address', null)
      return next()
    })
    .route('/', hooksRoutes(...given))
