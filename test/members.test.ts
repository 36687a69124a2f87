import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { transaction } from '../server/db.ts'
import { createFirstOwner, hashPassword } from '../server/members/owner.ts'
import { resetPassword } from '../server/members/password.ts'
import { may, needed, roles } from '../server/members/permissions.ts'
import { apiKeys, credentials, members, rateLimits } from '../server/members/table.ts'
import { type House, openHouse } from './database.ts'

let house: House
const owner = { name: '森 蓮', email: 'ren@example.com', password: 'minato blend' }

beforeAll(async () => {
  house = await openHouse()
  const passwordHash = await hashPassword(owner.password)
  await transaction(house.db, (tx) => createFirstOwner(tx, { ...owner, passwordHash }))
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.db.delete(rateLimits)
})

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  house.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const signIn = (password = owner.password, headers = {}) =>
  post('/api/auth/sign-in/email', { email: owner.email, password }, headers)

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

const actions = async () =>
  (await house.db.select({ action: audit.action }).from(audit)).map((row) => row.action)

describe('the door', () => {
  test('every route under /api is closed to whoever is not signed in', async () => {
    const open = ['/api/setup', '/api/me', '/api/openapi.json', '/api/*']
    const routes = house.app.routes.filter(
      ({ path, method }) =>
        path.startsWith('/api/') &&
        method !== 'ALL' &&
        !open.includes(path) &&
        !path.startsWith('/api/auth/'),
    )
    expect(routes.length).toBeGreaterThan(5)
    for (const { method, path } of routes) {
      const response = await house.app.request(path.replaceAll(/:\w+/g, '1'), { method })
      expect(`${method} ${path} ${response.status}`).toBe(`${method} ${path} 401`)
    }
  })

  test('a way that nobody has opened is closed, wherever it leads', () => {
    expect(needed('POST', '/anything')).toBe(':write')
    expect(needed('DELETE', '/api/journeys/1')).toBe('journeys:write')
    expect(needed('GET', '/api/healthz')).toBe('healthz:read')
    expect(needed('GET', '/api')).toBe(':read')
    expect(may(roles.owner, 'journeys:write')).toBe(true)
    expect(may(['journeys:read'], 'journeys:write')).toBe(false)
    expect(may(['journeys:write'], '*')).toBe(false)
  })

  test.for([
    ['ja,en;q=0.8', 'ログイン'],
    ['fr, en;q=0.5, ja;q=0.4', 'Sign in'],
    ['fr', 'Sign in'],
  ])('who asks in %s is answered in a language they read', async ([header, words]) => {
    const response = await house.app.request('/api/account', {
      headers: { 'accept-language': header! },
    })
    expect(response.status).toBe(401)
    const { code, detail } = (await response.json()) as { code: string; detail: string }
    expect(code).toBe('not-signed-in')
    expect(detail).toContain(words)
  })

  test('?lang= decides over the browser', async () => {
    const response = await house.app.request('/api/account?lang=ja', {
      headers: { 'accept-language': 'en' },
    })
    expect(await response.text()).toContain('ログイン')
  })
})

