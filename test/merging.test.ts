import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAddress } from '../server/contacts/address.ts'
import { contacts } from '../server/contacts/table.ts'
import { upsertContacts } from '../server/contacts/upsert.ts'
import { transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { journeys } from '../server/journeys/table.ts'
import { messages } from '../server/messages/table.ts'
import { readerOf, unsubscribe } from '../server/messages/unsubscribe.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, mail, wait } from './engine/make.ts'
import { consented, sendJourney } from './mailing.ts'
import { entered, liveJourney, newContacts, runDry } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await ensureTransport(house.db, house)
})
afterAll(() => house.close())

type Side = { id: number; name: string; email: string }
type Field = { field: string; into: unknown; from: unknown; stays: string }
type Preview = {
  into: Side
  from: Side
  fields: Field[]
  consent: string | null
  journeys: { name: string; both: boolean }[]
}
type Merged = {
  already: boolean
  contact: {
    id: number
    email: string
    attributes: Record<string, unknown>
    tags: { name: string }[]
  }
}
type Wrong = { code: string; into?: number }

const pair = async () => {
  const [into, from] = await newContacts(house, 2)
  return { into: into!, from: from! }
}
const merge = <T = Merged>(into: number, from: number, take: string[] = []) =>
  house.api<T>('POST', `/api/contacts/${into}/merge`, { from, take })
const row = async (id: number) =>
  (await house.db.select().from(contacts).where(eq(contacts.id, id)))[0]!
const patch = (id: number, change: object) => house.api('PATCH', `/api/contacts/${id}`, change)

test('the preview says which value stays; what is chosen otherwise is taken from the other', async () => {
  const { into, from } = await pair()
  await patch(into, { attributes: { name: '佐藤', company: '' }, language: 'ja' })
  await patch(from, { attributes: { name: '佐藤 花子', company: 'みなと' }, language: 'en' })
  const { body } = await house.api<Preview>('GET', `/api/contacts/${into}/merge?with=${from}`)
  const stays = Object.fromEntries(body.fields.map((each) => [each.field, each.stays]))
  expect(stays).toEqual({
    email: 'into',
    'attributes.name': 'into',
    'attributes.company': 'from',
    language: 'into',
  })
  const { body: done } = await merge(into, from, ['attributes.name', 'email'])
  expect(done.contact.attributes).toEqual({ name: '佐藤 花子', company: 'みなと' })
  expect(done.contact.email).toBe(body.from.email)
  expect((await row(from)).email).toBe(body.into.email)
})

test('merging again changes nothing; with itself, with who is merged or nobody it is refused', async () => {
  const { into, from } = await pair()
  const [other] = await newContacts(house, 1)
  expect((await merge(into, from)).body.already).toBe(false)
  expect((await merge(into, from)).body.already).toBe(true)
  expect((await merge<Wrong>(into, into)).body.code).toBe('merge-self')
  expect((await merge<Wrong>(other!, from)).body).toMatchObject({ code: 'contact-merged', into })
  expect((await merge<Wrong>(from, other!)).body).toMatchObject({ code: 'contact-merged', into })
  expect((await merge<Wrong>(into, 99999999)).status).toBe(404)
  const read = await house.api<Wrong>('GET', `/api/contacts/${from}`)
  expect([read.status, read.body.code, read.body.into]).toEqual([410, 'contact-merged', into])
})

test('a chain leads to who stayed last, and so do all addresses', async () => {
  const [a, b, c] = await newContacts(house, 3)
  const { email } = await row(a!)
  await merge(b!, a!)
  await merge(c!, b!)
  expect([(await row(a!)).mergedInto, (await row(b!)).mergedInto]).toEqual([c, c])
  const address = readAddress(email)!
  const ids = await transaction(house.db, (tx) =>
    upsertContacts(tx, [{ address, attributes: { company: 'みなと' } }]),
  )
  expect([...ids.values()]).toEqual([c])
  expect((await row(c!)).attributes).toMatchObject({ company: 'みなと' })
  const again = await house.api<{ contactId: number }>('POST', '/api/contacts', { email })
  expect([again.status, again.body.contactId]).toEqual([409, c])
})

test('where both walk one journey the walk of who stays goes on; another walk moves as it stands', async () => {
  const { into, from } = await pair()
  await consented(house, [into, from])
  const both = await sendJourney(house, {}, 'Both')
  const graph = graphOf({ start: ['trigger', hand], w: ['wait', wait(3, 'days')], end: ['exit'] }, [
    ['start', 'w'],
    ['w', 'end'],
  ])
  const alone = await liveJourney(house, graph, 'Alone')
  const [mine, theirs] = await entered(house, both, [into, from])
  const [waiting] = await entered(house, alone, [from])
  await runDry(house, both)
  await runDry(house, alone)
  const walk = async (id: number) =>
    (await house.db.select().from(enrollments).where(eq(enrollments.id, id)))[0]!
  const before = await walk(waiting!)
  const { body } = await house.api<Preview>('GET', `/api/contacts/${into}/merge?with=${from}`)
  expect(body.journeys.map(({ name, both }) => [name, both])).toEqual([
    ['Both', true],
    ['Alone', false],
  ])
  await merge(into, from)
  expect(await walk(waiting!)).toEqual({ ...before, contactId: into })
  expect((await walk(mine!)).endedAt).toBeNull()
  expect((await walk(theirs!)).state).toBe('exited')
  const mails = await house.db.select().from(messages).where(eq(messages.contactId, into))
  expect(mails.map(({ state, reason }) => [state, reason]).sort()).toEqual([
    ['queued', null],
    ['skipped', 'merged'],
  ])
})

