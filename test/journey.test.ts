import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { journeysDue } from '../server/enrollments/due.ts'
import { run } from '../server/enrollments/run.ts'
import { createPump, type Pump } from '../server/messages/deliver.ts'
import { transportsDue } from '../server/messages/queue.ts'
import { takeIn } from '../server/sources/intake.ts'
import type { Timeline } from '../server/timeline/shape.ts'
import { type House, openHouse } from './database.ts'
import { branch, graphOf, mail, wait } from './engine/make.ts'
import { nameSender, until } from './make.ts'
import { type Listener, openListener } from './smtp.ts'

let house: House
let listener: Listener
let pump: Pump
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ smtpUrl: listener.url, baseUrl: 'https://mail.example.jp' })
  pump = await createPump(house, { workerId: 1, smtpUrl: listener.url })
})
afterAll(async () => {
  await pump.stop()
  await house.close()
  await listener.stop()
})

/** What the worker's waker does once a second, until nothing is due at this instant. */
async function settle() {
  const now = await house.clock(house.db)
  await until('nothing is due', async () => {
    await takeIn(house)
    for (const transport of await transportsDue(house.db, now)) pump.kick(transport)
    const due = await journeysDue(house.db, now)
    for (const journey of due) await run(house, journey, { worker: 1 })
    // Asked before what is due: an outcome that is written by now has woken its walk.
    const [open] = await house.db.execute(
      sql`SELECT 1 FROM messages WHERE state IN ('queued','claimed','sending')`,
    )
    return open === undefined && (await journeysDue(house.db, now)).length === 0
  })
}

test('a sign-up walks from the form to its last mail, and the timeline says why', async () => {
  house.clockAt('2026-11-24T03:00:00Z')
  await nameSender(house)
  const source = await house.api<{ id: number; url: string }>('POST', '/api/sources', {
    name: '会員登録フォーム',
    kind: 'webhook',
    consentWording: 'お知らせメールを受け取ります。',
  })
  expect(source.status).toBe(201)
  const graph = graphOf(
    {
      start: ['trigger', { kind: 'source', sourceId: source.body.id }],
      hello: [
        'send',
        mail('ようこそ、{{ contact.last_name | honorific: "様", fallback: "お客様" }}'),
      ],
      day: ['wait', wait(1, 'days')],
      plan: ['condition', { branches: [branch('gold', 'last_name', '田中')] }],
      offer: ['send', mail('田中様だけに')],
      end: ['exit'],
    },
    [
      ['start', 'hello'],
      ['hello', 'day'],
      ['day', 'plan'],
      ['plan', 'offer', 'gold'],
      ['plan', 'end', 'else'],
      ['offer', 'end'],
    ],
  )
  const journey = await house.api<{ id: number }>('POST', '/api/journeys', { name: '歓迎', graph })
  expect(journey.status).toBe(201)
  const path = `/api/journeys/${journey.body.id}/publication`
  expect((await house.api('POST', path, { revision: 1 })).status).toBe(201)

  const hook = new URL(source.body.url).pathname
  const post = (body: object) =>
    house.app.request(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await post({ email: 'yui@example.jp', last_name: '田中' })).status).toBe(202)
  expect((await post({ email: 'ren@example.jp', last_name: '森' })).status).toBe(202)
  await settle()
  const tos = () => listener.arrived.map((each) => each.to).sort()
  expect(tos()).toEqual(['ren@example.jp', 'yui@example.jp'])

  // A moment before the day is over nobody has moved; at the day everybody has.
  house.clockAt('2026-11-25T02:59:59.999Z')
  await settle()
  expect(listener.arrived).toHaveLength(2)
  house.clockAt('2026-11-25T03:00:00Z')
  await settle()
  expect(tos()).toEqual(['ren@example.jp', 'yui@example.jp', 'yui@example.jp'])
  expect(new Set(listener.taken().values())).toEqual(new Set([1]))

  const people = await house.api<{ contacts: { id: number; email: string }[] }>(
    'GET',
    '/api/contacts',
  )
  const yui = people.body.contacts.find((each) => each.email === 'yui@example.jp')!
  const { body } = await house.api<Timeline>('GET', `/api/contacts/${yui.id}/timeline`)
  expect(body.next).toEqual([])
  const told = body.entries.map((entry) => entry.kind).toReversed()
  expect(told).toEqual(['entered', 'message', 'waiting', 'waited', 'branched', 'message', 'ended'])
  const found = <Kind extends string>(kind: Kind) =>
    body.entries.find((entry) => entry.kind === kind) as Extract<
      (typeof body.entries)[number],
      { kind: Kind }
    >
  expect(found('entered')).toMatchObject({
    originName: '会員登録フォーム',
    payload: {},
    journeyName: '歓迎',
  })
  expect(found('waiting')).toMatchObject({
    until: '2026-11-25T03:00:00Z',
    since: '2026-11-24T03:00:00Z',
    amount: 1,
    unit: 'days',
    zone: 'Asia/Tokyo',
  })
  expect(found('branched').asked[0]!.looked[0]).toMatchObject({ seen: '田中', met: true })
  const messages = body.entries.flatMap((entry) =>
    entry.kind === 'message' ? [entry.message] : [],
  )
  expect(messages.map((each) => [each.subject, each.state]).toReversed()).toEqual([
    ['ようこそ、田中様', 'sent'],
    ['田中様だけに', 'sent'],
  ])
  expect(messages[1]!.merged).toEqual({ last_name: '田中' })
  expect(messages[0]!.reply).toMatch(/^250/)
  expect(body.walks[0]!.path.map((each) => each.nodeId)).toEqual([
    'start',
    'hello',
    'day',
    'plan',
    'offer',
    'end',
  ])
  expect(body.walks[0]).toMatchObject({ state: 'completed', version: 1 })
})