describe('sessions', () => {
  test('the right password opens a session that scripts cannot read and other sites cannot use', async () => {
    const response = await signIn()
    expect(response.status).toBe(204)
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const me = await house.app.request('/api/me', { headers: { cookie: cookieOf(response) } })
    expect(await me.json()).toMatchObject({
      member: { name: owner.name, email: owner.email, role: 'owner' },
      setup: false,
      mail: { kind: 'mailbox', advertising: 'allowed' },
    })
    expect(await actions()).toContain('member.signed-in')
  })

  test('over https the cookie travels by https alone', async () => {
    const secure = await openHouse({ baseUrl: 'https://mail.example.com' })
    const passwordHash = await hashPassword(owner.password)
    await transaction(secure.db, (tx) => createFirstOwner(tx, { ...owner, passwordHash }))
    const response = await secure.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(owner),
    })
    expect(response.headers.getSetCookie()[0]).toMatch(/; Secure/)
    await secure.close()
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await signIn('not this one')
    const unknown = await post('/api/auth/sign-in/email', {
      email: 'a@example.com',
      password: 'xxxxxxxx',
    })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
  })

  test('guessing is slowed down, and a right guess among too many does not help', async () => {
    for (let n = 0; n < 5; n++) expect((await signIn('not this one')).status).toBe(401)
    const sixth = await signIn('not this one')
    expect(sixth.status).toBe(429)
    expect(await sixth.json()).toMatchObject({ code: 'too-many' })
    expect((await signIn()).status).toBe(429)
    expect(await house.db.select().from(rateLimits)).toHaveLength(1)
  })

  test('guessing one account from many addresses is slowed down too', async () => {
    const guess = async () => {
      // As if each came from an address of its own.
      await house.db.delete(rateLimits)
      const mine = { email: 'Somebody@example.com', password: 'not this one' }
      return (await post('/api/auth/sign-in/email', mine)).status
    }
    const statuses: number[] = []
    // Every ten seconds one more is allowed: a slow machine gets a few further.
    while (!statuses.includes(429) && statuses.length < 40) statuses.push(await guess())
    expect(statuses.length).toBeGreaterThan(20)
    expect(statuses.at(-1)).toBe(429)
    await house.db.delete(rateLimits)
    expect((await signIn()).status).toBe(204)
  })

  test('after signing out the cookie opens nothing', async () => {
    const cookie = cookieOf(await signIn())
    expect((await house.app.request('/api/account', { headers: { cookie } })).status).toBe(200)
    expect((await post('/api/auth/sign-out', {}, { cookie })).status).toBe(200)
    expect((await house.app.request('/api/account', { headers: { cookie } })).status).toBe(401)
    expect(await actions()).toContain('member.signed-out')
  })

  test('nobody can sign up', async () => {
    const response = await post('/api/auth/sign-up/email', { ...owner, email: 'b@example.com' })
    expect(response.status).toBe(404)
    expect(await house.db.select().from(members)).toHaveLength(1)
  })

  test('a new password ends the sessions of the old one', async () => {
    const cookie = cookieOf(await signIn())
    const made = await transaction(house.db, (tx) =>
      resetPassword(tx, { email: 'REN@example.com', actor: 'cli' }),
    )
    expect((await house.app.request('/api/account', { headers: { cookie } })).status).toBe(401)
    expect((await signIn()).status).toBe(401)
    expect((await signIn(made!)).status).toBe(204)
    const passwordHash = await hashPassword(owner.password)
    await house.db.update(credentials).set({ password: passwordHash })
  })
})

describe('other sites', () => {
  let cookie: string
  beforeAll(async () => {
    cookie = cookieOf(await signIn())
  })
  const create = (headers: object) => post('/api/api-keys', { name: 'x' }, { cookie, ...headers })

  test.for([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://127.0.0.1:3000' },
    // A header that opens nothing must not close an eye either.
    { authorization: 'Basic eDp5', origin: 'https://evil.example' },
  ])('cannot use a session: %o', async (headers) => {
    const response = await create(headers)
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'cross-site' })
  })

  test.for([
    { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' },
    { origin: 'http://127.0.0.1:3000' },
    { host: 'localhost', origin: 'http://localhost' },
  ])('are not our own pages: %o', async (headers) => {
    expect((await create(headers)).status).toBe(201)
  })

  test('cannot sign a visitor in as somebody else', async () => {
    expect((await signIn(owner.password, { origin: 'https://evil.example' })).status).toBe(403)
  })
})

describe('API keys', () => {
  type Made = { id: number; name: string; key: string }
  const use = (key: string) =>
    house.app.request('/api/account', { headers: { authorization: `Bearer ${key}` } })

  test('open the API, are shown once and kept as a hash', async () => {
    const { body } = await house.api<Made>('POST', '/api/api-keys', { name: 'shop' })
    expect((await use(body.key)).status).toBe(200)
    const list = await house.api<{ keys: object[] }>('GET', '/api/api-keys')
    expect(list.body.keys).toContainEqual(
      expect.objectContaining({ id: body.id, name: 'shop', hint: body.key.slice(0, 9) }),
    )
    expect(JSON.stringify(list.body)).not.toContain(body.key)
    const [row] = await house.db.select().from(apiKeys).where(eq(apiKeys.id, body.id))
    expect(JSON.stringify(row)).not.toContain(body.key)
    expect(row!.lastUsedAt).not.toBeNull()
  })

  test('open nothing once revoked', async () => {
    const { body } = await house.api<Made>('POST', '/api/api-keys', { name: 'old shop' })
    expect((await house.api('DELETE', `/api/api-keys/${body.id}`)).status).toBe(204)
    const refused = await use(body.key)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ code: 'key-wrong' })
    expect((await house.api('DELETE', `/api/api-keys/${body.id}`)).status).toBe(404)
    expect(await actions()).toEqual(expect.arrayContaining(['api-key.created', 'api-key.revoked']))
  })

  test('a key needs a name', async () => {
    const { status, body } = await house.api('POST', '/api/api-keys', { name: ' ' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'wrong-input', fields: ['name'] })
  })

  test('what is not JSON is refused in words', async () => {
    const response = await house.app.request('/api/api-keys', {
      method: 'POST',
      headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/json' },
      body: '{',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'wrong-input' })
  })
})