test('a mail that waits by itself is no double of another: both are sent', async () => {
  const { into, from } = await pair()
  await consented(house, [into, from])
  const mails = await sendJourney(house, {}, 'Mails')
  await house.db.update(journeys).set({ kind: 'mail' }).where(eq(journeys.id, mails.id))
  await entered(house, mails, [into, from])
  await runDry(house, mails)
  const { body } = await house.api<Preview>('GET', `/api/contacts/${into}/merge?with=${from}`)
  expect(body.journeys).toEqual([])
  await merge(into, from)
  const waiting = await house.db.select().from(messages).where(eq(messages.journeyId, mails.id))
  expect(waiting.map(({ state, contactId }) => [state, contactId])).toEqual([
    ['queued', into],
    ['queued', into],
  ])
})

test('an opt-out link in a mail to the contact that is gone speaks for the one that stays', async () => {
  const { into, from } = await pair()
  await consented(house, [into, from])
  const journey = await sendJourney(house)
  await entered(house, journey, [from])
  await runDry(house, journey)
  const [sent] = await house.db.select().from(messages).where(eq(messages.contactId, from))
  const reader = (await readerOf(house, sent!.id))!
  await merge(into, from)
  await unsubscribe(house, reader, { way: 'page', ip: null, userAgent: null })
  expect((await row(into)).consent).toBe('withdrawn')
  expect((await row(from)).consent).toBeNull()
})

const said = fc.array(
  fc.record({ given: fc.constantFrom('given', 'withdrawn'), day: fc.integer({ min: 1, max: 28 }) }),
  { maxLength: 3 },
)
const person = fc.record({
  said,
  walks: fc.subarray([0, 1]),
  steps: fc.boolean(),
  tags: fc.subarray(['a', 'b']),
})

test('any two merge: nothing refers to the lost one, no mail is asked for twice, a refusal stays', async () => {
  const send = graphOf(
    {
      start: ['trigger', hand],
      send: ['send', mail()],
      w: ['wait', wait(1, 'days')],
      end: ['exit'],
    },
    [
      ['start', 'send'],
      ['send', 'w'],
      ['w', 'end'],
    ],
  )
  const journeys = [await liveJourney(house, send, 'One'), await liveJourney(house, send, 'Two')]
  const columns = await house.db.execute<{ name: string }>(sql`
    SELECT table_name AS name FROM information_schema.columns
     WHERE column_name = 'contact_id' AND table_schema = 'public' AND table_name <> 'contact_changes'`)
  expect(columns.length).toBeGreaterThan(9)
  await fc.assert(
    fc.asyncProperty(person, person, async (mine, other) => {
      const { into, from } = await pair()
      for (const [id, who] of [
        [into, mine],
        [from, other],
      ] as const) {
        for (const { given, day } of who.said) {
          await house.db.execute(sql`
            INSERT INTO consents (contact_id, given, basis, origin, at)
            VALUES (${id}, ${given}, 'opt-in', 'test', make_timestamptz(2025, 1, ${day}::int, 0, 0, 0))`)
        }
        await house.api('PUT', `/api/contacts/${id}/tags`, { tags: ['all', ...who.tags] })
        for (const n of who.walks) await entered(house, journeys[n]!, [id])
        if (who.steps) for (const journey of journeys) await runDry(house, journey)
      }
      const refused = [await row(into), await row(from)].some(
        (each) => each.consent === 'withdrawn',
      )
      expect((await merge(into, from)).status).toBe(200)
      for (const { name } of columns) {
        const [left] = await house.db.execute<{ n: string }>(
          sql`SELECT count(*) AS n FROM ${sql.identifier(name)} WHERE contact_id = ${from}`,
        )
        expect([name, Number(left!.n)]).toEqual([name, 0])
      }
      for (const journey of journeys) await runDry(house, journey)
      const open = await house.db.execute<{ n: number }>(sql`
        SELECT count(*)::int AS n FROM messages
         WHERE contact_id = ${into} AND state = 'queued' GROUP BY journey_id`)
      expect(open.every(({ n }) => n === 1)).toBe(true)
      const kept = await row(into)
      expect(kept.consent === 'withdrawn').toBe(refused)
      expect(kept.tags).toHaveLength(new Set(['all', ...mine.tags, ...other.tags]).size)
    }),
    { numRuns: 15 },
  )
})
