import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { consents } from '../server/consents/table.ts'
import { contacts } from '../server/contacts/table.ts'
import { connect, transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { events } from '../server/events/table.ts'
import type { Env } from '../server/ground.ts'
import { speak } from '../server/language.ts'
import { createPace } from '../server/pace.ts'
import { createSource } from '../server/sources/create.ts'
import { hooksRoutes } from '../server/sources/hooks.ts'
import { pendingIntake, takeIn } from '../server/sources/intake.ts'
import { seal, unseal } from '../server/sources/seal.ts'
import { requests, sources } from '../server/sources/table.ts'
import { type House, openHouse } from './database.ts'
import { liveJourney, until } from './make.ts'

let house: House
const lines: string[] = []
beforeAll(async () => {
  house = await openHouse({ log: (line) => lines.push(line) })
})
afterAll(() => house.close())

const source = (more: { consentWording?: string; kind?: 'webhook' | 'form' } = {}) =>
  transaction(house.db, (tx) =>
    createSource(tx, {
      name: 'Shop',
      kind: 'webhook',
      consentWording: '',
      actor: 'system',
      ...more,
    }),
  )

type Sent = { body?: string | Uint8Array; type?: string; headers?: Record<string, string> }
type Answer = {
  id?: number
  duplicate?: boolean
  error?: { code: string; message: string; field?: string; id?: number }
}

async function post(key: string, { body = '', type = 'application/json', headers = {} }: Sent) {
  const response = await house.app.request(`/hooks/${key}`, {
    method: 'POST',
    headers: { ...(type && { 'content-type': type }), ...headers },
    body: body as BodyInit,
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer,
  }
}

const json = (value: unknown) => ({ body: JSON.stringify(value) })
const takeAllIn = async () => {
  while (await takeIn(house));
}
const request = async (id: number) =>
  (await house.db.select().from(requests).where(eq(requests.id, id)))[0]!
const contactOf = async (emailKey: string) =>
  (await house.db.select().from(contacts).where(eq(contacts.emailKey, emailKey)))[0]

const walk = (sourceId: number) => ({
  schema: 1 as const,
  nodes: [
    { id: 'start', type: 'trigger', position: { x: 0, y: 0 }, data: { kind: 'source', sourceId } },
    { id: 'end', type: 'exit', position: { x: 0, y: 90 }, data: {} },
  ],
  edges: [{ id: 'e', source: 'start', target: 'end' }],
  settings: { reentry: 'always' as const },
})

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
    const app = new Hono<Env>().use(speak).route('/', hooksRoutes({ ...house, db }))
    const send = () =>
      app.request(`/hooks/${key}`, { method: 'POST', body: '{"email":"one@example.jp"}' })
    expect((await send()).status).toBe(202)
    statements.length = 0
    expect((await send()).status).toBe(202)
    expect(statements).toEqual([expect.stringMatching(/^insert into "requests"/)])
    await close()
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
    expect(body.error).toMatchObject({
      code: 'unknown-key',
      message: expect.stringContaining('受付口'),
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
    expect(answer.body.error).toMatchObject({ code, message: expect.stringMatching(/\.$/) })
    expect(answer.body.error!.field).toBe(field)
    const kept = await request(answer.body.error!.id!)
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
    const app = new Hono<Env>()
      .use(speak)
      .route('/', hooksRoutes(house, { perSecond: 0.5, burst: 2 }))
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
    expect(second.body.error).toMatchObject({ code: 'key-reused' })
    await house.api('POST', `/api/requests/${second.body.error!.id}/replay`)
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
      expect([status, answer.error!.code]).toEqual([401, code])
      expect(await request(answer.error!.id!)).toMatchObject({ outcome: 'refused', reason: code })
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

describe('intake', () => {
  test('makes contact, event, consent and enrollment of a post', async () => {
    const { key, id: sourceId } = await source({ consentWording: 'I agree' })
    const journey = await liveJourney(house, walk(sourceId))
    house.tickets.length = 0
    const sent = { email: 'Ada@example.com', name: 'Ada Lovelace', plan: 'pro' }
    const { body } = await post(key, { ...json(sent), headers: { 'user-agent': 'shop/1' } })
    expect(await pendingIntake(house.db)).toBe(true)
    await takeAllIn()
    expect(await pendingIntake(house.db)).toBe(false)

    const contact = (await contactOf('ada@example.com'))!
    expect(contact.attributes).toEqual({
      name: 'Ada Lovelace',
      first_name: 'Ada',
      last_name: 'Lovelace',
    })
    const origin = `source:${sourceId}/request:${body.id}`
    const [event] = await house.db.select().from(events).where(eq(events.contactId, contact.id))
    expect(event).toMatchObject({ name: 'source.received', origin, payload: { plan: 'pro' } })
    const [consent] = await house.db
      .select()
      .from(consents)
      .where(eq(consents.contactId, contact.id))
    expect(consent).toMatchObject({
      given: 'given',
      basis: 'opt-in',
      origin: `source:${sourceId}`,
      wording: 'I agree',
      userAgent: 'shop/1',
    })
    const walks = await house.db
      .select()
      .from(enrollments)
      .where(eq(enrollments.contactId, contact.id))
    expect(walks).toMatchObject([{ journeyId: journey.id, origin, payload: { plan: 'pro' } }])
    expect(await request(body.id!)).toMatchObject({ outcome: 'accepted', contactId: contact.id })
    expect(house.tickets).toContainEqual({ name: 'advance', keys: [journey.id] })
  })

  test('records no consent where no wording was shown', async () => {
    const { key } = await source()
    await post(key, json({ email: 'nothing@example.jp' }))
    await takeAllIn()
    const contact = (await contactOf('nothing@example.jp'))!
    expect(await house.db.$count(consents, eq(consents.contactId, contact.id))).toBe(0)
  })

  test('makes one contact of many posts in one batch, each with its event, newest names on top', async () => {
    const { key } = await source()
    const names = ['旧姓', '', '新姓']
    for (const 姓 of names) await post(key, json({ email: 'many@example.jp', 姓 }))
    await takeAllIn()
    const contact = (await contactOf('many@example.jp'))!
    expect(contact.attributes).toEqual({ last_name: '新姓' })
    const happened = await house.db
      .select()
      .from(events)
      .where(eq(events.contactId, contact.id))
      .orderBy(asc(events.id))
    expect(happened).toHaveLength(3)
  })

  test('takes posts in by two workers at once without a second time or a loss', async () => {
    const { key, id: sourceId } = await source()
    const people = Array.from({ length: 300 }, (_, n) => `p${n % 100}@parallel.example`)
    await Promise.all(people.map((email) => post(key, json({ email }))))
    const worker = async () => {
      while (await pendingIntake(house.db)) await takeIn(house)
    }
    await Promise.all([worker(), worker(), worker()])
    const mine = and(eq(requests.sourceId, sourceId), eq(requests.outcome, 'accepted'))
    expect(await house.db.$count(requests, mine)).toBe(300)
    const origin = sql`${events.origin} LIKE ${`source:${sourceId}/%`}`
    expect(await house.db.$count(events, origin)).toBe(300)
    expect(await house.db.$count(contacts, sql`${contacts.email} LIKE '%@parallel.example'`)).toBe(
      100,
    )
  })

  test('asks again after a full batch, and holds no more in memory than it should', async () => {
    const { key } = await source()
    const note = 'x'.repeat(900_000)
    const ids: number[] = []
    for (let n = 0; n < 12; n++) {
      ids.push((await post(key, json({ email: `big${n}@example.jp`, note }))).body.id!)
    }
    expect(await takeIn(house)).toBe(true)
    const after = await Promise.all(ids.map(request))
    expect(after.filter(({ outcome }) => outcome === 'pending').length).toBeGreaterThan(0)
    await takeAllIn()
    expect(await pendingIntake(house.db)).toBe(false)
  })

  test('refuses a post that cannot be written, alone, and keeps the error', async () => {
    const { key } = await source()
    await house.db.execute(sql`
      ALTER TABLE events ADD CONSTRAINT poison CHECK (payload ->> 'note' IS DISTINCT FROM 'poison')`)
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(key, json({ email: `q${n}@poison.example`, note: n === 13 ? 'poison' : 'fine' })),
      ),
    )
    await takeAllIn()
    const rows = await Promise.all(sent.map(({ body }) => request(body.id!)))
    expect(rows.map(({ outcome }) => outcome)).toEqual(
      rows.map((_, n) => (n === 13 ? 'refused' : 'accepted')),
    )
    expect(rows[13]).toMatchObject({ reason: 'failed', field: expect.stringContaining('poison') })
    expect(await contactOf('q13@poison.example')).toBeUndefined()

    await house.db.execute(sql`ALTER TABLE events DROP CONSTRAINT poison`)
    await house.api('POST', `/api/requests/${rows[13]!.id}/replay`)
    await takeAllIn()
    expect(await request(rows[13]!.id)).toMatchObject({ outcome: 'accepted', replays: 1 })
  })

  test.for([
    ['a lone surrogate', '{"email":"%","name":"\\ud842","note":"\\udfb7"}'],
    ['U+0000', '{"email":"%","name":"a\\u0000b","\\u0000":"\\u0000"}'],
    [
      'a key of Object.prototype',
      '{"email":"%","__proto__":{"x":1},"constructor":{"prototype":1}}',
    ],
    [
      'ten thousand fields',
      `{"email":"%",${Array.from({ length: 9999 }, (_, n) => `"f${n}":${n}`)}}`,
    ],
    ['numbers past every bound', '{"email":"%","n":1e400,"m":-1e400,"i":123456789012345678901234}'],
    ['broken UTF-8', Buffer.from('{"email":"%","note":"\xff\xfe\x80"}', 'latin1')],
    ['depth just allowed', `{"email":"%","a":${'['.repeat(30)}${']'.repeat(30)}}`],
  ] as const)('survives %s', async ([name, body], { task }) => {
    const { key } = await source()
    const email = `attack-${task.id.replace(/\W/g, '')}@example.jp`
    const bytes = Buffer.from(body).toString('latin1').replace('%', email)
    const { status, body: answer } = await post(key, { body: Buffer.from(bytes, 'latin1') })
    expect(status, name).toBe(202)
    await takeAllIn()
    expect(await request(answer.id!)).toMatchObject({ outcome: 'accepted', reason: null })
    expect(await contactOf(email)).toBeDefined()
  })
})

describe('an administrator', () => {
  type View = {
    id: number
    url: string
    signed: boolean
    accepted: number
    refused: number
    lastAt: string | null
    mapping: object
  }
  type Post = {
    id: number
    outcome: string
    reason: string | null
    message: string | null
    email: string | null
    replays: number
    body: string
    charset: string
    fields: Record<string, unknown>
    found: { email: string; field: string; payload: object } | null
  }
  const list = async (id: number) =>
    (
      await house.api<{ requests: Post[]; next: number | null }>(
        'GET',
        `/api/sources/${id}/requests`,
      )
    ).body

  test('makes a source and sees what came through it', async () => {
    const made = await house.api<View>('POST', '/api/sources', { name: 'Shop', kind: 'webhook' })
    expect(made.status).toBe(201)
    const { id, url } = made.body
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/hooks\/[\w-]{32}$/)
    const key = url.split('/').at(-1)!
    await post(key, json({ email: 'seen@example.jp' }))
    await post(key, json({ name: 'nobody' }))
    await takeAllIn()
    const { body } = await house.api<{ sources: View[] }>('GET', '/api/sources')
    expect(body.sources.find((each) => each.id === id)).toMatchObject({
      name: 'Shop',
      open: true,
      signed: false,
      accepted: 1,
      refused: 1,
      lastAt: expect.stringMatching(/^2\d{3}-/),
    })
    const { requests: posts, next } = await list(id)
    expect(next).toBeNull()
    expect(posts).toMatchObject([
      { outcome: 'refused', reason: 'email-missing', email: null },
      { outcome: 'accepted', message: null, email: 'seen@example.jp' },
    ])
    expect(posts[0]!.message).toContain('email')
  })

  test('reads a Shift_JIS post as text, fields and the contact found in it', async () => {
    const { key } = await source()
    const sent = readFileSync(
      `${import.meta.dirname}/fixtures/hooks/html-form-shift-jis-multipart.post`,
    )
    const end = sent.indexOf('\r\n\r\n')
    const type = sent.toString('latin1', 14, end)
    const { body } = await post(key, { body: sent.subarray(end + 4), type })
    const read = await house.api<Post>('GET', `/api/requests/${body.id}`)
    expect(read.body).toMatchObject({
      charset: 'shift_jis',
      body: expect.stringContaining('株式会社ソニックス表示'),
      fields: { 表示: '十' },
      found: { email: 'tanaka@example.co.jp', field: 'ご担当者様メールアドレス' },
    })
    expect((await house.api('GET', '/api/requests/999999')).status).toBe(404)
  })

  test('runs a refused post again with today’s mapping, written down', async () => {
    const { key, id } = await source()
    const refused = await post(key, json({ adresse: 'replay@example.jp' }))
    const path = `/api/requests/${refused.body.error!.id}/replay`
    const still = await house.api<Post>('POST', path, undefined, { 'accept-language': 'ja' })
    expect(still.body).toMatchObject({ outcome: 'refused', reason: 'email-missing', replays: 1 })
    expect(still.body.message).toContain('メールアドレス')
    await house.api('PATCH', `/api/sources/${id}`, { mapping: { email: 'adresse' } })
    const again = await house.api<Post>('POST', path)
    expect(again).toMatchObject({ status: 202, body: { outcome: 'pending', replays: 2 } })
    await takeAllIn()
    expect(await contactOf('replay@example.jp')).toBeDefined()
    const [entry] = await house.db.select().from(audit).orderBy(desc(audit.id)).limit(1)
    expect(entry).toMatchObject({ action: 'request.replayed', detail: { outcome: 'pending' } })
  })

  test('runs an accepted post again, its key not in the way', async () => {
    const { key, id } = await source()
    const sent = { ...json({ adresse: 'twice@example.jp' }), headers: { 'idempotency-key': 'k' } }
    const refused = (await post(key, sent)).body.error!.id!
    await house.api('PATCH', `/api/sources/${id}`, { mapping: { email: 'adresse' } })
    const taken = (await post(key, sent)).body.id!
    await takeAllIn()
    for (const each of [refused, taken, taken]) {
      expect((await house.api('POST', `/api/requests/${each}/replay`)).status).toBe(202)
      await takeAllIn()
    }
    const contact = (await contactOf('twice@example.jp'))!
    expect(await house.db.$count(events, eq(events.contactId, contact.id))).toBe(4)
    expect((await post(key, sent)).body).toEqual({ id: taken, duplicate: true })
  })

  test('is told which part of a wrong source to mend', async () => {
    const wrong = async (change: object) => {
      const { key: _, id } = await source({ kind: 'form' })
      const { status, body } = await house.api<{ error: { fields: string[] } }>(
        'PATCH',
        `/api/sources/${id}`,
        change,
      )
      return [status, ...(body.error?.fields ?? [])]
    }
    expect(await wrong({ name: '' })).toEqual([400, 'name'])
    expect(await wrong({ mapping: { email: '' } })).toEqual([400, 'mapping.email'])
    expect((await wrong({ mapping: { attributes: { __proto__x: 'a' } } }))[0]).toBe(200)
    const page = { title: 'T', intro: '', button: 'B', thanks: 'T', language: 'ja' }
    const name = { name: 'name', label: 'Name', required: true }
    expect(await wrong({ form: { ...page, fields: [name] } })).toEqual([400, 'form.fields'])
    expect((await house.api('PATCH', '/api/sources/999999', { name: 'x' })).status).toBe(404)
  })
})

test('no key, address or body is ever logged, also when writing fails', async () => {
  const { key } = await source()
  await post(key, json({ email: 'secret@private.example' }))
  await house.db.execute(sql`ALTER TABLE requests RENAME TO requests_away`)
  const { status, body } = await post(key, json({ email: 'secret@private.example' }))
  await house.db.execute(sql`ALTER TABLE requests_away RENAME TO requests`)
  expect([status, body.error!.code]).toEqual([500, 'went-wrong'])
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
