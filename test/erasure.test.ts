import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createImporter } from '../server/imports/importer.ts'
import { forgetBodies } from '../server/messages/forget-bodies.ts'
import { unsubscribeToken } from '../server/messages/token.ts'
import { keepSegments } from '../server/segments/keep.ts'
import { type House, openHouse } from './database.ts'
import { branch, graphOf, hand, mail, wait } from './engine/make.ts'
import { handled, openPost, type Post } from './mailing.ts'
import { entered, liveJourney, nameSender, runDry, until } from './make.ts'
import { json, posting } from './posting.ts'
import { type Listener, openListener } from './smtp.ts'
import { tracesOf } from './traces.ts'

let house: House
let post: Post
let listener: Listener
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example', smtpUrl: listener.url })
  await nameSender(house)
  post = await openPost(house, listener.url)
})
beforeEach(() => listener.behave({}))
afterAll(async () => {
  await post.pump.stop()
  await listener.stop()
  await house.close()
})

const { source, post: send, takeAllIn, contactOf } = posting(() => house)

const graph = graphOf(
  {
    start: ['trigger', hand],
    is: ['condition', { branches: [branch('a', 'marker', 'somebody else')] }],
    hello: [
      'send',
      mail('{{ contact.last_name }}様へ', { text: '{{ contact.marker }} {{ contact.last_name }}' }),
    ],
    day: ['wait', wait(1, 'days')],
    end: ['exit'],
  },
  [
    ['start', 'is'],
    ['is', 'hello', 'a'],
    ['is', 'hello', 'else'],
    ['hello', 'day'],
    ['day', 'end'],
  ],
)

type Known = { id: number; email: string; lastName: string; marker: string; words: string[] }
let people = 0

/** From now on its posts are refused: no address is found in them. */
const nobodys = (sourceId: number) =>
  house.db.execute(sql`UPDATE sources SET mapping = '{"email": "nowhere"}' WHERE id = ${sourceId}`)

/** Somebody about whom there is something in every room. */
async function known(): Promise<Known> {
  people += 1
  const lastName = `九条谷${people}`
  const email = `Hanako.${people}@kujo.example`
  const marker = `Xyzzy${people}Q`
  const form = await source({ consentWording: 'お知らせを受け取ります' })
  await send(form.key, json({ email, last_name: lastName, note: `${marker} と申します` }))
  const hook = await source()
  await nobodys(hook.id)
  await send(hook.key, json({ mail: email, last_name: lastName }))
  await takeAllIn()
  const { id } = (await contactOf(email.toLowerCase()))!
  const path = `/api/contacts/${id}`
  await house.api('PATCH', path, { attributes: { marker } })
  await house.api('PUT', `${path}/tags`, { tags: ['VIP'] })
  await house.api('PUT', `${path}/external-ids/crm`, { value: `${marker}-1` })
  await house.api('POST', `${path}/consents`, {
    given: 'given',
    basis: 'written',
    wording: `${lastName}様の申込書`,
    document: `${marker}.pdf`,
  })
  await house.api('PUT', `${path}/suppression`, { reason: `${lastName}様のお電話` })
  await house.api('DELETE', `${path}/suppression`, { reason: `${lastName}様のお電話` })
  await house.api('POST', '/api/events', {
    name: 'order.paid',
    contact: { email },
    key: `${marker}-1`,
    payload: { to: lastName },
  })
  return {
    id,
    email,
    lastName,
    marker,
    words: [email, encodeURIComponent(email), lastName, marker],
  }
}

/** Walked, written to, and answered by a server that repeats the address. */
async function mailed({ id, email, lastName, marker }: Known) {
  listener.behave({ rcpt: () => `550 5.1.1 <${email}> unknown` })
  const journey = await liveJourney(house, graph)
  await entered(house, journey, [id], { payload: { who: lastName } })
  await runDry(house, journey)
  const { body } = await house.api<{ enrollmentId: number }>('POST', `/api/contacts/${id}/mails`, {
    subject: `${lastName}様`,
    text: `${marker} の件です`,
    class: 'transactional',
  })
  expect(body).toBeTruthy()
  await runDry(house, { id: await journeyOfMails() })
  await handled(house, post, await messagesOf(id))
}

