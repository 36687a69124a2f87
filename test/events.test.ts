import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { record } from '../server/events/record.ts'
import { events } from '../server/events/table.ts'
import { versions } from '../server/journeys/table.ts'
import { type House, openHouse } from './database.ts'
import { entered, liveJourney, newContacts } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const now = Temporal.Instant.from('2026-11-24T01:00:00Z')

const happen = (contactId: number, name: string, payload: Record<string, unknown> = {}) =>
  transaction(house.db, (tx) => record(tx, [{ contactId, name, origin: 'test', payload }], now))

const walk = {
  schema: 1 as const,
  nodes: [
    { id: 'start', type: 'trigger', position: { x: 0, y: 0 }, data: { kind: 'hand' } },
    { id: 'end', type: 'exit', position: { x: 0, y: 90 }, data: {} },
  ],
  edges: [{ id: 'e', source: 'start', target: 'end' }],
  settings: { reentry: 'always' as const },
}

test('what happened is kept with its instant, in order', async () => {
  const [contactId] = await newContacts(house, 1)
  await happen(contactId!, 'page.read', { page: 'price' })
  await happen(contactId!, 'page.left')
  const rows = await house.db
    .select()
    .from(events)
    .where(eq(events.contactId, contactId!))
    .orderBy(asc(events.id))
  expect(rows.map(({ name }) => name)).toEqual(['page.read', 'page.left'])
  expect(rows[0]!.at.equals(now)).toBe(true)
  expect(rows[0]!.payload).toEqual({ page: 'price' })
})

test('text that Postgres cannot hold does not stop a batch', async () => {
  const [contactId] = await newContacts(house, 1)
  await happen(contactId!, 'form.sent', { 'a\0': '𠮷'.slice(0, 1), list: ['\0x'], __proto__: 1 })
  const [row] = await house.db.select().from(events).where(eq(events.contactId, contactId!))
  expect(row!.payload).toEqual({ a: '\ufffd', list: ['x'] })
})

test('an event wakes the walks whose version listens, of this contact and no other', async () => {
  const listening = await liveJourney(house, walk, 'listens')
  const deaf = await liveJourney(house, walk, 'deaf')
  await house.db
    .update(versions)
    .set({ listens: ['page.read', 'page.left'] })
    .where(eq(versions.id, listening.versionId))
  const [one, other] = await newContacts(house, 2)
  await entered(house, listening, [one!, other!])
  await entered(house, deaf, [one!])
  await house.db.update(enrollments).set({ wakeAt: null, state: 'waiting' })

  expect(await happen(one!, 'page.closed')).toEqual([])
  expect(await happen(one!, 'page.read')).toEqual([listening.id])
  const awake = await house.db.select().from(enrollments).where(eq(enrollments.wakeAt, now))
  expect(awake.map(({ contactId, journeyId }) => ({ contactId, journeyId }))).toEqual([
    { contactId: one, journeyId: listening.id },
  ])
})

test('an event does not wake a walk that has ended, nor put off one that is due', async () => {
  const journey = await liveJourney(house, walk, 'ended')
  await house.db
    .update(versions)
    .set({ listens: ['page.read'] })
    .where(eq(versions.id, journey.versionId))
  const [contact] = await newContacts(house, 1)
  const [ended, due] = await entered(house, journey, [contact!, contact!])
  const before = now.subtract({ hours: 1 })
  await house.db
    .update(enrollments)
    .set({ state: 'completed', wakeAt: null })
    .where(eq(enrollments.id, ended!))
  await house.db.update(enrollments).set({ wakeAt: before }).where(eq(enrollments.id, due!))
  expect(await happen(contact!, 'page.read')).toEqual([journey.id])
  const rows = await house.db
    .select()
    .from(enrollments)
    .where(eq(enrollments.contactId, contact!))
    .orderBy(asc(enrollments.id))
  expect(rows.map(({ wakeAt }) => wakeAt?.toString() ?? null)).toEqual([null, before.toString()])
})
