import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contacts } from '../server/contacts/table.ts'
import { events } from '../server/events/table.ts'
import { listen } from '../server/listen.ts'
import { identityToken } from '../server/sites/identity.ts'
import { siteScript } from '../server/sites/script.ts'
import { requests } from '../server/sources/table.ts'
import { newReader, openBrowser } from './browser.ts'
import { type House, openHouse } from './database.ts'
import { newContacts, until } from './make.ts'
import { freePort } from './program.ts'

let house: House
let port: number
beforeAll(async () => {
  port = await freePort()
  house = await openHouse({ baseUrl: `http://127.0.0.1:${port}` })
})
afterAll(() => house.close())

const shop = 'https://shop.example'
let source: { id: number; path: string; secret: string }
beforeEach(async () => {
  source = await newSite(shop)
})

async function newSite(origin: string) {
  const { body } = await house.api<{ id: number; url: string }>('POST', '/api/sources', {
    name: 'Shop',
    kind: 'site',
    site: { origins: [`${origin}/some/page`], trustsAddresses: false },
  })
  const path = `/api/sources/${body.id}`
  const { secret } = (await house.api<{ secret: string }>('POST', `${path}/signing-secret`)).body
  const key = /\/t\/([\w-]+)\.js$/.exec(body.url)![1]
  return { id: body.id, path: `/e/${key}`, secret }
}

let keys = 0
const event = (name: string, more: object = {}) => ({
  name,
  key: `key-${++keys}-long`,
  ago: 0,
  ...more,
})

