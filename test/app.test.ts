import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildEditor } from '../server/build.ts'
import { clientAddress } from '../server/client-address.ts'
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
    const { status, body } = await house.api('GET', '/api/nothing')
    expect(status).toBe(404)
    expect(body).toMatchObject({ error: { code: 'not-found' } })
  })
})

test('the API describes itself, all of it', async () => {
  type Described = { paths: Record<string, Record<string, object>> }
  const { body } = await house.api<Described>('GET', '/api/openapi.json')
  const routes = house.app.routes.filter(
    ({ path, method }) => /^\/api\/[^*]+$/.test(path) && method !== 'ALL',
  )
  for (const { method, path } of routes.filter((route) => route.path !== '/api/openapi.json')) {
    const described = body.paths[path.replaceAll(/:(\w+)/g, '{$1}')]
    expect(described, `${method} ${path}`).toHaveProperty(method.toLowerCase())
  }
  expect(Object.keys(body.paths).filter((path) => !path.startsWith('/api/'))).toEqual([])
})

test('what fails on our side is told without its reason, and logged without its values', async () => {
  const logged: string[] = []
  const broken = await openHouse({ log: (line) => logged.push(line) })
  await broken.db.execute(sql`ALTER TABLE contacts RENAME TO elsewhere`)
  const { status, body } = await broken.api('POST', '/api/contacts', { email: 'hana@example.jp' })
  expect(status).toBe(500)
  expect(body).toEqual({ error: { code: 'went-wrong', message: expect.any(String) } })
  expect(logged.join()).toContain('request.failed')
  expect(logged.join()).not.toContain('hana')
  await broken.close()
})

describe('the client’s address', () => {
  const heard: (string | null)[] = []
  const app = new Hono().get('/', (c) => {
    heard.push(clientAddress(c))
    return c.text('')
  })
  const server = createServer(getRequestListener(app.fetch))
  beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
  afterAll(() => server.close())

  test.for([
    [undefined, '127.0.0.1'],
    ['203.0.113.9', '203.0.113.9'],
    ['1.2.3.4, 203.0.113.9', '203.0.113.9'],
  ] as const)('behind a proxy that says %s it is %s', async ([forwarded, address]) => {
    const { port } = server.address() as AddressInfo
    const headers = forwarded ? { 'x-forwarded-for': forwarded } : {}
    await new Promise((done) => request({ port, headers }, done).end())
    expect(heard.at(-1)).toBe(address)
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
