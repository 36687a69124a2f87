import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createCaller } from '../server/calls/caller.ts'
import { forgetAnswersAbout } from '../server/calls/forget.ts'
import { addressesOf, isPublic } from '../server/calls/guard.ts'
import { post } from '../server/calls/post.ts'
import { outcomeOf } from '../server/calls/settle.ts'
import { webhooks } from '../server/calls/table.ts'
import { transaction } from '../server/db.ts'
import { record } from '../server/events/record.ts'
import { verify } from '../server/sources/signature.ts'
import { type House, openHouse } from './database.ts'

type Heard = { headers: IncomingHttpHeaders; body: string; path: string }
type Try = {
  status: number | null
  reason: string | null
  sent: string | null
  answer: string | null
}
type Call = { id: number; eventId: number; eventName: string; state: string; tries: Try[] }
type Webhook = { id: number; open: boolean; closedBecause: string | null; secret: string }

let house: House
let contactId: number
const doors: { close(): void }[] = []

beforeAll(async () => {
  house = await openHouse()
  const { body } = await house.api<{ id: number }>('POST', '/api/contacts', {
    email: 'hana@example.jp',
    attributes: { last_name: '森' },
  })
  contactId = body.id
})
afterEach(() => {
  house.clockAt(null)
  for (const door of doors.splice(0)) door.close()
  return house.db.update(webhooks).set({ open: false })
})
afterAll(() => house.close())

/** A real listener on this machine. */
async function receiver(answer: (response: ServerResponse, heard: Heard) => void) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { headers: request.headers, body, path: request.url ?? '' }
    heard.push(one)
    answer(response, one)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  doors.push({
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, heard }
}

const ok = (response: ServerResponse) => response.writeHead(204).end()

const register = async (url: string, events = ['cart.abandoned']) =>
  (await house.api<Webhook>('POST', '/api/webhooks', { name: 'CRM', url, events })).body
const read = async (id: number) => (await house.api<Webhook>('GET', `/api/webhooks/${id}`)).body
const log = async (id: number) =>
  (await house.api<{ calls: Call[] }>('GET', `/api/webhooks/${id}/calls`)).body.calls

const happen = (names: string[]) =>
  transaction(house.db, async (tx) => {
    const now = await house.clock(tx)
    const each = { contactId, origin: 'test', payload: { total: 1200 } }
    return record(
      tx,
      names.map((name) => ({ ...each, name })),
      now,
    )
  })

const callAll = (how = {}) => createCaller(house, how).idle()