const journeyOfMails = async () =>
  Number((await house.db.execute(sql`SELECT id FROM journeys WHERE kind = 'mail'`))[0]!.id)
const messagesOf = async (id: number) =>
  (
    await house.db.execute<{ id: string }>(
      sql`SELECT id FROM messages WHERE contact_id = ${id} ORDER BY id`,
    )
  ).map((row) => Number(row.id))

const erase = ({ id, email }: Pick<Known, 'id' | 'email'>) =>
  house.api('POST', `/api/contacts/${id}/erasure`, { email, reason: 'ご本人の請求 2026-11-24' })

const hashOf = ({ email }: { email: string }) =>
  `sha256:${createHash('sha256').update(email.toLowerCase()).digest('hex')}`

const disclosed = async (id: number) => {
  const response = await house.app.request(`/api/contacts/${id}/disclosure`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.key}`,
      'content-type': 'application/json',
      'accept-language': 'ja',
    },
    body: JSON.stringify({ reason: '開示請求' }),
  })
  expect(response.headers.get('content-disposition')).toContain(`-${id}.json`)
  return JSON.parse(await response.text())
}

async function bodiesForgotten() {
  house.clockAt((await house.clock(house.db)).add({ minutes: 3 }))
  await forgetBodies(house)
  house.clockAt(null)
}

const importing = async (file: string, plan: object = {}) => {
  const response = await house.app.request('/api/imports?fileName=people.csv', {
    method: 'POST',
    headers: { authorization: `Bearer ${house.key}`, 'content-type': 'text/csv' },
    body: file,
  })
  const { id } = (await response.json()) as { id: number }
  const { body } = await house.api<{ columns: unknown }>('GET', `/api/imports/${id}/preview`)
  await house.api('PUT', `/api/imports/${id}/plan`, { columns: body.columns, ...plan })
  await house.api('POST', `/api/imports/${id}/run`)
  await createImporter(house, post.workerId).turn()
  return (await house.api<{ added: number; refused: number }>('GET', `/api/imports/${id}`)).body
}

describe('an erased contact', () => {
  test('leaves no trace in any table but a hash', async () => {
    const person = await known()
    const { id, email, lastName, marker, words } = person
    await house.api('POST', '/api/webhooks', {
      name: 'CRM',
      url: 'https://crm.example.jp/in',
      events: ['contact.imported'],
    })
    await importing(
      `email,last_name,company\n${email},${lastName},${marker}商事\nnowhere,x,${email}\n`,
    )
    await mailed(person)
    await house.db.execute(sql`
      INSERT INTO call_tries (call_id, at, ms, sent, answer)
      SELECT id, now(), 1, ${email}, ${email} FROM calls`)
    await house.db.execute(sql`
      INSERT INTO caught ("from", "to", subject, header_id, size, raw)
      SELECT 'a@b.c', "to", subject, header_id, 1, convert_to(${email}, 'UTF8') FROM messages
       WHERE contact_id = ${id} AND header_id IS NOT NULL`)
    await house.db.execute(sql`
      INSERT INTO links (hash, url) VALUES ('a', ${`https://shop.example/?mail=${encodeURIComponent(email)}`})`)
    const before = new Set((await tracesOf(house, words)).map((each) => each.replace(/:.*/, '')))
    for (const where of [
      'contacts.email',
      'contacts.attributes',
      'audit.detail',
      'events.payload',
      'requests.body',
      'import_rows.change',
      'import_rows.raw',
      'external_ids.value',
      'consents.document',
      'steps.detail',
      'enrollments.payload',
      'messages.subject',
      'messages.reply',
      'attempts.reply',
      'versions.graph',
      'caught.raw',
      'links.url',
      'call_tries.sent',
      'call_tries.answer',
    ]) {
      expect(before).toContain(`public.${where}`)
    }
    expect(before).toContain('bodies')

    expect(await erase(person)).toMatchObject({ status: 200, body: { id } })
    await bodiesForgotten()
    expect(await tracesOf(house, words)).toEqual([])
    const rows = await house.db.execute(sql`SELECT * FROM suppressions WHERE contact_id = ${id}`)
    expect(rows).toMatchObject([{ email_key: hashOf(person), reason: 'unsubscribed' }])
    const walks = await house.db.execute(
      sql`SELECT state FROM enrollments WHERE contact_id = ${id} AND ended_at IS NULL`,
    )
    expect(walks).toEqual([])
    // What the law wants shown stays, in numbers of ours.
    const kept = await house.db.execute(
      sql`SELECT given, wording, ip FROM consents WHERE contact_id = ${id} ORDER BY id`,
    )
    expect(kept[0]).toMatchObject({ given: 'given', wording: 'お知らせを受け取ります', ip: null })
  })

  test('takes everybody with it who was merged into it, addresses and all', async () => {
    const [first, lost, kept] = [await known(), await known(), await known()]
    const words = [first, lost, kept].flatMap((each) => each.words)
    await importing(`email,last_name\n${lost.email},${lost.lastName}\nnowhere,${first.email}\n`)
    await mailed(lost)
    await house.api('PUT', `/api/contacts/${first.id}/suppression`, { reason: lost.lastName })
    await house.db.execute(sql`
      INSERT INTO links (hash, url) VALUES ('b', ${`https://shop.example/?mail=${encodeURIComponent(first.email)}`})`)
    for (const [into, from] of [
      [lost, first],
      [kept, lost],
    ] as const) {
      const path = `/api/contacts/${into.id}/merge`
      expect(await house.api('POST', path, { from: from.id })).toMatchObject({ status: 200 })
    }
    // Whoever hands it out or erases it has to know what is meant by it.
    expect(await disclosed(kept.id)).toMatchObject({
      プロフィール: {
        メールアドレス: kept.email,
        統合したコンタクトのメールアドレス: [first.email, lost.email],
      },
      外部ID: { crm: [first, lost, kept].map(({ marker }) => `${marker}-1`).sort() },
    })
    expect(await erase({ id: kept.id, email: lost.email })).toMatchObject({ status: 422 })
    expect(await erase(kept)).toMatchObject({ status: 200 })
    await bodiesForgotten()
    expect(await tracesOf(house, words)).toEqual([])
    const rows = await house.db.execute<{ email_key: string }>(
      sql`SELECT email_key FROM suppressions WHERE contact_id = ${kept.id}`,
    )
    expect(rows.map((row) => row.email_key).sort()).toEqual([first, lost, kept].map(hashOf).sort())

    const told = await importing(
      `email\n${[first, lost, kept].map((each) => each.email).join('\n')}`,
    )
    expect(told).toMatchObject({ added: 0, refused: 3 })
    for (const { email, id } of [first, lost]) {
      const again = await house.api('POST', '/api/contacts', { email })
      expect(again).toMatchObject({ status: 409, body: { code: 'address-erased' } })
      expect(await house.api('GET', `/api/contacts/${id}`)).toMatchObject({ status: 410 })
    }
    expect(await tracesOf(house, words)).toEqual([])
  })

  test('is gone for every reader, and told of in the audit', async () => {
    const person = await known()
    await erase(person)
    for (const path of ['', '/timeline', '/consents', '/events']) {
      const { status, body } = await house.api('GET', `/api/contacts/${person.id}${path}`)
      expect(status).toBe(410)
      expect(body).toMatchObject({ code: 'contact-gone' })
    }
    const { body } = await house.api<{ entries: { action: string; detail: object }[] }>(
      'GET',
      `/api/audit?subject=contact:${person.id}`,
    )
    expect(body.entries[0]).toMatchObject({
      action: 'contact.erased',
      actorName: 'test',
      detail: { note: 'ご本人の請求 2026-11-24' },
    })
    const list = await house.api(
      'GET',
      `/api/contacts?search=${encodeURIComponent(person.lastName)}`,
    )
    expect(list.body).toMatchObject({ contacts: [] })
  })

  test('is erased only by the address typed once more, and once, however many try at once', async () => {
    const person = await known()
    const { id, email } = person
    const other = await erase({ id, email: 'hanako@kujo.example' })
    expect(other).toMatchObject({ status: 422, body: { code: 'erasure-other-address' } })
    expect(await house.api('GET', `/api/contacts/${id}`)).toMatchObject({ body: { email } })
    const all = await Promise.all(
      [1, 2, 3].map(() => erase({ id, email: ` ${email.toUpperCase()} ` })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    expect(await erase(person)).toMatchObject({ status: 410 })
    expect(
      await house.api('POST', '/api/contacts/999999/erasure', { email, reason: 'x' }),
    ).toMatchObject({ status: 404 })
  })

  test('takes nothing of others whose address ends alike, or whose mail has the same words', async () => {
    const person = await known()
    const { key, id: sourceId } = await source()
    await nobodys(sourceId)
    const longer = `x${person.email}`
    await send(key, json({ mail: longer, wrong: 'x' }))
    await send(key, json({ mail: person.email }))
    await takeAllIn()
    const journey = await liveJourney(
      house,
      graphOf({ start: ['trigger', hand], all: ['send', mail('皆さまへ')], end: ['exit'] }, [
        ['start', 'all'],
        ['all', 'end'],
      ]),
    )
    const other = (
      await house.api<{ id: number }>('POST', '/api/contacts', {
        email: longer,
        consent: { basis: 'opt-in' },
      })
    ).body.id
    await entered(house, journey, [person.id, other])
    await runDry(house, journey)
    const [shared] = await messagesOf(other)
    await handled(house, post, [...(await messagesOf(person.id)), shared!])
    await erase(person)
    await bodiesForgotten()
    const bodies = await house.db.execute<{ body: string }>(sql`
      SELECT convert_from(body, 'UTF8') AS body FROM requests r JOIN sources s ON s.id = r.source_id
       WHERE s.key = ${key} ORDER BY r.id`)
    expect(bodies.map(({ body }) => body)).toEqual([expect.stringContaining(longer), ''])
    expect(await house.api('GET', `/api/messages/${shared}`)).toMatchObject({
      body: { text: expect.stringContaining('Hello') },
    })
    expect(await house.db.execute(sql`SELECT 1 FROM forgotten_bodies`)).toEqual([])
  })

  test('whose mail is being handed over at that moment: it is settled, and nothing of it is kept', async () => {
    const person = await known()
    const leaving = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    listener.behave({
      rcpt: async (to) => {
        leaving.resolve()
        await go.promise
        return `450 4.2.1 <${to}> is busy`
      },
    })
    const journey = await liveJourney(house, graph)
    await entered(house, journey, [person.id])
    await runDry(house, journey)
    post.kick()
    await leaving.promise
    expect(await erase(person)).toMatchObject({ status: 200 })
    go.resolve()
    const [message] = await messagesOf(person.id)
    await until('the mail has come to its end', async () => {
      await house.db.execute(
        sql`UPDATE messages SET due_at = now() WHERE id = ${message!} AND due_at IS NOT NULL`,
      )
      post.kick()
      const [row] = await house.db.execute(sql`SELECT state FROM messages WHERE id = ${message!}`)
      return row!.state === 'skipped'
    })
    await bodiesForgotten()
    expect(await tracesOf(house, person.words)).toEqual([])
    const [tried] = await house.db.execute(
      sql`SELECT outcome, reply FROM attempts WHERE message_id = ${message!}`,
    )
    expect(tried).toMatchObject({ outcome: 'deferred', reply: null })
  })

  test('answers an old opt-out link calmly, and nothing is written of it', async () => {
    const person = await known()
    await mailed(person)
    await erase(person)
    await bodiesForgotten()
    const [message] = await messagesOf(person.id)
    const path = `/u/${unsubscribeToken(house.secret, message!)}`
    const before = await house.db.execute(sql`SELECT count(*) FROM consents`)
    for (const method of ['GET', 'POST']) {
      const response = await house.app.request(path, { method })
      expect(response.status).toBe(200)
    }
    expect(await house.db.execute(sql`SELECT count(*) FROM consents`)).toEqual(before)
    expect(await tracesOf(house, person.words)).toEqual([])
  })
})

describe('the address of an erased contact', () => {
  test('is brought back by no list, and nothing is kept of the row', async () => {
    const person = await known()
    await erase(person)
    await bodiesForgotten()
    const told = await importing(
      `email,last_name\n${person.email},${person.lastName}\nnew${people}@kujo2.example,新井\n`,
    )
    expect(told).toMatchObject({ added: 1, refused: 1 })
    await importing(`email\n${person.email}\n`, { mode: 'unsubscribe' })
    expect(await tracesOf(house, person.words)).toEqual([])
  })

  test('comes back by hand only with a consent of its own, which lifts the opt-out', async () => {
    const person = await known()
    await erase(person)
    const { email } = person
    for (const consent of [undefined, { basis: 'dealings' }]) {
      const answer = await house.api('POST', '/api/contacts', { email, consent })
      expect(answer).toMatchObject({ status: 409, body: { code: 'address-erased' } })
    }
    const { status, body } = await house.api('POST', '/api/contacts', {
      email,
      consent: { basis: 'opt-in' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ email, suppression: null })
    expect((body as { id: number }).id).not.toBe(person.id)
  })

  test('is a new contact when its owner signs up again, and still opted out until they confirm', async () => {
    const person = await known()
    await erase(person)
    const { key } = await source({ consentWording: 'はい' })
    await send(key, json({ email: person.email }))
    await takeAllIn()
    const again = (await contactOf(person.email.toLowerCase()))!
    expect(again.id).not.toBe(person.id)
    const { body } = await house.api('GET', `/api/contacts/${again.id}`)
    expect(body).toMatchObject({ suppression: { reason: 'unsubscribed' } })
    const left = await house.db.execute(
      sql`SELECT 1 FROM suppressions WHERE email_key LIKE 'sha256:%' AND contact_id = ${person.id}`,
    )
    expect(left).toEqual([])
    await keepSegments(house)
  })
})

describe('what is held about a contact', () => {
  test('is handed out whole, in words that people can read, and that it was is written down', async () => {
    const person = await known()
    await mailed(person)
    const file = await disclosed(person.id)
    const { email, lastName, marker } = person
    expect(file).toMatchObject({
      プロフィール: { メールアドレス: email },
      属性: { 姓: lastName, marker },
      タグ: ['VIP'],
      外部ID: { crm: `${marker}-1` },
      配信しない理由: null,
      シナリオ: [{ 状態: '進行中' }, {}],
    })
    expect(file.同意.map((each: Record<string, string>) => each.根拠)).toContain('名刺・書面')
    const mails = file.メール as Record<string, string>[]
    expect(mails[0]).toMatchObject({ 件名: `${lastName}様へ`, 宛先: email })
    expect(mails[0]!.テキスト).toContain(marker)
    expect(file.届いた内容[0].内容).toContain(marker)
    expect(mails.at(-1)!.理由).toMatch(/。$/)
    const happened = file.イベント as { 名前: string; 由来: string; 内容: object }[]
    expect(happened.map((each) => each.名前)).toContain('order.paid')
    const named = (name: string) => happened.find((each) => each.名前 === name)
    expect(named('同意を記録しました')).toMatchObject({
      由来: 'APIキー',
      内容: { 根拠: '名刺・書面' },
    })
    expect(named('登録内容が変わりました')).toMatchObject({ 内容: { 変わった内容: ['marker'] } })
    expect(named('受付口で受け取りました')!.由来).toMatch(/^受付口「/)
    // What we wrote ourselves bears no names that only programs know.
    const ours = happened.filter((each) => !/受付口|order/.test(each.名前))
    expect(JSON.stringify(ours)).not.toMatch(/"[a-z]+[.A-Z][a-zA-Z]+"|"(basis|fields|note|name)"/)
    const { body } = await house.api('GET', `/api/audit?subject=contact:${person.id}`)
    expect(body).toMatchObject({
      entries: [
        { action: 'contact.exported', detail: { note: '開示請求' } },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    })
    expect(await house.api('POST', `/api/contacts/${person.id}/disclosure`, {})).toMatchObject({
      status: 400,
    })
  })
})
