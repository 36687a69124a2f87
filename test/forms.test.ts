import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consents } from '../server/consents/table.ts'
import { contacts, topics } from '../server/contacts/table.ts'
import { transaction } from '../server/db.ts'
import { events } from '../server/events/table.ts'
import { formsRoutes } from '../server/forms/routes.ts'
import type { Env } from '../server/ground.ts'
import { speak } from '../server/language.ts'
import { createSource, type NewSource, plainForm } from '../server/sources/create.ts'
import { takeIn } from '../server/sources/intake.ts'
import { type FormPage, formVersions, requests } from '../server/sources/table.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const WORDING = '案内のメールに同意します <b>'

const form = (more: Partial<NewSource> = {}) =>
  transaction(house.db, (tx) =>
    createSource(tx, {
      name: 'Form',
      kind: 'form',
      consentWording: WORDING,
      actor: 'system',
      ...more,
    }),
  )

const get = async (path: string, headers = {}) => {
  const response = await house.app.request(path, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

/** Fills in the page as a browser would. */
async function submit(path: string, typed: Record<string, string>) {
  const { text } = await get(path)
  const fields = {
    _tobiishi_language: hidden(text, '_tobiishi_language'),
    _tobiishi_once: hidden(text, '_tobiishi_once'),
    _tobiishi_website: '',
    ...typed,
  }
  return send(path, fields)
}

async function send(path: string, fields: Record<string, string> | [string, string][]) {
  const response = await house.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'browser' },
    body: new URLSearchParams(fields).toString(),
  })
  const location = response.headers.get('location')
  return { status: response.status, location, text: await response.text() }
}

const takeAllIn = async () => {
  while (await takeIn(house));
}
const contactOf = async (emailKey: string) =>
  (await house.db.select().from(contacts).where(eq(contacts.emailKey, emailKey)))[0]

describe('the page', () => {
  test('shows the form in its language, without script and under a strict policy', async () => {
    const { key } = await form()
    const { status, text, headers } = await get(`/f/${key}`)
    expect(status).toBe(200)
    expect(text).toContain('<html lang="ja">')
    expect(text).toContain('登録フォーム')
    expect(text).not.toContain('<script')
    const policy = headers.get('content-security-policy')!
    expect(policy).toMatch(
      /default-src 'none'; style-src 'self' 'sha256-[\w+/=]+'; font-src 'self'; form-action 'self'/,
    )
    expect(policy).not.toContain('unsafe')
  })

  test('speaks the other language when it is asked to, the owner’s texts marked as theirs', async () => {
    const { key } = await form()
    const { text } = await get(`/f/${key}?lang=en`)
    expect(text).toContain('<html lang="en">')
    expect(text).toContain('Optional')
    expect(text).toContain('<h1 lang="ja">登録フォーム</h1>')
    expect((await get(`/f/${key}?lang=fr`)).text).toContain('<html lang="ja">')
  })

  test('names every field, says what may be filled in, and asks for consent unticked', async () => {
    const { key } = await form()
    const { text } = await get(`/f/${key}`)
    for (const [name, complete] of [
      ['email', 'email'],
      ['last_name', 'family-name'],
      ['first_name', 'given-name'],
    ]) {
      expect(text).toContain(`<label for="field-${name}">`)
      expect(text).toMatch(new RegExp(`id="field-${name}"[^>]*autocomplete="${complete}"`))
    }
    expect(text).toMatch(/id="field-email"[^>]*inputmode="email"[^>]*required/)
    expect(text).toMatch(/type="checkbox" name="_tobiishi_consent" value="given"[^>]*>/)
    expect(text).not.toContain('checked')
    expect(text).toContain('案内のメールに同意します &lt;b&gt;')
    const silent = await form({ consentWording: '' })
    expect((await get(`/f/${silent.key}`)).text).not.toContain('checkbox')
  })

  test('is not there for a wrong key, a closed form or a webhook', async () => {
    const closed = await form()
    await house.api('PATCH', `/api/sources/${closed.id}`, { open: false })
    const webhook = await form({ kind: 'webhook' })
    for (const key of ['nothing', closed.key, webhook.key]) {
      expect((await get(`/f/${key}`)).status).toBe(404)
      expect((await send(`/f/${key}`, { email: 'a@example.jp' })).status).toBe(404)
    }
    const { text } = await get('/f/nothing', { 'accept-language': 'ja' })
    expect(text).toContain('このフォームは受け付けていません')
  })
})

