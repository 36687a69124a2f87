import { and, eq, inArray, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readAddress } from '../server/contacts/address.ts'
import { contacts } from '../server/contacts/table.ts'
import { upsertContacts } from '../server/contacts/upsert.ts'
import { transaction } from '../server/db.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { events } from '../server/events/table.ts'
import { createImporter } from '../server/imports/importer.ts'
import { journeys } from '../server/journeys/table.ts'
import { messages } from '../server/messages/table.ts'
import { readerOf, unsubscribe } from '../server/messages/unsubscribe.ts'
import { keepSegments } from '../server/segments/keep.ts'
import { segmentContacts } from '../server/segments/table.ts'
import { isSuppressed, type Suppression, suppress } from '../server/suppressions/suppress.ts'
import type { Timeline } from '../server/timeline/shape.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, mail, wait } from './engine/make.ts'
import {
  attemptsOf,
  consented,
  handled,
  openPost,
  type Post,
  rowsOf,
  sendJourney,
} from './mailing.ts'
import { entered, liveJourney, nameSender, newContacts, runDry, until } from './make.ts'
import { type Listener, openListener } from './smtp.ts'

let house: House
let listener: Listener
let post: Post
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example', smtpUrl: listener.url })
  await nameSender(house)
  post = await openPost(house, listener.url)
})
beforeEach(() => {
  listener.behave({})
  listener.arrived.length = 0
})
afterAll(async () => {
  await post.pump.stop()
  await listener.stop()
  await house.close()
})

