import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consents } from '../server/consents/table.ts'
import { contacts } from '../server/contacts/table.ts'
import { transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { events } from '../server/events/table.ts'
import { journeys } from '../server/journeys/table.ts'
import { messages } from '../server/messages/table.ts'
import { createSource, plainForm } from '../server/sources/create.ts'
import { takeIn } from '../server/sources/intake.ts'
import { confirmations, requests, sources } from '../server/sources/table.ts'
import { suppressions } from '../server/suppressions/table.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, mail } from './engine/make.ts'
import { openPost } from './mailing.ts'
import { liveJourney, nameSender, runDry, until } from './make.ts'
import { openListener } from './smtp.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await ensureTransport(house.db, house)
  await nameSender(house)
})
afterAll(() => house.close())

const WORDING = '案内のメールに同意します'
const MAIL = { hours: 72, subject: 'ご確認', text: 'こちら {{ payload.confirm_url }}' }

/** A form that asks first, with a journey that begins at it. */
async function asking({ redirect = '' } = {}) {
  const form = await transaction(house.db, (tx) =>
    createSource(tx, {
      name: 'Form',
      kind: 'form',
      consentWording: WORDING,
      form: { ...plainForm('ja'), redirect },
      actor: 'system',
    }),
  )
  const path = `/api/sources/${form.id}/confirmation`
  const { status } = await house.api('PUT', path, { on: true, ...MAIL })
  expect(status).toBe(200)
  const begins = { kind: 'source', sourceId: form.id }
  const journey = await liveJourney(
    house,
    graphOf({ start: ['trigger', begins], send: ['send', mail('ようこそ')] }, [['start', 'send']]),
  )
  return { ...form, journey }
}

const fill = (key: string, fields: Record<string, string>) =>
  house.app.request(`/f/${key}`, { method: 'POST', body: new URLSearchParams(fields) })

async function signUp(key: string, email: string, more: Record<string, string> = {}) {
  const answer = await fill(key, { email, last_name: '森', _tobiishi_consent: 'given', ...more })
  while (await takeIn(house));
  return answer
}

const contactOf = async (emailKey: string) =>
  (await house.db.select().from(contacts).where(eq(contacts.emailKey, emailKey)))[0]!

/** The link in the newest confirmation mail to a contact. */
async function linkTo(contactId: number): Promise<string> {
  const walks = await house.db
    .select({ payload: enrollments.payload })
    .from(enrollments)
    .innerJoin(journeys, eq(journeys.id, enrollments.journeyId))
    .where(eq(enrollments.contactId, contactId))
    .orderBy(enrollments.id)
  const urls = walks.flatMap(({ payload }) => (payload.confirm_url as string | undefined) ?? [])
  return urls.at(-1)!.slice(house.baseUrl.length)
}

const visit = async (path: string, method = 'GET') => {
  const response = await house.app.request(path, { method, headers: { 'user-agent': 'reader' } })
  const location = response.headers.get('location')
  return { status: response.status, location, text: await response.text() }
}

const namesOf = async (contactId: number) =>
  (await house.db.select().from(events).where(eq(events.contactId, contactId)))
    .toSorted((a, b) => a.id - b.id)
    .map(({ name }) => name)

const walksOf = (contactId: number, journeyId: number) =>
  house.db
    .select()
    .from(enrollments)
    .where(eq(enrollments.contactId, contactId))
    .then((rows) => rows.filter((row) => row.journeyId === journeyId))

