import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { account } from '../server/account/table.ts'
import { type Mailbox, startMailbox } from '../server/mailbox/listener.ts'
import { openPool, type Pool } from '../server/transports/pool.ts'
import { type House, openHouse } from './database.ts'
import { handled, openPost, queuedMessages, rowsOf, sendJourney } from './mailing.ts'
import { runDry } from './make.ts'

type Listed = {
  mails: { id: number; subject: string; journeyId: number | null; contactId: number | null }[]
  next: string | null
  total: number
}
type Shown = Listed['mails'][number] & {
  to: string
  html: string | null
  text: string | null
  headers: [string, string][]
  source: string
}

let house: House
let mailbox: Mailbox
let pool: Pool
beforeAll(async () => {
  house = await openHouse()
  await house.db.insert(account).values({
    senderName: '飛び石',
    senderAddress: 'a@tobiishi.example',
    postalAddress: '横浜市中区1-1',
    enquiry: 'https://tobiishi.example/contact',
  })
})
beforeEach(async () => {
  mailbox = await startMailbox(house)
  const url = `smtp://127.0.0.1:${mailbox.port}`
  pool = openPool({ url, connections: 4, baseUrl: house.baseUrl, catches: true })
})
afterEach(async () => {
  pool.close()
  await mailbox.stop()
})
afterAll(() => house.close())

const letter = (more: { subject?: string; html?: string; text?: string; messageId?: string }) => ({
  subject: '件名',
  html: '<p>本文</p>',
  text: '本文',
  from: { name: '', address: 'a@tobiishi.example' },
  to: { name: '山田 唯', address: 'yui@example.jp' },
  headers: {},
  messageId: `<${Math.random()}@tobiishi.example>`,
  merged: {},
  ...more,
})
const list = async (query = '') => (await house.api<Listed>('GET', `/api/mailbox${query}`)).body
const show = async (id: number) => (await house.api<Shown>('GET', `/api/mailbox/${id}`)).body

test('a mail that cannot be kept is asked for again, and no word of it is logged', async () => {
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => logged.push(line) })
  const failing = await startMailbox({ ...house, log })
  const url = `smtp://127.0.0.1:${failing.port}`
  const way = openPool({ url, connections: 1, baseUrl: house.baseUrl, catches: true })
  await house.db.execute(sql`ALTER TABLE caught RENAME TO caught_away`)
  expect(await way.handOver(letter({}))).toMatchObject({ type: 'deferred' })
  await house.db.execute(sql`ALTER TABLE caught_away RENAME TO caught`)
  expect(logged.join()).toContain('mailbox.failed')
  expect(logged.join()).not.toMatch(/yui|本文|insert/)
  way.close()
  await failing.stop()
})

describe('what the product sends', () => {
  test('is caught, never sent, and its walk goes on', async () => {
    const post = await openPost(house, `smtp://127.0.0.1:${mailbox.port}`)
    const journey = await sendJourney(house, { subject: 'ようこそ' }, 'ウェルカム')
    const ids = await queuedMessages(house, journey, 3)
    const rows = await handled(house, post, ids)
    await post.pump.stop()
    for (const row of rows) {
      expect(row).toMatchObject({ state: 'caught', reason: null })
      expect(row.reply).toMatch(/^250 .*caught as \d+$/)
    }
    await runDry(house, journey)
    const { mails, total } = await list(`?journeyId=${journey.id}`)
    expect(total).toBe(3)
    expect(mails[0]).toMatchObject({ subject: 'ようこそ', journeyName: 'ウェルカム' })
    expect(new Set(mails.map((mail) => mail.contactId))).toEqual(
      new Set(rows.map((row) => row.contactId)),
    )
    const one = await list(`?contactId=${rows[1]!.contactId}`)
    expect(one.mails.map((mail) => mail.contactId)).toEqual([rows[1]!.contactId])
    expect((await list('?journeyId=999')).total).toBe(0)

    const mail = await show(mails[0]!.id)
    expect(mail.headers).toContainEqual(['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'])
    expect(mail.source).toMatch(/^Feedback-ID: /)
  })

  test('needs no sender address to be tried out', async () => {
    await house.db.update(account).set({ senderAddress: '' })
    const post = await openPost(house, `smtp://127.0.0.1:${mailbox.port}`)
    const [id] = await queuedMessages(house, await sendJourney(house), 1)
    expect(await handled(house, post, [id!])).toMatchObject([
      { state: 'caught', from: 'sender@mailbox.invalid' },
    ])
    await post.pump.stop()
    expect(await rowsOf(house, [id!])).toHaveLength(1)
  })
})

