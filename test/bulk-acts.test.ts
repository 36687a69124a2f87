import { and, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../server/acts.ts'
import { audit } from '../server/audit/table.ts'
import { doActs, doBatch } from '../server/contacts/do-acts.ts'
import { contacts } from '../server/contacts/table.ts'
import { transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { events } from '../server/events/table.ts'
import { suppress } from '../server/suppressions/suppress.ts'
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

test('whom a rule finds is decided when the act is asked for: a day later it means the same people', async () => {
  const rule = {
    join: 'all',
    questions: [
      { from: 'contact', key: 'company', op: 'equals', value: 'みなと' },
      { from: 'profile', key: 'created', as: 'date', op: 'within-past', value: '1' },
    ],
  }
  const act = await ask('set-attribute', { key: 'rule', value: 'A' }, { query: { rule } })
  expect(act.total).toBe(1201)
  const tomorrow = {
    ...house,
    clock: async (...on: Parameters<typeof house.clock>) =>
      (await house.clock(...on)).add({ hours: 48 }),
  }
  await doActs(tomorrow, acts)
  expect(await read(act)).toMatchObject({ state: 'done', done: 1201 })
  const unfinished = {
    query: { rule: { join: 'all', questions: [{ from: 'tag', op: 'has-any', tagIds: [] }] } },
  }
  const refused = await house.api('POST', '/api/bulk-acts', {
    act: 'add-tag',
    values: { tag: 'x' },
    audience: unfinished,
  })
  expect(refused).toMatchObject({ status: 422, body: { code: 'rule-unfinished' } })
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

test('what no act is, and values that it cannot read, are refused by name', async () => {
  const audience = { ids: ids.slice(0, 1) }
  for (const [act, values, fields] of [
    ['poison', {}, ['act']],
    ['lift-suppression', { reason: ' ' }, ['values.reason']],
    ['enter-segment', {}, ['values.segmentId']],
  ] as const) {
    const refused = await house.api('POST', '/api/bulk-acts', { act, values, audience })
    expect(refused).toMatchObject({ status: 400, body: { code: 'wrong-input', fields } })
  }
})

test('mail is allowed again to many, but never against a person’s own word', async () => {
  const [bounced, complained, behind, left] = await newContacts(house, 4)
  const withdrawn = { given: 'withdrawn', basis: 'opt-in' }
  for (const id of [behind, left])
    await house.api('POST', `/api/contacts/${id}/consents`, withdrawn)
  await house.api('PUT', `/api/contacts/${behind}/suppression`, { reason: '' })
  const people = await house.db
    .select()
    .from(contacts)
    .where(inArray(contacts.id, [bounced!, complained!]))
  await transaction(house.db, async (tx) => {
    for (const { id, emailKey } of people) {
      const reason = id === bounced ? 'bounced' : 'complained'
      await suppress(tx, { contactId: id, emailKey, reason, origin: 'test' }, await house.clock(tx))
    }
  })
  const act = await ask(
    'lift-suppression',
    { reason: '名簿の修正' },
    { ids: [bounced, complained, behind, left] },
  )
  await doActs(house, acts)
  expect(await read(act)).toMatchObject({ done: 2, skipped: { 'own-wish': 2 } })
  const { body } = await house.api<{ contacts: { id: number; suppression: string }[] }>(
    'GET',
    '/api/contacts?suppressed=yes&sort=oldest',
  )
  expect(body.contacts.map(({ id, suppression }) => [id, suppression]).slice(-3)).toEqual([
    [complained, 'complained'],
    [behind, 'unsubscribed'],
    [left, 'unsubscribed'],
  ])
})

test('many are put into a fixed segment and taken out again; a dynamic one is refused', async () => {
  const rule = { join: 'all', questions: [{ from: 'consent', op: 'given' }] }
  const make = async (segment: object) =>
    (await house.api<{ id: number }>('POST', '/api/segments', segment)).body.id
  const segmentId = await make({ name: '招待', kind: 'fixed' })
  const some = ids.slice(10, 15)
  const enter = await ask('enter-segment', { segmentId }, { ids: some })
  await doActs(house, acts)
  expect(await read(enter)).toMatchObject({ state: 'done', done: 5 })
  expect(await eventsOf(enter)).toBe(5)
  const leave = await ask('leave-segment', { segmentId }, { query: { segment: segmentId } })
  await doActs(house, acts)
  expect(await read(leave)).toMatchObject({ state: 'done', done: 5 })
  const dynamic = await make({ name: '同意', kind: 'dynamic', rule })
  const refused = await house.api('POST', '/api/bulk-acts', {
    act: 'enter-segment',
    values: { segmentId: dynamic },
    audience: { ids: some },
  })
  expect(refused).toMatchObject({ status: 409, body: { code: 'segment-other-kind' } })
})

test('a tag in use is not deleted; one that nothing uses is gone at once and taken off all', async () => {
  const { body: tag } = await house.api<{ id: number }>('POST', '/api/tags', { name: '古い' })
  const put = await ask('add-tag', { tag: tag.id })
  await doActs(house, acts)
  const rule = { join: 'all', questions: [{ from: 'tag', op: 'has-any', tagIds: [tag.id] }] }
  const deep = { join: 'all', questions: [{ join: 'any', questions: rule.questions }] }
  const segment = { name: '古い方', kind: 'dynamic', rule: deep }
  const made = await house.api<{ id: number }>('POST', '/api/segments', segment)
  const path = `/api/tags/${tag.id}`
  const uses = [{ place: 'segment', id: made.body.id, name: '古い方' }]
  expect((await house.api('GET', `${path}/uses`)).body).toMatchObject({ contacts: 1201, uses })
  expect(await house.api('DELETE', path)).toMatchObject({
    status: 409,
    body: { code: 'tag-used', by: ['古い方'] },
  })
  await house.api('PUT', `/api/segments/${made.body.id}/archive`)
  const { body } = await house.api<{ bulkActId: number }>('DELETE', path)
  expect((await house.api('GET', `${path}/uses`)).status).toBe(404)
  await doActs(house, acts)
  expect(await read({ ...put, id: body.bulkActId })).toMatchObject({ state: 'done', done: 1201 })
  expect(await house.db.$count(contacts, sql`tags @> ARRAY[${tag.id}::int]`)).toBe(0)
  const untagged = and(
    eq(events.name, 'contact.untagged'),
    sql`payload = ${JSON.stringify({ tagId: tag.id, name: '古い' })}::jsonb`,
  )
  expect(await house.db.$count(events, untagged)).toBe(1201)
})

test('one contact that cannot be written keeps nobody else from being done', async () => {
  const some = ids.slice(0, 5)
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