describe('a form that asks first', () => {
  test('makes a contact of whom nothing holds yet, and says to look for the mail', async () => {
    const { key, journey } = await asking()
    const answer = await signUp(key, 'first@example.jp')
    const { text } = await visit(answer.headers.get('location')!)
    expect(text).toContain('メールを確認してください')
    expect(text).toContain('minato.example.jp')
    const contact = await contactOf('first@example.jp')
    expect(contact).toMatchObject({ attributes: {}, consent: null })
    expect(await namesOf(contact.id)).toEqual(['source.asked'])
    expect(await walksOf(contact.id, journey.id)).toEqual([])
  })

  test('lets everything hold once the button is pressed, with the evidence', async () => {
    const { key, id, journey } = await asking()
    await signUp(key, 'yes@example.jp')
    const contact = await contactOf('yes@example.jp')
    const link = await linkTo(contact.id)
    const page = await visit(link)
    expect(page.text).toContain('「登録フォーム」にy***@example.jp')
    expect((await visit(link)).text).toContain('<form method="post">')
    expect(await namesOf(contact.id)).toEqual(['source.asked'])

    expect((await visit(link, 'POST')).text).toContain('登録を確認しました。')
    const after = await contactOf('yes@example.jp')
    expect(after).toMatchObject({ attributes: { last_name: '森' }, consent: 'given' })
    const [consent] = await house.db
      .select()
      .from(consents)
      .where(eq(consents.contactId, contact.id))
    const [source] = await house.db.select().from(sources).where(eq(sources.id, id))
    expect(consent).toMatchObject({
      wording: WORDING,
      formVersionId: source!.formVersionId,
      userAgent: 'reader',
      origin: `source:${id}`,
    })
    expect(consent!.confirmedAt).not.toBeNull()
    expect(await namesOf(contact.id)).toEqual(['source.asked', 'source.confirmed'])
    expect(await walksOf(contact.id, journey.id)).toHaveLength(1)
  })

  test('counts a second press, and a look afterwards, as the first', async () => {
    const { key, journey } = await asking({ redirect: 'https://shop.example.jp/thanks' })
    await signUp(key, 'twice@example.jp')
    const contact = await contactOf('twice@example.jp')
    const link = await linkTo(contact.id)
    const both = await Promise.all([visit(link, 'POST'), visit(link, 'POST')])
    expect(both.map(({ location }) => location)).toEqual([
      'https://shop.example.jp/thanks',
      'https://shop.example.jp/thanks',
    ])
    expect((await visit(link)).text).toContain('登録を確認しました。')
    expect(await house.db.$count(consents, eq(consents.contactId, contact.id))).toBe(1)
    expect(await walksOf(contact.id, journey.id)).toHaveLength(1)
  })

  test('takes an opt-out back where its owner agrees again, and only then', async () => {
    const { key } = await asking()
    await signUp(key, 'back@example.jp', { _tobiishi_consent: '' })
    const contact = await contactOf('back@example.jp')
    const entry = { emailKey: 'back@example.jp', contactId: contact.id, origin: 'test' }
    const at = Temporal.Now.instant()
    await house.db.insert(suppressions).values({ ...entry, reason: 'unsubscribed', at })
    await visit(await linkTo(contact.id), 'POST')
    const suppressed = () => house.db.$count(suppressions, eq(suppressions.contactId, contact.id))
    expect(await suppressed()).toBe(1)
    await signUp(key, 'back@example.jp')
    await visit(await linkTo(contact.id), 'POST')
    expect(await suppressed()).toBe(0)
    expect(await namesOf(contact.id)).toContain('contact.resubscribed')
  })

  test('answers a known and an unknown address alike', async () => {
    const { key } = await asking()
    await signUp(key, 'known@example.jp')
    await visit(await linkTo((await contactOf('known@example.jp')).id), 'POST')
    const known = await signUp(key, 'known@example.jp')
    const unknown = await signUp(key, 'unknown@example.jp')
    expect(known.headers.get('location')).toBe(unknown.headers.get('location'))
    expect(known.status).toBe(unknown.status)
  })

  test('does not let strangers fill a mailbox: three mails a day, with no word of theirs', async () => {
    const { key, id } = await asking()
    for (let n = 0; n < 5; n++) await signUp(key, 'annoyed@example.jp', { last_name: `buy ${n}` })
    const { id: contactId } = await contactOf('annoyed@example.jp')
    const asked = await house.db.$count(confirmations, eq(confirmations.contactId, contactId))
    expect(asked).toBe(3)
    const kept = await house.db.select().from(requests).where(eq(requests.sourceId, id))
    expect(kept.filter(({ reason }) => reason === 'asked-often')).toHaveLength(2)
    const walks = await house.db
      .select()
      .from(enrollments)
      .where(eq(enrollments.contactId, contactId))
    expect(JSON.stringify(walks.map(({ payload }) => payload))).not.toContain('buy')
  })

  test('says what to do when the link has run out', async () => {
    const { key } = await asking()
    house.clockAt('2026-01-01T00:00:00Z')
    await signUp(key, 'late@example.jp')
    const { id } = await contactOf('late@example.jp')
    const link = await linkTo(id)
    house.clockAt('2026-01-04T00:00:01Z')
    const late = [await visit(link), await visit(link, 'POST')]
    house.clockAt(null)
    expect(late.map(({ status }) => status)).toEqual([410, 410])
    expect(late[0]!.text).toContain(`href="/f/${key}?lang=ja"`)
    expect(await namesOf(id)).toEqual(['source.asked'])
  })

  test('knows no link that it has not made', async () => {
    for (const path of ['/confirm/x', `/confirm/${'A'.repeat(30)}`]) {
      expect((await visit(path)).status).toBe(404)
      expect((await visit(path, 'POST')).status).toBe(404)
    }
  })

  test('cannot be told to send a mail without the link', async () => {
    const { id } = await asking()
    const put = (body: object) => house.api('PUT', `/api/sources/${id}/confirmation`, body)
    const bare = await put({ on: true, ...MAIL, text: 'Hello' })
    expect(bare.status).toBe(422)
    const broken = await put({ on: true, ...MAIL, text: '{{ payload.confirm_url }} {% if %}' })
    expect(broken.status).toBe(422)
    const off = await put({ on: false, ...MAIL })
    expect(off.body).toMatchObject({ on: false })
  })
})