describe('a webhook', () => {
  test('is told of the events it asked for, signed, with the contact', async () => {
    const { url, heard } = await receiver(ok)
    const { id, secret } = await register(url)
    await happen(['cart.abandoned', 'source.received'])
    await callAll()
    expect(heard).toHaveLength(1)
    const { headers, body } = heard[0]!
    const sent = JSON.parse(body)
    expect(sent).toMatchObject({
      type: 'cart.abandoned',
      data: {
        event: { name: 'cart.abandoned', payload: { total: 1200 } },
        contact: { id: contactId, email: 'hana@example.jp', attributes: { last_name: '森' } },
      },
    })
    expect(headers['webhook-id']).toBe(`evt_${sent.data.event.id}`)
    const header = (name: string) => headers[name] as string | undefined
    const now = await house.clock(house.db)
    expect(
      verify(
        'standard',
        { header, query: () => undefined, body: Buffer.from(body) },
        { secret, now },
      ),
    ).toMatchObject({ type: 'right' })
    expect(await log(id)).toMatchObject([
      { eventName: 'cart.abandoned', state: 'done', tries: [{ status: 204, reason: null }] },
    ])
  })

  test('keeps its secret sealed and shows it once; a new one is in force at once', async () => {
    const { url, heard } = await receiver(ok)
    const { id, secret } = await register(url, ['*'])
    expect(secret).toMatch(/^whsec_/)
    expect(JSON.stringify(await read(id))).not.toContain('whsec_')
    const [row] = await house.db.select().from(webhooks).where(eq(webhooks.id, id))
    expect(row!.signingSecret).not.toContain(secret.slice(6))
    const made = await house.api<{ secret: string }>('POST', `/api/webhooks/${id}/secret`)
    const told = await house.api<Try>('POST', `/api/webhooks/${id}/test`)
    expect(told.body).toMatchObject({ status: 204 })
    const { headers, body } = heard[0]!
    const header = (name: string) => headers[name] as string | undefined
    const now = await house.clock(house.db)
    const by = (key: string) =>
      verify(
        'standard',
        { header, query: () => undefined, body: Buffer.from(body) },
        { secret: key, now },
      ).type
    expect([by(made.body.secret), by(secret)]).toEqual(['right', 'wrong'])
  })

  test('is called again after 5 seconds with the same id, until it answers well', async () => {
    let tries = 0
    const { url, heard } = await receiver((response) => {
      tries += 1
      response.writeHead(tries < 3 ? 503 : 200).end(tries < 3 ? 'later' : 'thanks')
    })
    const { id } = await register(url)
    await happen(['cart.abandoned'])
    await callAll()
    await callAll()
    expect(heard).toHaveLength(1)
    const now = await house.clock(house.db)
    house.clockAt(now.add({ seconds: 6 }))
    await callAll()
    house.clockAt(now.add({ seconds: 40 }))
    await callAll()
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const [call] = await log(id)
    expect(call).toMatchObject({ state: 'done', tries: [{ answer: 'later' }, {}, { status: 200 }] })
  })

  test('that answers 410 is closed, and told nothing more until it is opened', async () => {
    const { url, heard } = await receiver((response) => response.writeHead(410).end())
    const { id } = await register(url)
    await happen(['cart.abandoned'])
    await callAll()
    expect(await read(id)).toMatchObject({ open: false, closedBecause: 'gone' })
    await happen(['cart.abandoned'])
    await callAll()
    expect(heard).toHaveLength(1)
    await house.api('PATCH', `/api/webhooks/${id}`, { open: true })
    expect(await read(id)).toMatchObject({ open: true, closedBecause: null })
  })

  test('that is slow holds up nobody else', async () => {
    const held: ServerResponse[] = []
    const slow = await receiver((response) => held.push(response))
    const quick = await receiver(ok)
    await register(slow.url)
    const { id } = await register(quick.url)
    await happen(Array.from({ length: 12 }, () => 'cart.abandoned'))
    const caller = createCaller(house)
    await caller.kick()
    await expect.poll(async () => (await log(id)).filter(isDone).length).toBe(12)
    // So many places the slow one has, and no more.
    expect(slow.heard).toHaveLength(4)
    for (const response of held) response.end()
    await caller.stop()
  })

  test('is called for each event once, also by two workers', async () => {
    const { url, heard } = await receiver(ok)
    const { id } = await register(url)
    await happen(Array.from({ length: 40 }, () => 'cart.abandoned'))
    const workers = [createCaller(house), createCaller(house)]
    await Promise.all(workers.map((worker) => worker.idle()))
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(40)
    expect(heard).toHaveLength(40)
    expect((await log(id)).filter(isDone)).toHaveLength(40)
  })

  test('logs what was sent and answered, for those who may see contacts', async () => {
    const { url, heard } = await receiver((response) => response.end('hana@example.jp is known'))
    const { id } = await register(url)
    await happen(['cart.abandoned'])
    await callAll()
    const [call] = await log(id)
    expect(call!.tries[0]!.sent).toBe(heard[0]!.body)
    expect(call!.tries[0]!.answer).toBe('hana@example.jp is known')
    const { key } = (
      await house.api<{ key: string }>('POST', '/api/api-keys', {
        name: 'watch',
        scopes: ['webhooks:read'],
      })
    ).body
    const response = await house.app.request(`/api/webhooks/${id}/calls`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const text = await response.text()
    expect(JSON.parse(text).calls[0]).toMatchObject({
      eventName: 'cart.abandoned',
      contactId: null,
      tries: [{ status: 200, sent: null, answer: null }],
    })
    expect(text).not.toContain('hana')
  })

  test('can be told once more by hand, and removed', async () => {
    const { url, heard } = await receiver(ok)
    const { id } = await register(url)
    await happen(['cart.abandoned'])
    await callAll()
    const [call] = await log(id)
    await house.api('POST', `/api/webhooks/${id}/calls/${call!.id}/redelivery`)
    await callAll()
    expect(heard).toHaveLength(2)
    expect((await house.api('DELETE', `/api/webhooks/${id}`)).status).toBe(204)
    await happen(['cart.abandoned'])
    await callAll()
    expect(heard).toHaveLength(2)
    expect((await house.api('GET', `/api/webhooks/${id}/calls`)).status).toBe(404)
  })

  test('that answers while the contact is being erased is not asked again, and its answer not kept', async () => {
    const { url } = await receiver(async (response) => {
      await transaction(house.db, async (tx) =>
        forgetAnswersAbout(tx, [contactId], await house.clock(tx)),
      )
      response.writeHead(500).end('No such customer: 森')
    })
    const { id } = await register(url)
    await happen(['cart.abandoned'])
    await callAll()
    expect(await log(id)).toMatchObject([{ state: 'failed', tries: [] }])
  })

  test.for([
    [{ url: 'ftp://example.jp/' }, 'url'],
    [{ url: 'https://hana:secret@example.jp/' }, 'url'],
    [{ url: 'nonsense' }, 'url'],
    [{ events: [] }, 'events'],
    [{ events: ['two words'] }, 'events.0'],
    [{ name: ' ' }, 'name'],
  ] as const)('with %o is refused', async ([part, field]) => {
    const good = { name: 'CRM', url: 'https://example.jp/in', events: ['*'] }
    const { status, body } = await house.api('POST', '/api/webhooks', { ...good, ...part })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'wrong-input', fields: [field] })
  })
})

