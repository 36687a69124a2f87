import { readFileSync } from 'node:fs'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { consents } from '../server/consents/table.ts'
import { contacts } from '../server/contacts/table.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { events } from '../server/events/table.ts'
import { pendingIntake, takeIn } from '../server/sources/intake.ts'
import { requests } from '../server/sources/table.ts'
import { type House, openHouse } from './database.ts'
import { liveJourney } from './make.ts'
import { json, posting } from './posting.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const { source, post, takeAllIn, request, contactOf } = posting(() => house)

const walk = (sourceId: number) => ({
  schema: 1 as const,
  nodes: [
    { id: 'start', type: 'trigger', position: { x: 0, y: 0 }, data: { kind: 'source', sourceId } },
    { id: 'end', type: 'exit', position: { x: 0, y: 90 }, data: {} },
  ],
  edges: [{ id: 'e', source: 'start', target: 'end' }],
  settings: { reentry: 'always' as const },
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

test('a journey that cannot be read keeps nobody out of the others', async () => {
  const { key, id: sourceId } = await source()
  const broken = await liveJourney(house, walk(sourceId))
  const sound = await liveJourney(house, walk(sourceId))
  await house.db.execute(sql`
    UPDATE versions SET graph = jsonb_set(graph, '{nodes,1,type}', '"from-later"')
     WHERE id = ${broken.versionId}`)
  const { body } = await post(key, json({ email: 'sound@example.jp' }))
  await takeAllIn()
  expect(await request(body.id!)).toMatchObject({ outcome: 'accepted' })
  const contact = (await contactOf('sound@example.jp'))!
  const walks = await house.db
    .select()
    .from(enrollments)
    .where(eq(enrollments.contactId, contact.id))
  expect(walks.map((each) => each.journeyId)).toEqual([sound.id])
  await house.db.execute(sql`UPDATE journeys SET state = 'archived' WHERE id = ${broken.id}`)
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
    const path = `/api/requests/${refused.body.id}/replay`
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
    const refused = (await post(key, sent)).body.id!
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
      const { status, body } = await house.api<{ fields: string[] }>(
        'PATCH',
        `/api/sources/${id}`,
        change,
      )
      return [status, ...(body.fields ?? [])]
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
