import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { setupToken } from '../server/members/owner.ts'
import { words } from '../server/samples/words.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const owner = { name: '森 蓮', email: 'Ren@example.com', password: 'minato blend', language: 'ja' }

const setUp = (body: object, at: House = house) =>
  at.app.request('/api/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...owner, token: setupToken(at.secret), ...body }),
  })

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

test('without the link nobody becomes the owner', async () => {
  const refused = await setUp({ token: 'guess' })
  expect(refused.status).toBe(403)
  expect(await codeOf(refused)).toBe('setup-link-wrong')
})

test('what is missing is named', async () => {
  const refused = await setUp({ email: 'ren', password: 'short' })
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ fields: ['email', 'password'] })
})

test('the link makes the owner, once, and signs them in', async () => {
  const [first, second] = await Promise.all([setUp({}), setUp({ email: 'b@example.com' })])
  expect([first.status, second.status].sort()).toEqual([201, 409])
  const won = first.status === 201 ? first : second
  const cookie = won.headers.getSetCookie()[0]!.split(';')[0]!
  const me = await house.app.request('/api/me', { headers: { cookie } })
  expect(await me.json()).toMatchObject({
    setup: false,
    member: { name: owner.name, role: 'owner' },
    account: { language: 'ja', zone: 'Asia/Tokyo' },
  })
  expect(await codeOf(await setUp({}))).toBe('setup-closed')
})

test('then a sample journey is live, with the form that feeds it', async () => {
  type Listed = { journeys: { id: number; name: string; state: string; problems: number }[] }
  const { body } = await house.api<Listed>('GET', '/api/journeys')
  expect(body.journeys).toMatchObject([{ name: '会員登録ウェルカム', state: 'live', problems: 0 }])

  type Sources = { sources: { kind: string; url: string }[] }
  const sources = await house.api<Sources>('GET', '/api/sources')
  expect(sources.body.sources).toMatchObject([{ kind: 'form' }])
  const form = await house.app.request(new URL(sources.body.sources[0]!.url).pathname)
  expect(form.status).toBe(200)
  const page = await form.text()
  expect(page).toContain('みなと珈琲')
  expect(page).toContain(words.ja.source.consentWording)
})

test('the audit tells all of it', async () => {
  const told = (await house.db.select().from(audit)).map((entry) => entry.action)
  expect(told).toEqual(
    expect.arrayContaining([
      'owner.created',
      'account.changed',
      'source.created',
      'journey.created',
      'journey.published',
    ]),
  )
})

test('an owner who speaks English gets the sample in English', async () => {
  const english = await openHouse()
  expect((await setUp({ language: 'en' }, english)).status).toBe(201)
  const { body } = await english.api<{ journeys: object[] }>('GET', '/api/journeys')
  expect(body.journeys).toMatchObject([{ name: 'Welcome', state: 'live', problems: 0 }])
  await english.close()
})

test('with a real relay no mail leaves under a sample’s address', async () => {
  const real = await openHouse({ smtpUrl: 'smtp://relay.example.com' })
  await setUp({}, real)
  const { body } = await real.api('GET', '/api/account')
  expect(body).toMatchObject({ senderAddress: owner.email, enquiry: owner.email })
  await real.close()
})