async function post(body: unknown, headers: Record<string, string> = { origin: shop }) {
  const response = await house.app.request(source.path, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const by = (email: string) => ({ token: identityToken(source.secret, email) })
const told = (sourceId: number) =>
  house.db
    .select({ name: events.name, email: contacts.email, payload: events.payload })
    .from(events)
    .innerJoin(contacts, eq(contacts.id, events.contactId))
    .where(eq(events.origin, `source:${sourceId}`))
    .orderBy(asc(events.id))

describe('what a page posts', () => {
  test('of somebody whom the shop’s server has signed lands on the contact, new or known', async () => {
    const who = by('hana@shop.example')
    const { status, headers } = await post({
      who,
      events: [event('cart.left', { payload: { n: 1 } })],
    })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([202, shop])
    expect(await told(source.id)).toEqual([
      { name: 'cart.left', email: 'hana@shop.example', payload: { n: 1 } },
    ])
    const { body } = await house.api<{ events: { name: string }[] }>(
      'GET',
      `/api/sources/${source.id}/events`,
    )
    expect(body.events).toMatchObject([{ name: 'cart.left', email: 'hana@shop.example' }])
  })

  test('twice counts once, and happened when the page says', async () => {
    const again = { who: by('hana@shop.example'), events: [event('bought', { ago: 3_600_000 })] }
    expect([(await post(again)).status, (await post(again)).status]).toEqual([202, 202])
    const rows = await house.db
      .select()
      .from(events)
      .where(eq(events.origin, `source:${source.id}`))
    expect(rows).toHaveLength(1)
    expect(rows[0]!.at.since(rows[0]!.happenedAt).total('minutes')).toBeGreaterThan(59)
  })

  test('in another’s name, from another site or with nonsense is refused, and kept to be read', async () => {
    const good = { who: by('hana@shop.example'), events: [event('seen')] }
    const forged = { who: { token: `yui@shop.example:${'0'.repeat(64)}` }, events: [event('seen')] }
    const bare = { who: { email: 'hana@shop.example' }, events: [event('seen')] }
    const table: [status: number, code: string, answer: Awaited<ReturnType<typeof post>>][] = [
      [403, 'origin-wrong', await post(good, { origin: 'https://other.example' })],
      [403, 'origin-wrong', await post(good, {})],
      [401, 'identity-wrong', await post(forged)],
      [401, 'identity-missing', await post(bare)],
      [401, 'identity-missing', await post({ events: [event('seen')] })],
      [422, 'event-wrong', await post({ ...good, events: [event('message.clicked')] })],
      [400, 'body-unreadable', await post('{')],
      [400, 'body-unreadable', await post(`{"who":null,"events":${'['.repeat(5000)}`)],
      [400, 'body-unreadable', await post({ ...good, events: [] })],
      [413, 'too-large', await post({ ...good, more: 'x'.repeat(70_000) })],
    ]
    for (const [status, code, answer] of table) {
      expect([answer.status, answer.body], code).toEqual([
        status,
        expect.objectContaining({ code }),
      ])
    }
    expect(await told(source.id)).toEqual([])
    expect(await house.db.$count(requests, eq(requests.sourceId, source.id))).toBe(9)
  })

  test('refused, cannot be judged again as if it were a webhook’s', async () => {
    const refused = await post({ events: [event('seen')], email: 'hana@shop.example' })
    const { id } = refused.body
    expect(await house.api('POST', `/api/requests/${id}/replay`)).toMatchObject({
      status: 409,
      body: { code: 'site-not-replayed' },
    })
    const since = '2020-01-01T00:00:00Z'
    const all = await house.api('POST', `/api/sources/${source.id}/replays`, { since })
    expect(all).toMatchObject({ status: 409, body: { code: 'site-not-replayed' } })
    const { body } = await house.api('GET', `/api/requests/${id}`)
    expect(body).toMatchObject({ kind: 'site', outcome: 'refused', found: null, replays: 0 })
  })

  test('a bare address is taken where the source trusts it, and makes nobody', async () => {
    await house.api('PATCH', `/api/sources/${source.id}`, {
      site: { origins: [shop], trustsAddresses: true },
    })
    const [id] = await newContacts(house, 1)
    const [known] = await house.db.select().from(contacts).where(eq(contacts.id, id!))
    const { email } = known!
    await post({ who: { email }, events: [event('seen')] })
    await post({ who: { email: 'nobody@shop.example' }, events: [event('seen')] })
    expect(await told(source.id)).toMatchObject([{ name: 'seen', email }])
    expect(await house.db.$count(contacts, eq(contacts.email, 'nobody@shop.example'))).toBe(0)
  })
})

test('the script is small, sets no cookie, and is there only while the source is open', async () => {
  const path = source.path.replace('/e/', '/t/').concat('.js')
  const response = await house.app.request(path)
  expect(response.headers.get('content-type')).toContain('text/javascript')
  expect(response.headers.get('set-cookie')).toBeNull()
  const text = await response.text()
  expect(text).not.toContain('document.cookie')
  expect(gzipSync(siteScript(`${house.baseUrl}/e/x`)).length).toBeLessThan(2048)
  await house.api('PATCH', `/api/sources/${source.id}`, { open: false })
  expect((await house.app.request(path)).status).toBe(404)
})

describe('in a real browser', () => {
  let pages: Server
  let origin: string
  let page = ''
  beforeAll(async () => {
    pages = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    }).listen(0, '127.0.0.1')
    await once(pages, 'listening')
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
  })
  afterAll(() => pages.close())

  test('a page of another site tells what its member does, also while leaving', async () => {
    source = await newSite(origin)
    const http = await listen({ host: '127.0.0.1', port })
    http.serve(house.app)
    const browser = await openBrowser()
    try {
      const { token } = by('yui@shop.example')
      const script = `${house.baseUrl}${source.path.replace('/e/', '/t/')}.js`
      page = `<!doctype html><script>window.tobiishi=window.tobiishi||function(){(tobiishi.q=tobiishi.q||[]).push(arguments)}
tobiishi('track', '閲覧', { 商品: '豆' })
tobiishi('identify', { token: ${JSON.stringify(token)} })</script><script async src="${script}"></script>`
      const tab = await (await newReader(browser)).newPage()
      await tab.goto(origin)
      await until('the page view has come', async () => (await told(source.id)).length === 1)
      page = '<!doctype html>bye'
      await tab.evaluate(`tobiishi('track', 'cart.left', { total: 4200 }); location.href = '/bye'`)
      await until(
        'what was told while leaving has come',
        async () => (await told(source.id)).length === 2,
      )
      expect(await told(source.id)).toEqual([
        { name: '閲覧', email: 'yui@shop.example', payload: { 商品: '豆' } },
        { name: 'cart.left', email: 'yui@shop.example', payload: { total: 4200 } },
      ])
      expect(await tab.context().cookies()).toEqual([])
    } finally {
      await browser.close()
      await http.close()
    }
  })
})