describe('signing up', () => {
  test('makes a contact with the consent as it was shown, and thanks on a page of its own', async () => {
    const { key, id } = await form()
    const sent = await submit(`/f/${key}`, {
      email: 'ren＠example.jp',
      last_name: '森',
      first_name: '蓮',
      _tobiishi_consent: 'given',
    })
    expect(sent).toMatchObject({ status: 303, location: `/f/${key}?done=1` })
    const { text } = await get(sent.location!)
    expect(text).toContain('ご登録ありがとうございます。')
    expect(text).not.toContain('<form')
    await takeAllIn()
    const contact = (await contactOf('ren@example.jp'))!
    expect(contact).toMatchObject({
      attributes: { last_name: '森', first_name: '蓮' },
      language: 'ja',
    })
    const [consent] = await house.db
      .select()
      .from(consents)
      .where(eq(consents.contactId, contact.id))
    expect(consent).toMatchObject({
      given: 'given',
      wording: WORDING,
      origin: `source:${id}`,
      userAgent: 'browser',
    })
    const [event] = await house.db.select().from(events).where(eq(events.contactId, contact.id))
    expect(event!.payload).toEqual({})
  })

  test('without the tick makes a contact without consent', async () => {
    const { key } = await form()
    await submit(`/f/${key}`, { email: 'unticked@example.jp' })
    await takeAllIn()
    const contact = (await contactOf('unticked@example.jp'))!
    expect(await house.db.$count(consents, eq(consents.contactId, contact.id))).toBe(0)
  })

  test('with errors shows them beside the fields and keeps what was typed', async () => {
    const { key, id } = await form()
    const { status, text } = await submit(`/f/${key}?lang=en`, {
      email: '"><script>',
      last_name: '森',
      _tobiishi_consent: 'given',
    })
    expect(status).toBe(422)
    expect(text).toContain('One field needs a correction.')
    expect(text).toMatch(
      /id="field-email"[^>]*aria-invalid="true" aria-describedby="field-email-wrong"/,
    )
    expect(text).toContain('id="field-email-wrong">This is not a possible e-mail address.')
    expect(text).toContain('value="森"')
    expect(text).toContain(' checked>')
    expect(text).not.toContain('<script>')
    expect(await house.db.$count(requests, eq(requests.sourceId, id))).toBe(0)
  })

  test('without a required field names it, and a wide space is no name', async () => {
    const page = plainForm('ja')
    const name = { name: 'name', label: 'お名前', required: true }
    const { key } = await form({ form: { ...page, fields: [...page.fields, name] } })
    const { status, text } = await submit(`/f/${key}`, { name: '　' })
    expect(status).toBe(422)
    expect(text).toContain('2か所の入力を確かめてください。')
    expect(text).toContain('お名前を入力してください。')
    expect(text).toContain('メールアドレスを入力してください。')
    const long = await submit(`/f/${key}`, { name: 'x'.repeat(501), email: 'a@example.jp' })
    expect(long.text).toContain('500文字以内')
  })

  test('twice from one page is once, unless it was corrected', async () => {
    const { key, id } = await form()
    const { text } = await get(`/f/${key}`)
    const fields = { email: 'double@example.jp', _tobiishi_once: hidden(text, '_tobiishi_once') }
    expect((await send(`/f/${key}`, fields)).status).toBe(303)
    expect((await send(`/f/${key}`, fields)).status).toBe(303)
    expect(await house.db.$count(requests, eq(requests.sourceId, id))).toBe(1)
    expect((await send(`/f/${key}`, { ...fields, email: 'corrected@example.jp' })).status).toBe(303)
    expect(await house.db.$count(requests, eq(requests.sourceId, id))).toBe(2)
  })

  test('by a machine that fills in everything is thanked and refused', async () => {
    const { key, id } = await form()
    const sent = await submit(`/f/${key}`, { email: 'bot@example.jp', _tobiishi_website: 'x' })
    expect(sent.status).toBe(303)
    await takeAllIn()
    expect(await contactOf('bot@example.jp')).toBeUndefined()
    const kept = await house.db.select().from(requests).where(eq(requests.sourceId, id))
    expect(kept).toMatchObject([{ outcome: 'refused', reason: 'robot' }])
  })

  test('with other fields sends them along, and only its own field is the address', async () => {
    const page = plainForm('en')
    const mail = { name: 'mail', label: 'Letter or mail?', required: false }
    const { key } = await form({ form: { ...page, fields: [...page.fields, mail] } })
    await submit(`/f/${key}`, { email: 'own@example.jp', mail: 'other@example.jp' })
    await takeAllIn()
    const contact = (await contactOf('own@example.jp'))!
    const [event] = await house.db.select().from(events).where(eq(events.contactId, contact.id))
    expect(event!.payload).toEqual({ mail: 'other@example.jp' })
  })

  test('with what is no form at all shows the form again', async () => {
    const { key } = await form()
    const response = await house.app.request(`/f/${key}`, { method: 'POST', body: '\0' })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('<form')
  })

  test('asks in every way, and keeps what a contact is to keep', async () => {
    const choices = [
      { value: 'tea', label: 'お茶' },
      { value: 'coffee', label: 'コーヒー' },
    ]
    const ask = (name: string, type: string, more = {}) => {
      return { name, label: name, type, required: false, attribute: name, ...more }
    }
    const page = plainForm('ja')
    const { key, id } = await form()
    const changed = await house.api<{ form: FormPage }>('PATCH', `/api/sources/${id}`, {
      form: {
        ...page,
        fields: [
          ...page.fields,
          ask('last_kana', 'kana'),
          ask('seats', 'number', { help: '何名様でいらっしゃいますか。' }),
          ask('birthday', 'date'),
          ask('drink', 'choice', { choices, look: 'select' }),
          ask('size', 'choice', { choices: [{ value: 's', label: '小' }] }),
          ask('likes', 'choices', { choices }),
          ask('note', 'long', { attribute: null }),
          ask('utm', 'hidden', { value: 'page', attribute: null }),
        ],
      },
    })
    expect(changed.status).toBe(200)
    const { text } = await get(`/f/${key}?utm=leaflet`)
    for (const part of [
      '<select id="field-drink" name="drink">',
      '<input type="radio" name="size" value="s">',
      '<input type="checkbox" name="likes" value="tea">',
      'aria-describedby="field-seats-help"',
      '<textarea id="field-note" name="note"',
      '<input type="hidden" name="utm" value="leaflet">',
    ]) {
      expect(text).toContain(part)
    }
    const fields: [string, string][] = [
      ['email', 'asked@example.jp'],
      ['last_kana', 'もり'],
      ['seats', '２'],
      ['birthday', '1990/4/1'],
      ['drink', 'tea'],
      ['likes', 'tea'],
      ['likes', 'coffee'],
      ['note', '一行目\n二行目'],
      ['utm', 'leaflet'],
    ]
    expect((await send(`/f/${key}`, fields)).status).toBe(303)
    await takeAllIn()
    const contact = (await contactOf('asked@example.jp'))!
    expect(contact.attributes).toEqual({
      last_kana: 'モリ',
      seats: 2,
      birthday: '1990-04-01',
      drink: 'tea',
      likes: ['tea', 'coffee'],
    })
    const [event] = await house.db.select().from(events).where(eq(events.contactId, contact.id))
    expect(event!.payload).toEqual({ note: '一行目\n二行目', utm: 'leaflet' })
  })

  test('agrees to topics one by one, each with the words of its box', async () => {
    const [topic] = await house.db.insert(topics).values({ name: 'Seasons' }).returning()
    const { key, id } = await form({
      form: { ...plainForm('ja'), topics: [{ id: topic!.id, label: '季節のお知らせ' }] },
    })
    const { text } = await get(`/f/${key}`)
    expect(text).toContain(`name="_tobiishi_topic" value="${topic!.id}"><span>季節のお知らせ`)
    await submit(`/f/${key}`, { email: 'topic@example.jp', _tobiishi_topic: String(topic!.id) })
    await takeAllIn()
    const contact = (await contactOf('topic@example.jp'))!
    expect(contact).toMatchObject({ topics: [topic!.id], consent: null })
    const [consent] = await house.db
      .select()
      .from(consents)
      .where(eq(consents.contactId, contact.id))
    expect(consent).toMatchObject({
      topicId: topic!.id,
      wording: '季節のお知らせ',
      origin: `source:${id}`,
    })
  })

  test('goes on to the page its owner named, and only there', async () => {
    const redirect = 'https://shop.example.jp/thanks?from=form'
    const { key } = await form({ form: { ...plainForm('ja'), redirect } })
    const policy = (await get(`/f/${key}`)).headers.get('content-security-policy')
    expect(policy).toContain("form-action 'self' https://shop.example.jp;")
    const sent = await submit(`/f/${key}`, {
      email: 'onward@example.jp',
      redirect: 'https://evil.example',
    })
    expect(sent.location).toBe(redirect)
  })
})

