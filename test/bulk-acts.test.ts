import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../server/acts.ts'
import { audit } from '../server/audit/table.ts'
import { doActs, doBatch } from '../server/contacts/do-acts.ts'
import { contacts } from '../server/contacts/table.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { events } from '../server/events/table.ts'
import { type House, openHouse } from './database.ts'
import { liveJourney, newContacts } from './make.ts'

let house: House
let ids: number[]
beforeAll(async () => {
  house = await openHouse()
  ids = await newContacts(house, 1200, { attributes: { company: 'みなと' } })
})
afterAll(() => house.close())

type Act = {
  id: number
  state: string
  total: number
  done: number
  skipped: Record<string, number>
  error: string | null
}
const everybody = { query: { search: 'みなと' } }
const ask = async (act: string, values: object, audience: object = everybody) => {
  const { status, body } = await house.api<Act>('POST', '/api/bulk-acts', { act, values, audience })
  expect(status).toBe(201)
  return body
}
const read = async ({ id }: Act) => (await house.api<Act>('GET', `/api/bulk-acts/${id}`)).body
const eventsOf = (act: Act) => house.db.$count(events, eq(events.origin, `bulk-act:${act.id}`))

test('a tag is put on all whom the list shows, in batches, each with its event and audit', async () => {
  await house.api('PUT', `/api/contacts/${ids[0]}/tags`, { tags: ['みんな'] })
  const act = await ask('add-tag', { tag: 'みんな' })
  expect(act).toMatchObject({ state: 'waiting', total: 1200, done: 0 })
  await newContacts(house, 1, { attributes: { company: 'みなと' } })
  await doBatch(house, acts)
  expect(await read(act)).toMatchObject({ state: 'running', done: 499, skipped: { unchanged: 1 } })
  // Two workers at once pass nobody twice.
  await Promise.all([doActs(house, acts), doActs(house, acts)])
  await doActs(house, acts)
  expect(await read(act)).toMatchObject({ state: 'done', done: 1199, skipped: { unchanged: 1 } })
  expect(await eventsOf(act)).toBe(1199)
  const written = and(
    eq(audit.action, 'contact.tagged'),
    sql`detail ->> 'bulkActId' = ${`${act.id}`}`,
  )
  expect(await house.db.$count(audit, written)).toBe(1199)
})

test('an act that is cancelled keeps what is done and goes no further', async () => {
  const act = await ask('set-attribute', { key: 'rank', value: 'A' })
  await doBatch(house, acts)
  await house.api('DELETE', `/api/bulk-acts/${act.id}`)
  await doActs(house, acts)
  expect(await read(act)).toMatchObject({ state: 'cancelled', done: 500 })
  expect(await house.db.$count(contacts, sql`attributes ->> 'rank' = 'A'`)).toBe(500)
})

test('chosen contacts are taken off mail', async () => {
  const act = await ask('suppress', { reason: '依頼' }, { ids: [ids[3], ids[4], 99_999_999] })
  await doActs(house, acts)
  expect(await read(act)).toMatchObject({ state: 'done', total: 2, done: 2 })
  const { body } = await house.api<{ total: number }>('GET', '/api/contacts?suppressed=by-hand')
  expect(body.total).toBe(2)
})

test('many enter a journey; who walks it already is left out with the reason', async () => {
  const journey = await liveJourney(house, {
    schema: 1,
    nodes: [
      { id: 'start', type: 'trigger', position: { x: 0, y: 0 }, data: { kind: 'hand' } },
      { id: 'end', type: 'exit', position: { x: 0, y: 90 }, data: {} },
    ],
    edges: [{ id: 'e', source: 'start', target: 'end' }],
    settings: { reentry: 'never' },
  })
  const path = `/api/journeys/${journey.id}/enrollments`
  expect((await house.api('POST', path, { contactId: ids[0] })).status).toBe(201)
  const act = await ask('enter-journey', { journeyId: journey.id })
  house.tickets.length = 0
  await doActs(house, acts)
  const { done, skipped } = await read(act)
  expect({ done, skipped }).toEqual({ done: 1200, skipped: { 'entered-before': 1 } })
  expect(await house.db.$count(enrollments, eq(enrollments.journeyId, journey.id))).toBe(1201)
  expect(house.tickets).toContainEqual({ name: 'advance', keys: [journey.id] })
  const late = await ask('enter-journey', { journeyId: journey.id })
  await house.db.execute(sql`UPDATE journeys SET state = 'archived' WHERE id = ${journey.id}`)
  await doActs(house, acts)
  expect(await read(late)).toMatchObject({ state: 'failed', error: 'journey-not-live' })
})

test('one contact that cannot be written keeps nobody else from being done', async () => {
  const some = ids.slice(0, 5)
  const act = await ask('poison', {}, { ids: some }).catch(() => null)
  expect(act).toBeNull()
  const named = await ask('add-tag', { tag: 'hard' }, { ids: some })
  await house.db.execute(
    sql.raw(`
    CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.id = ${some[2]} THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER poisoned BEFORE UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION poison()`),
  )
  await doActs(house, acts)
  await house.db.execute(sql`DROP TRIGGER poisoned ON contacts`)
  expect(await read(named)).toMatchObject({ state: 'done', done: 4, skipped: { failed: 1 } })
})

test('views of the list are kept under a name', async () => {
  type Views = { views: { id: number; name: string; query: string }[] }
  const view = { name: '森さん', query: 'search=森&sort=name' }
  const { body } = await house.api<Views>('POST', '/api/contact-views', view)
  const id = body.views[0]!.id
  const renamed = await house.api<Views>('PATCH', `/api/contact-views/${id}`, { name: '森' })
  expect(renamed.body.views).toEqual([{ id, name: '森', query: view.query }])
  expect((await house.api<Views>('DELETE', `/api/contact-views/${id}`)).body.views).toEqual([])
  expect((await house.api('PATCH', `/api/contact-views/${id}`, view)).status).toBe(404)
})
