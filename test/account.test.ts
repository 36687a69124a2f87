import { desc, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeAccount } from '../server/account/change.ts'
import { readMe } from '../server/account/me.ts'
import { readAccount } from '../server/account/read.ts'
import { audit } from '../server/audit/table.ts'
import { transaction } from '../server/db.ts'
import { type House, openHouse } from './database.ts'
import { until } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const account = {
  name: 'みなと珈琲',
  zone: 'Asia/Tokyo',
  language: 'ja',
  senderName: 'みなと珈琲',
  senderAddress: 'hello@minato.example',
  replyTo: '',
  postalAddress: '横浜市中区',
  enquiry: '045-000-0000',
  tracking: true,
}

const lastEntry = async () =>
  (await house.db.select().from(audit).orderBy(desc(audit.id)).limit(1))[0]

test('the account is there before anybody has written it', async () => {
  const [first, second] = await Promise.all([readAccount(house.db), readAccount(house.db)])
  expect(first).toEqual(second)
  expect(first).toMatchObject({ zone: 'Asia/Tokyo', language: 'ja', stopped: false })
})

const smtpUrl = 'smtp://relay.example:2525'
test.for([
  ['the mailbox', { smtpUrl: null, baseUrl: 'http://localhost:3000' }, 'mailbox', 'allowed'],
  ['a relay without https', { smtpUrl, baseUrl: 'http://mail.example' }, 'smtp', 'no-https'],
  ['a relay with https', { smtpUrl, baseUrl: 'https://mail.example' }, 'smtp', 'allowed'],
] as const)(
  'who looks is told whether advertising leaves by %s',
  async ([, where, kind, advertising]) => {
    const member = { id: '1', name: 'Yui', email: 'yui@minato.example', role: 'owner' } as const
    const { mail } = await readMe({ ...house, ...where }, member)
    expect(mail).toMatchObject({ kind, advertising })
  },
)

test('what changes is kept, and the audit names it from and to', async () => {
  const { status, body } = await house.api('PUT', '/api/account', account)
  expect(status).toBe(200)
  expect(body).toEqual({ ...account, stopped: false })
  await house.api('PUT', '/api/account', { ...account, name: 'みなと' })
  expect(await lastEntry()).toMatchObject({
    action: 'account.changed',
    detail: { name: { from: 'みなと珈琲', to: 'みなと' } },
  })
})

test('a save that changes nothing leaves no trace', async () => {
  const before = await house.db.$count(audit)
  await house.api('PUT', '/api/account', { ...account, name: 'みなと' })
  expect(await house.db.$count(audit)).toBe(before)
})

test('two saves at once wait for each other, and the audit tells the second from the first', async () => {
  let second: Promise<unknown> | undefined
  await transaction(house.db, async (tx) => {
    await changeAccount(tx, { actor: 'system', account: { name: 'Harbor' } })
    second = house.api('PUT', '/api/account', account)
    await until('the second waits', async () => {
      const [row] = await house.db.execute<{ waits: boolean }>(sql`
        SELECT EXISTS (SELECT FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock') AS waits`)
      return row!.waits
    })
  })
  await second
  expect(await lastEntry()).toMatchObject({
    action: 'account.changed',
    detail: { name: { from: 'Harbor', to: 'みなと珈琲' } },
  })
})

test('all mail is stopped and let go, each written down once', async () => {
  expect((await house.api('PUT', '/api/account/stop')).status).toBe(204)
  expect((await readAccount(house.db)).stopped).toBe(true)
  expect(await lastEntry()).toMatchObject({ action: 'account.stopped', subject: 'account' })
  const before = await house.db.$count(audit)
  await house.api('PUT', '/api/account/stop')
  expect(await house.db.$count(audit)).toBe(before)

  expect((await house.api('DELETE', '/api/account/stop')).status).toBe(204)
  expect((await readAccount(house.db)).stopped).toBe(false)
  expect(await lastEntry()).toMatchObject({ action: 'account.resumed', subject: 'account' })
})

test('a form that was opened before the stop saves without undoing it', async () => {
  await house.api('PUT', '/api/account/stop')
  const old = { ...account, enquiry: '045-111-1111', stopped: false }
  const { status, body } = await house.api('PUT', '/api/account', old)
  expect(status).toBe(200)
  expect(body).toMatchObject({ enquiry: '045-111-1111', stopped: true })
  await house.api('DELETE', '/api/account/stop')
})

test('a name that stands in a header of every mail is one line', async () => {
  const senderName = ' みなと\r\nBcc: a@example.com\u2028珈琲 '
  const { body } = await house.api('PUT', '/api/account', { ...account, senderName })
  expect(body).toMatchObject({ senderName: 'みなと Bcc: a@example.com 珈琲' })
})

test.for([
  ['zone', 'Asia/Tokio'],
  ['zone', '+09:00'],
  ['senderAddress', 'hello'],
  ['replyTo', 'x@'],
  ['language', 'fr'],
] as const)('%s cannot be %s', async ([field, value]) => {
  const { status, body } = await house.api('PUT', '/api/account', { ...account, [field]: value })
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'wrong-input', fields: [field] })
})
