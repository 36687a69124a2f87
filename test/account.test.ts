import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMe } from '../server/account/me.ts'
import { readAccount } from '../server/account/read.ts'
import { audit } from '../server/audit/table.ts'
import { type House, openHouse } from './database.ts'

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
  stopped: false,
}

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
  expect(body).toEqual(account)
  await house.api('PUT', '/api/account', { ...account, stopped: true })
  const entries = await house.db.select().from(audit)
  expect(entries.at(-1)).toMatchObject({
    action: 'account.changed',
    detail: { stopped: { from: false, to: true } },
  })
})

test('a save that changes nothing leaves no trace', async () => {
  const before = await house.db.$count(audit)
  await house.api('PUT', '/api/account', { ...account, stopped: true })
  expect(await house.db.$count(audit)).toBe(before)
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
  expect(body).toMatchObject({ error: { code: 'wrong-input', fields: [field] } })
})