describe('what a form says', () => {
  test('is frozen with every change, and a consent names the one that was in front of people', async () => {
    const { key, id } = await form()
    const before = await get(`/f/${key}`)
    const change = (body: object) => house.api('PATCH', `/api/sources/${id}`, body)
    await change({ name: 'Other name' })
    await change({ consentWording: '新しい同意文' })
    await change({ consentWording: '新しい同意文' })
    const versions = await house.api<{ versions: { number: number; consentWording: string }[] }>(
      'GET',
      `/api/sources/${id}/form-versions`,
    )
    expect(versions.body.versions).toMatchObject([
      { number: 2, consentWording: '新しい同意文' },
      { number: 1, consentWording: WORDING },
    ])
    await send(`/f/${key}`, {
      email: 'early@example.jp',
      _tobiishi_version: hidden(before.text, '_tobiishi_version'),
      _tobiishi_consent: 'given',
    })
    const other = await form()
    const foreign = hidden((await get(`/f/${other.key}`)).text, '_tobiishi_version')
    await send(`/f/${key}`, {
      email: 'late@example.jp',
      _tobiishi_version: foreign,
      _tobiishi_consent: 'given',
    })
    await takeAllIn()
    const frozen = await house.db.select().from(formVersions).where(eq(formVersions.sourceId, id))
    const versionOf = (number: number) => frozen.find((each) => each.number === number)!.id
    for (const [email, number, wording] of [
      ['early@example.jp', 1, WORDING],
      ['late@example.jp', 2, '新しい同意文'],
    ] as const) {
      const { id: contactId } = (await contactOf(email))!
      const rows = await house.db.select().from(consents).where(eq(consents.contactId, contactId))
      expect(rows).toMatchObject([{ wording, formVersionId: versionOf(number) }])
    }
  })
})