const isDone = ({ state }: Call) => state === 'done'

test('a call is tried eight times over 31 hours and has then failed', () => {
  let now = Temporal.Instant.from('2026-01-01T00:00:00Z')
  const began = now
  let tries = 0
  for (;;) {
    const { state, dueAt } = outcomeOf(tries, { status: 500, reason: null }, now)
    tries += 1
    if (state !== 'waiting') break
    now = dueAt
  }
  expect(tries).toBe(8)
  expect(began.until(now, { largestUnit: 'hours' }).hours).toBe(31)
})

describe('the guard', () => {
  const post_ = (url: string, how: object) =>
    post(
      url,
      { headers: {}, body: '{}' },
      {
        lookup: async () => [],
        privateToo: false,
        limitMs: 2000,
        ...how,
      },
    )

  test.for([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fd00::1',
    'fe80::1',
    'fd00:ec2::254',
  ])('refuses %s', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  test('lets public addresses pass', () => {
    expect(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'].every(isPublic)).toBe(true)
  })

  test.for([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://inside.example/',
  ])('opens no connection to %s', async (url) => {
    const lookup = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    expect(await post_(url, { lookup })).toMatchObject({ status: null, reason: 'refused-address' })
  })

  test('a name that leads elsewhere a moment later is asked once, and that answer is used', async () => {
    const { url, heard } = await receiver(ok)
    let asked = 0
    const lookup = async () => {
      asked += 1
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    }
    const rebound = url.replace('127.0.0.1', 'rebinding.example')
    expect(await post_(rebound, { lookup, privateToo: true })).toMatchObject({ status: 204 })
    expect([asked, heard.length]).toEqual([1, 1])
    await expect(addressesOf('rebinding.example', { lookup, privateToo: false })).rejects.toThrow(
      'not public',
    )
  })

  test('follows no redirect', async () => {
    const inside = await receiver(ok)
    const door = await receiver((response) =>
      response.writeHead(302, { location: inside.url }).end('elsewhere'),
    )
    const told = await post_(door.url, { privateToo: true })
    expect(told).toMatchObject({ status: 302, answer: 'elsewhere' })
    expect(inside.heard).toEqual([])
  })

  test('reads 4 kB of an answer that does not end, and waits for none that does not come', async () => {
    const endless = await receiver((response) => {
      response.writeHead(200)
      const more = (error?: Error | null) => error || response.write('x'.repeat(1000), more)
      more()
    })
    const told = await post_(endless.url, { privateToo: true })
    expect([told.status, told.answer?.length]).toEqual([200, 4096])
    const silent = await receiver(() => {})
    const waited = await post_(silent.url, { privateToo: true, limitMs: 50 })
    expect(waited).toMatchObject({ status: null, reason: 'timed-out' })
    const nobody = await post_('http://127.0.0.1:9/', { privateToo: true })
    expect(nobody.reason).toBe('no-connection')
  })

  test('is closed to this machine wherever the house is open to the world', async () => {
    const world = await openHouse({ baseUrl: 'https://step.example.jp' })
    const { url, heard } = await receiver(ok)
    const { body } = await world.api<Webhook>('POST', '/api/webhooks', {
      name: 'inside',
      url,
      events: ['*'],
    })
    const told = await world.api<Try>('POST', `/api/webhooks/${body.id}/test`)
    expect(told.body).toMatchObject({ status: null, reason: 'refused-address' })
    expect(heard).toEqual([])
    await world.close()
  })
})