type Side = { id: number; name: string; email: string }
type Field = { field: string; into: unknown; from: unknown; stays: string }
type Preview = {
  into: Side
  from: Side
  fields: Field[]
  consent: string | null
  stopped: string | null
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
type Reason = Suppression['reason']
type Wrong = { code: string; into?: number }

const pair = async () => {
  const [into, from] = await newContacts(house, 2)
  return { into: into!, from: from! }
}
const merge = <T = Merged>(into: number, from: number, take: string[] = []) =>
  house.api<T>('POST', `/api/contacts/${into}/merge`, { from, take })
const row = async (id: number) =>
  (await house.db.select().from(contacts).where(eq(contacts.id, id)))[0]!
const eventsOf = (id: number) =>
  house.db.select().from(events).where(eq(events.contactId, id)).orderBy(events.id)
const suppressed = ({ id, emailKey }: { id: number; emailKey: string }, reason: Reason) =>
  transaction(house.db, async (tx) => {
    const entry = { contactId: id, emailKey, reason, origin: 'test' }
    return suppress(tx, entry, await house.clock(tx))
  })
const stopped = async (id: number) => {
  const { emailKey } = await row(id)
  return (await isSuppressed(house.db, [emailKey])).get(emailKey) ?? null
}
const settled = () =>
  until('the segments are at rest', async () => {
    const asked = await keepSegments(house)
    const [left] = await house.db.execute(sql`
      SELECT FROM segments WHERE state = 'building' UNION ALL SELECT FROM contact_changes LIMIT 1`)
    return asked === 0 && !left
  })
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

test('merging again changes nothing; with itself, with who is merged, erased or nobody it is refused', async () => {
  const { into, from } = await pair()
  const [other] = await newContacts(house, 1)
  expect((await merge(into, from)).body.already).toBe(false)
  expect((await merge(into, from)).body.already).toBe(true)
  expect((await merge<Wrong>(into, into)).body.code).toBe('merge-self')
  expect((await merge<Wrong>(other!, from)).body).toMatchObject({ code: 'contact-merged', into })
  expect((await merge<Wrong>(from, other!)).body).toMatchObject({ code: 'contact-merged', into })
  expect((await merge<Wrong>(into, 99999999)).status).toBe(404)
  const { email } = await row(other!)
  await house.api('POST', `/api/contacts/${other}/erasure`, { email, reason: 'ご本人の請求' })
  for (const [one, two] of [
    [into, other!],
    [other!, into],
  ] as const) {
    expect(await merge<Wrong>(one, two)).toMatchObject({
      status: 410,
      body: { code: 'contact-gone' },
    })
    const preview = await house.api('GET', `/api/contacts/${one}/merge?with=${two}`)
    expect(preview).toMatchObject({ status: 410, body: { code: 'contact-gone' } })
  }
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
  // The timeline names whose walk it was, and whom the merge brought in.
  const other = (await row(from)).email
  const { body: told } = await house.api<Timeline>('GET', `/api/contacts/${into}/timeline`)
  const ended = told.entries.find((each) => each.kind === 'ended')
  expect(ended).toMatchObject({ reason: 'merged', journeyName: 'Both', other })
  expect(told.entries).toContainEqual(expect.objectContaining({ name: 'contact.merged', other }))
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

describe('mail of the contact that is gone', () => {
  test('goes to the address that stays if it has not begun to leave, and what is leaving is settled', async () => {
    const people = await newContacts(house, 20)
    const kept = await newContacts(house, 3)
    await consented(house, [...people, ...kept])
    const emails = new Map<number, string>()
    for (const id of [...people, ...kept]) emails.set(id, (await row(id)).email)
    const busy = emails.get(people[1]!)
    const go = Promise.withResolvers<void>()
    listener.behave({
      rcpt: async (to) => {
        await go.promise
        return to === busy ? '450 4.2.1 busy' : undefined
      },
    })
    const journey = await sendJourney(house)
    await entered(house, journey, people)
    await runDry(house, journey)
    const mails = await house.db
      .select({ id: messages.id })
      .from(messages)
      .where(eq(messages.journeyId, journey.id))
      .orderBy(messages.id)
    const ids = mails.map(({ id }) => id)
    post.kick()
    await until('some leave while others are in hand', async () => {
      const states = (await rowsOf(house, ids)).map(({ state }) => state)
      return states[0] === 'sending' && states[1] === 'sending' && states.at(-1) === 'claimed'
    })
    // Leaving, leaving and to be refused for now, in hand.
    const lost = [0, 1, 19]
    for (const [n, place] of lost.entries()) await merge(kept[n]!, people[place]!)
    go.resolve()
    await handled(house, post, ids)
    await house.db.execute(sql`UPDATE messages SET due_at = now() WHERE state = 'deferred'`)
    const rows = await handled(house, post, ids)
    expect(rows.map(({ state }) => state)).toEqual(ids.map(() => 'sent'))
    expect(lost.map((n) => rows[n]!.contactId)).toEqual(kept)
    expect(lost.map((n) => rows[n]!.to)).toEqual([
      emails.get(people[0]!),
      emails.get(kept[1]!),
      emails.get(kept[2]!),
    ])
    // Each came whole once, and nothing else of theirs.
    expect(rows.map(({ headerId }) => listener.taken().get(headerId!))).toEqual(ids.map(() => 1))
    const tries = await Promise.all(lost.map((n) => attemptsOf(house, ids[n]!)))
    expect(tries.map((each) => each.map(({ outcome }) => outcome))).toEqual([
      ['sent'],
      ['deferred', 'sent'],
      ['sent'],
    ])
    await runDry(house, journey)
    const walks = await house.db
      .select({ state: enrollments.state })
      .from(enrollments)
      .where(inArray(enrollments.contactId, kept))
    expect(walks.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed'])
  })

  test('has links, a pixel and an opt-out that speak for the one that stays', async () => {
    const { into, from } = await pair()
    await consented(house, [into, from])
    const journey = await sendJourney(house, { html: '<a href="https://shop.example/">店</a>' })
    await entered(house, journey, [from])
    await runDry(house, journey)
    const [mail] = await house.db.select().from(messages).where(eq(messages.contactId, from))
    await handled(house, post, [mail!.id])
    const html = String((await simpleParser(listener.arrived[0]!.raw)).html)
    const ours = (path: string) => new URL(html.match(`https://mail.example/${path}`)![0]).pathname
    await merge(into, from)

    expect((await house.app.request(ours('c/[\\w-]+'))).status).toBe(302)
    expect((await house.app.request(ours('o/[\\w-]+\\.gif'))).status).toBe(200)
    const optOut = ours('u/[\\w-]+')
    expect((await house.app.request(optOut)).status).toBe(200)
    expect((await house.app.request(optOut, { method: 'POST' })).status).toBe(200)
    const names = (await eventsOf(into)).map(({ name, payload }) => [name, payload.messageId])
    expect(names).toContainEqual(['message.clicked', mail!.id])
    expect(names).toContainEqual(['message.opened', mail!.id])
    expect(names.map(([name]) => name)).toContain('contact.unsubscribed')
    expect(await eventsOf(from)).toEqual([])
    expect([(await row(into)).consent, (await row(from)).consent]).toEqual(['withdrawn', null])
    expect(await stopped(into)).toBe('unsubscribed')
  })

  test('is what an opt-out speaks for whose page was open while they were merged', async () => {
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
})

describe('a refusal of the contact that is gone', () => {
  test.for([
    ['unsubscribed', [], 'unsubscribed'],
    ['complained', [], 'complained'],
    ['by-hand', [], 'by-hand'],
    ['bounced', [], null],
    ['bounced', ['email'], 'bounced'],
    ['by-hand', ['email'], 'by-hand'],
  ] as const)('(%s, taken %j) stops the one that stays: %s', async ([reason, take, after]) => {
    const { into, from } = await pair()
    await consented(house, [into, from])
    const journey = await sendJourney(house)
    await entered(house, journey, [into])
    await runDry(house, journey)
    const lost = await row(from)
    await suppressed(lost, reason)
    const { body } = await house.api<Preview>('GET', `/api/contacts/${into}/merge?with=${from}`)
    if (take.length === 0) expect(body.stopped).toBe(after)
    await merge(into, from, [...take])
    expect(await stopped(into)).toBe(after)
    // Each address keeps what was said of it.
    const kept = await isSuppressed(house.db, [lost.emailKey])
    expect(kept.get(lost.emailKey)).toBe(reason)
    const [mail] = await house.db.select().from(messages).where(eq(messages.contactId, into))
    const [left] = await handled(house, post, [mail!.id])
    expect([left!.state, left!.reason]).toEqual(after ? ['suppressed', after] : ['sent', null])
  })

  test('stays with the contact, though its own address was refused and the other is taken', async () => {
    const { into, from } = await pair()
    await suppressed(await row(into), 'complained')
    await merge(into, from, ['email'])
    expect(await stopped(into)).toBe('complained')
  })

  test('of a topic stays, whoever agreed to it later; what only one wants is wanted', async () => {
    const { into, from } = await pair()
    const topic = async (name: string) =>
      (
        await house.api<{ topics: { id: number; name: string }[] }>('POST', '/api/topics', { name })
      ).body.topics.find((each) => each.name === name)!.id
    const [beans, events, sales] = [await topic('豆'), await topic('催し'), await topic('特売')]
    const say = (id: number, topicId: number, given: string, at: string) =>
      house.api('POST', `/api/contacts/${id}/consents`, {
        given,
        basis: 'written',
        document: '申込書.pdf',
        topicId,
        at,
      })
    await say(from, beans, 'withdrawn', '2025-01-01T00:00:00Z')
    await say(into, beans, 'given', '2025-02-01T00:00:00Z')
    await say(from, events, 'given', '2025-02-01T00:00:00Z')
    await say(into, events, 'withdrawn', '2025-01-01T00:00:00Z')
    await say(from, sales, 'given', '2025-01-01T00:00:00Z')
    expect((await row(into)).topics).toEqual([beans])
    await merge(into, from)
    expect([(await row(into)).topics, (await row(from)).topics]).toEqual([[sales], []])
  })
})

test('a row of a file with either address, and a number that either had, is about the one that stays', async () => {
  const { into, from } = await pair()
  await house.api('PUT', `/api/contacts/${into}/external-ids/crm`, { value: 'A-1' })
  await house.api('PUT', `/api/contacts/${from}/external-ids/crm`, { value: 'B-2' })
  const [mine, lost] = [(await row(into)).email, (await row(from)).email]
  await merge(into, from)
  const response = await house.app.request('/api/imports?fileName=people.csv', {
    method: 'POST',
    headers: { authorization: `Bearer ${house.key}`, 'content-type': 'text/csv' },
    body: `email,crm,shop,company\n${lost},A-1,S-1,港屋\n${mine},B-2,S-1,みなと\n`,
  })
  const { id } = (await response.json()) as { id: number }
  const company = { to: 'attribute', key: 'company' }
  const number = (system: string) => ({ to: 'external', system })
  const columns = [{ to: 'email' }, number('crm'), number('shop'), company]
  const plan = await house.api('PUT', `/api/imports/${id}/plan`, { columns })
  expect(plan.status).toBe(200)
  await house.api('POST', `/api/imports/${id}/run`)
  await createImporter(house, post.workerId).turn()
  const { body } = await house.api('GET', `/api/imports/${id}`)
  expect(body).toMatchObject({ added: 0, refused: 0 })
  expect((await row(into)).attributes).toMatchObject({ company: 'みなと' })
  const contact = await house.api('GET', `/api/contacts/${into}`)
  expect(contact.body).toMatchObject({
    externalIds: [
      { system: 'crm', value: 'A-1' },
      { system: 'crm', value: 'B-2' },
      { system: 'shop', value: 'S-1' },
    ],
  })
})

test('numbers of both in one system lead to the one that stays, and none gives way to a new one', async () => {
  const { into, from } = await pair()
  const put = (id: number, value: string) =>
    house.api<{ externalIds: { value: string }[] }>('PUT', `/api/contacts/${id}/external-ids/erp`, {
      value,
    })
  await put(into, '1')
  expect((await put(into, '2')).body.externalIds.map(({ value }) => value)).toEqual(['2'])
  await put(from, '3')
  await merge(into, from)
  await put(into, '3')
  const { body } = await put(into, '4')
  expect(body.externalIds.map(({ value }) => value).sort()).toEqual(['2', '3', '4'])
  const contact = { externalId: { system: 'erp', value: '3' } }
  await house.api('POST', '/api/events', { name: 'visited', contact, payload: {} })
  expect((await eventsOf(into)).map(({ name }) => name)).toContain('visited')
})

test('segments: fixed ones keep one of the two, dynamic ones ask about the one that stays', async () => {
  const { into, from } = await pair()
  const segment = async (body: object) =>
    (await house.api<{ id: number }>('POST', '/api/segments', body)).body.id
  const fixed = await segment({ name: '手選び', kind: 'fixed' })
  const bought = (times: number, name: string) =>
    segment({
      name,
      kind: 'dynamic',
      rule: { join: 'all', questions: [{ from: 'event', name: 'bought', op: 'at-least', times }] },
    })
  const [once, twice] = [await bought(1, '一度'), await bought(2, '二度')]
  const mail = (await row(from)).email
  await house.api('POST', `/api/segments/${fixed}/contacts`, { contactIds: [from] })
  for (const email of [mail, (await row(into)).email]) {
    await house.api('POST', '/api/events', { name: 'bought', contact: { email }, payload: {} })
  }
  await settled()
  const inside = async (id: number) =>
    (
      await house.db
        .select()
        .from(segmentContacts)
        .where(
          and(eq(segmentContacts.segmentId, id), inArray(segmentContacts.contactId, [into, from])),
        )
    ).map(({ contactId }) => contactId)
  expect([await inside(fixed), await inside(twice)]).toEqual([[from], []])
  expect((await inside(once)).sort()).toEqual([into, from])
  await merge(into, from)
  await settled()
  expect([await inside(fixed), await inside(once), await inside(twice)]).toEqual([
    [into],
    [into],
    [into],
  ])
  const told = (await eventsOf(into)).filter(({ name }) => name === 'segment.entered')
  expect(told.map(({ payload }) => payload.segmentId)).toEqual(
    expect.arrayContaining([fixed, twice]),
  )
})

const mailsOf = (ids: number[]) =>
  house.db.select().from(messages).where(inArray(messages.contactId, ids)).orderBy(messages.id)
const delivered = async (contactIds: number[]) =>
  handled(
    house,
    post,
    (await mailsOf(contactIds)).map(({ id }) => id),
  )

const said = fc.array(
  fc.record({ given: fc.constantFrom('given', 'withdrawn'), day: fc.integer({ min: 1, max: 28 }) }),
  { maxLength: 3 },
)
const person = fc.record({
  said,
  walks: fc.subarray([0, 1]),
  steps: fc.boolean(),
  tags: fc.subarray(['a', 'b']),
  sent: fc.boolean(),
  suppressed: fc.option(
    fc.constantFrom<Reason>('unsubscribed', 'bounced', 'complained', 'by-hand'),
  ),
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
        if (who.sent) await delivered([id])
        if (who.suppressed) await suppressed(await row(id), who.suppressed)
      }
      const before = (await mailsOf([into, from])).filter(({ state }) => state === 'sent')
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
      const mails = await delivered([into])
      // Nothing leaves twice, nothing to who is gone, nothing at all where either said no.
      const now = mails.filter(({ state }) => state === 'sent')
      for (const { headerId } of now) expect(listener.taken().get(headerId!)).toBe(1)
      const fresh = now.filter(({ id }) => !before.some((each) => each.id === id))
      expect(new Set(fresh.map(({ journeyId }) => journeyId)).size).toBe(fresh.length)
      const { email, emailKey } = await row(into)
      expect(fresh.every(({ to }) => to === email)).toBe(true)
      const said = [mine.suppressed, other.suppressed === 'bounced' ? null : other.suppressed]
      const stops = said.some((reason) => reason !== null)
      expect((await isSuppressed(house.db, [emailKey])).has(emailKey)).toBe(stops)
      if (stops || refused) expect(fresh).toEqual([])
      const kept = await row(into)
      expect(kept.consent === 'withdrawn').toBe(refused)
      expect(kept.tags).toHaveLength(new Set(['all', ...mine.tags, ...other.tags]).size)
    }),
    { numRuns: 15 },
  )
})
