import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../server/db.ts'
import { listen } from '../server/listen.ts'
import { createSource } from '../server/sources/create.ts'
import { type House, openHouse } from './database.ts'
import { until } from './make.ts'
import { freePort } from './program.ts'

let house: House
let port: number
let http: Awaited<ReturnType<typeof listen>>
const facts: { fact: string; level: number }[] = []
beforeAll(async () => {
  port = await freePort()
  house = await openHouse({
    baseUrl: `http://127.0.0.1:${port}`,
    log: (line) => facts.push(JSON.parse(line)),
  })
  http = await listen({ host: '127.0.0.1', port })
  http.serve(house.app)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const errors = () => facts.filter(({ level }) => level >= 50)

/** Sends bytes as they are and reads until the other side has said all. */
const say = (...bytes: (string | Uint8Array)[]) =>
  new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (data) => {
      heard += data.toString('latin1')
    })
    // Whoever is turned away in mid-sentence may not be able to finish it.
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
    for (const each of bytes) socket.write(each)
    socket.end()
  })

const statusOf = (heard: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0)

async function doors(): Promise<string[]> {
  const made = await Promise.all(
    (['webhook', 'form', 'site'] as const).map((kind) =>
      transaction(house.db, (tx) =>
        createSource(tx, {
          name: kind,
          kind,
          consentWording: '',
          site: { origins: ['https://shop.example.jp'], trustsAddresses: false },
          actor: 'system',
        }),
      ),
    ),
  )
  const [hook, form, site] = made.map(({ key }) => key)
  const secret = [`/hooks/${hook}`, `/f/${form}`, `/e/${site}`]
  return [...secret, '/u/x', '/confirm/x', '/c/x', '/o/x.gif', '/api/contacts', '/api/imports']
}

test('HTTP that is broken, cut off, doubled, packed or endless is no failure of ours', async () => {
  const packed = gzipSync('{"email":"a@example.jp"}')
  for (const path of await doors()) {
    const who = path.startsWith('/api') ? `Authorization: Bearer ${house.key}\r\n` : ''
    const origin = path.startsWith('/e/') ? 'Origin: https://shop.example.jp\r\n' : ''
    const begin = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${who}${origin}Content-Type: application/json\r\n`
    const heard = await Promise.all([
      say(`${begin}\r\n{"email":"a@example.jp"}`),
      say(`${begin}Content-Length: 500\r\n\r\n{"email":"a@example.jp"}`),
      say(`${begin}Content-Length: 5\r\n\r\n{"email":"a@example.jp"}`),
      say(`${begin}Content-Length: -5\r\n\r\n{}`),
      say(`${begin}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
      say(`${begin}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
      say(`${begin}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
      say(`${begin}Transfer-Encoding: chunked\r\n\r\nff\r\n{}`),
      say(`${begin}Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`, packed),
      say(`${begin}X-A: b\r\n\tfolded\r\nContent-Length: 2\r\n\r\n{}`),
      say(`${begin}User-Agent: a\0b\r\nContent-Length: 2\r\n\r\n{}`),
      say(`${begin}User-Agent: 山\xff\r\nIdempotency-Key: 山\xff\r\nContent-Length: 2\r\n\r\n{}`),
      say(`${begin}X-Big: ${'x'.repeat(40_000)}\r\nContent-Length: 2\r\n\r\n{}`),
      say(`${begin}Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}`),
      say(`POST ${path} HTTP/1.1\r\nHost: a b<>\r\nContent-Length: 2\r\n\r\n{}`),
      say(`POST http://[::${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`),
      say(`FOO ${path} HTTP/1.1\r\nHost: x\r\n\r\n`),
      say(`TRACE ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
      say('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'),
    ])
    expect(heard.map(statusOf).filter((status) => status >= 500)).toEqual([])
  }
  expect(errors()).toEqual([])
  expect((await fetch(`${house.baseUrl}/readyz`)).status).toBe(200)
})

test('a path that means something to a file system or a database leads nowhere', async () => {
  const paths = ['%00', '%ff', '%', '%2e%2e%2f%2e%2e%2fpackage.json', '..%5cpackage.json']
  const rooms = ['', 'assets/', 'fonts/', 'hooks/', 'f/', 'e/', 't/', 'c/', 'o/', 'u/', 'confirm/']
  const tails = ['', '.js', '.gif']
  for (const room of [...rooms, 'api/', 'api/contacts/', 'api/attributes/']) {
    for (const path of [...paths, 'x'.repeat(6000)].flatMap((each) => tails.map((t) => each + t))) {
      const begin = `GET /${room}${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`
      const heard = await say(`${begin}Authorization: Bearer ${house.key}\r\n\r\n`)
      expect(statusOf(heard), room + path).toBeLessThan(500)
      expect(heard).not.toContain('"devDependencies"')
    }
  }
  expect(errors()).toEqual([])
})

test('whoever goes away in the middle of a post is noted, not an error', async () => {
  const { key } = await transaction(house.db, (tx) =>
    createSource(tx, { name: 'x', kind: 'webhook', consentWording: '', actor: 'system' }),
  )
  facts.length = 0
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /hooks/${key} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\nExpect: 100-continue\r\n\r\n{"email":`,
  )
  // It says "Continue": the rest is waited for.
  await once(socket, 'data')
  socket.resetAndDestroy()
  await until('it is noted', async () => facts.length > 0)
  expect(facts).toMatchObject([{ fact: 'request.cut-off', method: 'POST' }])
})