describe('a caught mail', () => {
  test('is shown in every part', async () => {
    const answer = await pool.handOver(letter({ subject: '𠮷田様 ☔', text: 'こんにちは\n.\n終' }))
    expect(answer).toMatchObject({ type: 'caught' })
    const [newest] = (await list()).mails
    const mail = await show(newest!.id)
    expect(mail).toMatchObject({
      subject: '𠮷田様 ☔',
      from: 'a@tobiishi.example',
      to: 'yui@example.jp',
      journeyId: null,
      html: '<p>本文</p>',
      text: 'こんにちは\n.\n終',
    })
    expect(mail.headers.map(([name]) => name)).toContain('Subject')
    expect(mail.source).toContain('MIME-Version: 1.0\r\n')
  })

  test('is a stranger’s page: sandboxed, without scripts, links beside it', async () => {
    const html = '<!doctype html><html><head></head><body><script>alert(1)</script>x</body></html>'
    await pool.handOver(letter({ html }))
    const [newest] = (await list()).mails
    const response = await house.app.request(`/api/mailbox/${newest!.id}/html`, {
      headers: { authorization: `Bearer ${house.key}` },
    })
    const policy = response.headers.get('content-security-policy')!
    expect(policy).toMatch(/^sandbox allow-popups/)
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
    expect(policy).toContain("default-src 'none'")
    expect(await response.text()).toMatch(/^<!doctype html><html><head><base target="_blank">/)
  })

  test('is nobody’s business without a login', async () => {
    await pool.handOver(letter({}))
    const [newest] = (await list()).mails
    for (const path of ['', `/${newest!.id}`, `/${newest!.id}/html`]) {
      expect((await house.app.request(`/api/mailbox${path}`)).status).toBe(401)
    }
    expect((await house.api('GET', '/api/mailbox/999999')).status).toBe(404)
  })

  test('is there as soon as it was answered, many at once', async () => {
    await house.api('DELETE', '/api/mailbox')
    const mails = Array.from({ length: 120 }, (_, n) => letter({ subject: `第${n}信` }))
    const answers = await Promise.all(mails.map((mail) => pool.handOver(mail)))
    expect(new Set(answers.map((answer) => answer.type))).toEqual(new Set(['caught']))
    const first = await list()
    expect(first).toMatchObject({ total: 120, next: expect.any(String) })
    expect(first.mails).toHaveLength(50)
    const second = await list(`?cursor=${first.next}`)
    const third = await list(`?cursor=${second.next}`)
    expect(third.next).toBeNull()
    const all = [...first.mails, ...second.mails, ...third.mails]
    expect(new Set(all.map((mail) => mail.subject)).size).toBe(120)
    // The answer names the very row.
    const [id] = /\d+$/.exec(String(answers[7]!.reply)) ?? []
    expect((await show(Number(id))).subject).toBe('第7信')
  })
})

test('a mail too large for anybody is refused for good', async () => {
  const answer = await pool.handOver(letter({ text: 'x'.repeat(11 * 1024 * 1024) }))
  expect(answer).toMatchObject({ type: 'rejected', reply: expect.stringMatching(/^552 /) })
})

test('a head that is no head is kept as it came', async () => {
  await pool.handOver(letter({ subject: `${'長い'.repeat(200)}`, messageId: '<\u0001@x>' }))
  expect((await list()).mails[0]!.subject).toBe('長い'.repeat(200))
})

test('emptying leaves nothing but a line in the audit', async () => {
  await pool.handOver(letter({}))
  expect((await house.api('DELETE', '/api/mailbox')).status).toBe(204)
  expect(await list()).toEqual({ mails: [], next: null, total: 0 })
  const [entry] = await house.db.execute<{ action: string }>(
    sql`SELECT action FROM audit ORDER BY id DESC LIMIT 1`,
  )
  expect(entry!.action).toBe('mailbox.emptied')
})