test('whoever builds a form sees it as it would be, without anything being kept', async () => {
  const { body, status } = await house.api<{ html: string }>('POST', '/api/forms/preview', {
    form: { ...plainForm('ja'), title: '<i>題名</i>' },
    consentWording: WORDING,
  })
  expect(status).toBe(200)
  expect(body.html).toContain('<h1>&lt;i&gt;題名&lt;/i&gt;</h1>')
  expect(body.html).toContain('案内のメールに同意します &lt;b&gt;')
})

describe('a form on another site’s page', () => {
  test('stands in a frame that anybody may show, with one script of ours and nothing else', async () => {
    const { key } = await form({ form: { ...plainForm('ja'), title: '</script><b>' } })
    const script = await get(`/f/${key}.js?lang=en`)
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect(script.text).toContain('frame.title = "\\u003c/script>\\u003cb>"')
    expect((await get('/f/nothing.js')).status).toBe(404)
    const { headers, text } = await get(`/f/${key}?embed=1`)
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain('frame-ancestors *')
    const [, hash] = /script-src 'sha256-([^']+)'/.exec(policy)!
    const inline = /<script>([\s\S]*)<\/script>/.exec(text)![1]!
    expect(createHash('sha256').update(inline).digest('base64')).toBe(hash)
    const plain = (await get(`/f/${key}`)).headers.get('content-security-policy')
    expect(plain).toContain("frame-ancestors 'none'")
  })

  test('thanks in its frame, and asks the page around to go on', async () => {
    const redirect = 'https://shop.example.jp/thanks'
    const { key } = await form({ form: { ...plainForm('ja'), redirect } })
    const sent = await send(`/f/${key}?embed=1`, { email: 'framed@example.jp' })
    expect(sent.location).toBe(`/f/${key}?done=1&embed=1`)
    const { text } = await get(sent.location!)
    expect(text).toContain(`<a href="${redirect}" target="_top" data-onward>`)
  })
})

test('one address that sends without end is held up, others are not', async () => {
  const { key } = await form()
  const app = new Hono<Env>()
    .use(speak)
    .use((c, next) => {
      c.set('address', c.req.header('x-test') ?? null)
      return next()
    })
    .route('/', formsRoutes(house, undefined, { perSecond: 0.1, burst: 2 }))
  const from = async (address: string, n: number) => {
    const body = new URLSearchParams({ email: `many${n}@example.jp` })
    return (
      await app.request(`/f/${key}`, { method: 'POST', body, headers: { 'x-test': address } })
    ).status
  }
  const busy = [await from('192.0.2.1', 1), await from('192.0.2.1', 2), await from('192.0.2.1', 3)]
  expect(busy).toEqual([303, 303, 429])
  expect(await from('192.0.2.2', 4)).toBe(303)
})
