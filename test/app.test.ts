import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildEditor } from '../server/build.ts'
import { knowAddress, proxyList, senderOf } from '../server/client-address.ts'
import type { Env } from '../server/ground.ts'
import { languageOf } from '../server/language.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  await buildEditor(() => {})
  house = await openHouse()
}, 120_000)
afterAll(() => house.close())

describe('pages', () => {
  test('whatever address a person opens, the editor is there', async () => {
    for (const path of ['/', '/journeys/12', '/no/such/page']) {
      const response = await house.app.request(path)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('<div id="root">')
    }
  })

  test('scripts come from here alone, and nobody frames the editor', async () => {
    const { headers } = await house.app.request('/journeys')
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'self'.*frame-ancestors 'none'/,
    )
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('files named by their content are kept for ever, the page itself is asked for again', async () => {
    const page = await house.app.request('/')
    const script = /src="(\/assets\/[^"]+)"/.exec(await page.text())![1]!
    const asset = await house.app.request(script)
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(page.headers.get('cache-control')).toBe('no-cache')
  })

  test('a file that is not there is not a page', async () => {
    expect((await house.app.request('/assets/gone-12345678.js')).status).toBe(404)
  })

  test('an address of the API that does not exist is said in words', async () => {
    const headers = { authorization: `Bearer ${house.key}`, 'accept-language': 'ja' }
    const response = await house.app.request('/api/nothing', { headers })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({
      type: '/reference#errors/not-found',
      title: '見つかりません',
      status: 404,
      detail: expect.stringContaining('アドレス'),
      code: 'not-found',
    })
  })
})

test('what fails on our side is told without its reason, and logged without its values', async () => {
  const logged: string[] = []
  const broken = await openHouse({ log: (line) => logged.push(line) })
  await broken.db.execute(sql`ALTER TABLE contacts RENAME TO elsewhere`)
  const { status, body } = await broken.api('POST', '/api/contacts', { email: 'hana@example.jp' })
  expect(status).toBe(500)
  expect(body).toEqual({
    type: '/reference#errors/went-wrong',
    title: 'Failed on our side',
    status: 500,
    detail: expect.any(String),
    code: 'went-wrong',
  })
  expect(logged.join()).toContain('request.failed')
  expect(logged.join()).not.toContain('hana')
  await broken.close()
})

describe('who asks', () => {
  const proxies = proxyList(['127.0.0.0/8', '::1', '10.0.0.0/8'])

  test.for([
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::1', '2001:db8::9', '2001:db8::9'],
    ['::ffff:127.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    // What the sender wrote himself stands further left.
    ['127.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.7', '203.0.113.9'],
    ['127.0.0.1', 'unknown, 10.0.0.7', '10.0.0.7'],
    ['127.0.0.1', '<script>', '127.0.0.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    // Nobody else is believed.
    ['192.168.0.4', '203.0.113.9', '192.168.0.4'],
    ['198.51.100.1', '127.0.0.1', '198.51.100.1'],
    [null, '203.0.113.9', null],
  ] as const)('at %s with X-Forwarded-For %s is %s', ([peer, forwarded, sender]) => {
    expect(senderOf(peer, forwarded, proxies)).toBe(sender)
  })

  test('is read from the socket', async () => {
    const heard: (string | null)[] = []
    const app = new Hono<Env>()
      .use(knowAddress({ ...house, trustedProxies: proxies }))
      .get('/', (c) => {
        heard.push(c.get('address'))
        return c.text('')
      })
    const server = createServer(getRequestListener(app.fetch))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    await new Promise((done) => request({ port }, done).end())
    server.close()
    expect(heard).toEqual(['127.0.0.1'])
  })
})

describe('what no database can hold', () => {
  const ugly = '会員\0\ud800'

  test.for([
    ['POST', '/api/api-keys', { name: ugly }, 201],
    ['POST', '/api/api-keys', { name: '\0' }, 400],
    ['POST', '/api/journeys', { name: ugly }, 201],
    ['POST', '/api/contacts', { email: 'ugly@example.jp', attributes: { note: ugly } }, 201],
    ['GET', `/api/audit?subject=${encodeURIComponent('\0')}`, undefined, 200],
    ['GET', '/api/journeys/1/people?nodeId=%00', undefined, 200],
    ['GET', '/api/contacts?search=%00', undefined, 200],
  ] as const)(
    '%s %s is cleaned or refused, never a failure',
    async ([method, path, body, status]) => {
      const answer = await house.api(method, path, body)
      expect(answer.status).toBe(status)
      expect(JSON.stringify(answer.body)).not.toMatch(/\\u0000|\\ud800/)
    },
  )

  test('values that nest without end are refused in words', async () => {
    const data = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)
    const nodes = [{ id: 'a', type: 'exit', position: { x: 0, y: 0 }, data: { data } }]
    const graph = { schema: 1, nodes, edges: [] }
    const { status, body } = await house.api('POST', '/api/journeys', { name: 'Deep', graph })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'too-deep', levels: 32 })
  })
})

describe('what is too large', () => {
  const ask = (path: string, size: number, headers = {}) =>
    house.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email: 'x'.repeat(size), password: 'x' }),
    })

  test('is not read before somebody has signed in', async () => {
    const response = await ask('/api/auth/sign-in/email', 20_000)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'too-large' })
  })

  test('is refused in words afterwards', async () => {
    const authorization = `Bearer ${house.key}`
    expect((await ask('/api/contacts', 9_000_000, { authorization })).status).toBe(413)
    expect((await ask('/api/contacts', 100_000, { authorization })).status).toBe(400)
  })
})

test.for([
  ['ja', 'ja'],
  ['ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
  ['en-US,ja;q=0.9', 'en'],
  ['en;q=0.1, ja;q=0.2', 'ja'],
  ['ja;q=0, en', 'en'],
  ['de, fr', 'en'],
  ['ja_JP.UTF-8', 'ja'],
  ['C.UTF-8', 'en'],
  ['java', 'en'],
  [undefined, 'en'],
] as const)('who wants %s reads %s', ([wanted, language]) => {
  expect(languageOf(wanted)).toBe(language)
})