test('the mail leaves by the ordinary way, with the link, which is shown to nobody else', async () => {
  const relay = await openListener()
  const away = await openHouse({ smtpUrl: relay.url, baseUrl: 'https://mail.example.jp' })
  await nameSender(away)
  const post = await openPost(away, relay.url)
  const { id, key } = await transaction(away.db, (tx) =>
    createSource(tx, { name: 'F', kind: 'form', consentWording: WORDING, actor: 'system' }),
  )
  await away.api('PUT', `/api/sources/${id}/confirmation`, { on: true, ...MAIL })
  await away.app.request(`/f/${key}`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'ren@example.jp' }),
  })
  while (await takeIn(away));
  const [source] = await away.db.select().from(sources).where(eq(sources.id, id))
  await runDry(away, { id: source!.confirmJourneyId! })
  await until('it is sent', async () => {
    post.kick()
    return (await away.db.$count(messages, eq(messages.state, 'sent'))) === 1
  })
  const [came] = relay.arrived
  const token = /https:\/\/mail\.example\.jp\/confirm\/([\w-]{30})/.exec(decoded(came!.raw))![1]!
  expect(came!.raw).not.toMatch(/List-Unsubscribe/i)

  // Whoever had the link could say yes in this person's name.
  const [mail] = await away.db.select().from(messages)
  const person = `/api/contacts/${mail!.contactId}`
  const shown = await Promise.all([
    away.api('GET', `/api/messages/${mail!.id}`),
    away.api('GET', `${person}/timeline`),
    away.api('GET', `${person}/events`),
    away.api('POST', `${person}/disclosure`, { reason: 'ご本人の請求' }),
    away.api('GET', '/api/audit'),
  ])
  for (const { status, body } of shown) {
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain(token)
  }
  expect(shown[0]!.body).toMatchObject({ text: 'こちら https://mail.example.jp/confirm/…' })
  expect(shown[3]!.body).toMatchObject({
    Mails: [{ Text: expect.stringContaining('/confirm/…') }],
  })
  // What webhooks tell others is the event.
  expect(JSON.stringify(await away.db.select().from(events))).not.toContain('confirm_url')
  await post.pump.stop()
  await relay.stop()
  await away.close()
}, 20_000)

/** Every base64 part as text. */
const decoded = (raw: string) =>
  raw
    .split(/\r\n\r\n/)
    .map((part) => Buffer.from(part.split('\r\n--')[0]!, 'base64').toString('utf8'))
    .join('\n')
