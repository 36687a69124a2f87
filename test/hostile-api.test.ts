import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../server/db.ts'
import { createKey } from '../server/members/keys.ts'
import { startWorker } from '../server/worker.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, wait } from './engine/make.ts'
import { type Asked, type Document, operationsOf, requests } from './hostile/requests.ts'
import { nasty } from './hostile/values.ts'
import { liveJourney } from './make.ts'

const long = import.meta.env.MODE === 'long'

let house: House
let worker: Awaited<ReturnType<typeof startWorker>>
let document: Document
const errors: unknown[] = []

beforeAll(async () => {
  const log = (line: string) => {
    const told = JSON.parse(line)
    if (told.level >= 50) errors.push(told)
  }
  house = await openHouse({ queue: true, log })
  await furnish()
  worker = await startWorker(house)
  document = (await house.api<Document>('GET', '/api/openapi.json')).body
})
afterAll(async () => {
  await worker.stop()
  await house.close()
})

/** A little of everything, so that an id of 1, 2 or 3 leads somewhere. */
async function furnish() {
  const make = async (path: string, body: unknown) => {
    const { status } = await house.api('POST', path, body)
    expect(status, path).toBe(201)
  }
  for (const [key, type] of Object.entries({ plan: 'text', n: 'number', day: 'date' })) {
    await make('/api/attributes', { key, label: key, type })
  }
  for (const kind of ['webhook', 'form', 'site']) await make('/api/sources', { name: kind, kind })
  for (const n of [1, 2, 3]) {
    await make('/api/contacts', { email: `c${n}@example.jp` })
    await make('/api/tags', { name: `t${n}` })
    await make('/api/segments', { kind: 'fixed', name: `s${n}` })
    // Whoever guesses ids takes these away, not the key in use.
    await freshKey()
    const graph = graphOf({ t: ['trigger', hand], w: ['wait', wait(1, 'hours')] }, [['t', 'w']])
    await liveJourney(house, graph, `j${n}`)
  }
}

/** Each is held to a rate of its own. */
const freshKey = () =>
  transaction(house.db, (tx) => createKey(tx, { name: 'hostile', actor: 'system' }))

test('a cursor that somebody wrote himself is refused, whatever the order', async () => {
  for (const sort of ['newest', 'oldest', 'name', 'email', 'changed']) {
    const first = await house.api<{ next: string }>('GET', `/api/contacts?sort=${sort}&limit=1`)
    const then = `/api/contacts?sort=${sort}&limit=1&cursor=`
    expect((await house.api('GET', then + first.body.next)).status).toBe(200)
    for (const key of [...nasty, '99999-01-01', 'infinity', '9'.repeat(40), -1, {}, [[]]]) {
      const cursor = Buffer.from(JSON.stringify([key, 2 ** 53 - 1])).toString('base64url')
      const { status } = await house.api('GET', then + cursor)
      expect([200, 400], `${sort}: ${JSON.stringify(key)}`).toContain(status)
    }
  }
  expect(errors).toEqual([])
})

test('of a batch of events each is taken or refused by its place, and the taken are there', async () => {
  const { key } = await freshKey()
  const count = async () =>
    Number((await house.db.execute<{ n: string }>(sql`SELECT count(*) AS n FROM events`))[0]!.n)
  const event = fc.record({
    name: fc.constantFrom('cart.abandoned', '購入', ...nasty),
    contact: fc.constantFrom<unknown[]>(
      { email: 'c1@example.jp' },
      { id: 2 },
      { externalId: { system: "x'", value: '\u0000' } },
      ...nasty.map((email) => ({ email })),
    ),
    payload: fc.dictionary(fc.constantFrom(...nasty), fc.constantFrom(...nasty), { maxKeys: 4 }),
  })
  const sound = { name: 'cart.abandoned', contact: { id: 1 } }
  const batches = fc.array(event, { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(batches, async (events) => {
      const before = await count()
      const response = await house.app.request('/api/events', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ events: [...events, sound] }),
      })
      expect(response.status).toBe(200)
      const { results } = (await response.json()) as { results: { id?: number }[] }
      expect(results).toHaveLength(events.length + 1)
      const taken = results.filter(({ id }) => id !== undefined)
      expect(taken.length).toBeGreaterThan(0)
      expect(await count()).toBeGreaterThanOrEqual(before + taken.length)
    }),
    { numRuns: long ? 100 : 20 },
  )
  expect(errors).toEqual([])
}, 90_000)

test('no route of the API fails on anything it is sent, and what it makes is there', {
  timeout: long ? 600_000 : 60_000,
}, async () => {
  const { paths } = document
  for (const operation of operationsOf(document)) {
    const { path, method } = operation
    const { key } = await freshKey()
    const cursor = await secondPage(operation)
    const asked = requests({ ...operation, cursor }, document)
    const ask = async ({ to, body, headers }: { to: string; body?: unknown; headers?: object }) => {
      const response = await house.app.request(to, {
        method: body === READ ? 'GET' : method.toUpperCase(),
        headers: { authorization: `Bearer ${key}`, ...headers },
        ...(body === undefined || body === READ ? {} : { body: body as BodyInit }),
      })
      return { response, text: await response.text() }
    }
    await fc.assert(
      fc.asyncProperty(asked, async (request) => {
        const { response, text } = await ask(request)
        expect(response.status, text).toBeLessThan(500)
        if (response.status >= 400) {
          expect(response.headers.get('content-type')).toContain('application/problem+json')
          const wrong = { code: expect.any(String), detail: expect.any(String) }
          expect(JSON.parse(text)).toMatchObject(wrong)
        }
        if (response.status !== 201 || !paths[`${path}/{id}`]?.get) return
        const made = await ask({ to: `${path}/${JSON.parse(text).id}`, body: READ })
        expect(made.response.status, made.text).toBe(200)
      }),
      { numRuns: long ? 200 : 4 },
    )
  }
  // Neither a request nor a worker that met what they left behind.
  expect(errors).toEqual([])
})

const READ = Symbol('to be read')

/** Where the second page of a list begins, if it has one. */
async function secondPage({ path, operation }: Omit<Asked, 'cursor'>): Promise<string | null> {
  if (!operation.parameters.some(({ name }) => name === 'cursor')) return null
  const to = `${path.replaceAll(/\{\w+\}/g, '1')}?limit=1`
  return (await house.api<{ next: string | null }>('GET', to)).body.next
}
