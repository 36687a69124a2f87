import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockContacts } from '../server/contacts/batch.ts'
import { transaction } from '../server/db.ts'
import { foldCounters } from '../server/enrollments/count.ts'
import { enrollments } from '../server/enrollments/table.ts'
import { takeOutOfAll } from '../server/enrollments/take-out.ts'
import { messages } from '../server/messages/table.ts'
import type { Timeline } from '../server/timeline/shape.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, mail, wait } from './engine/make.ts'
import { consented, handled, openPost, type Post } from './mailing.ts'
import { entered, liveJourney, nameSender, newContacts, runDry } from './make.ts'
import { type Listener, openListener } from './smtp.ts'

const graph = graphOf(
  {
    start: ['trigger', hand],
    hello: ['send', mail('こんにちは')],
    day: ['wait', wait(1, 'days')],
    bye: ['send', mail('さようなら')],
    end: ['exit'],
  },
  [
    ['start', 'hello'],
    ['hello', 'day'],
    ['day', 'bye'],
    ['bye', 'end'],
  ],
)

let house: House
let post: Post
let listener: Listener
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example', smtpUrl: listener.url })
  await nameSender(house)
  post = await openPost(house, listener.url)
})
afterAll(async () => {
  await post.pump.stop()
  await listener.stop()
  await house.close()
})

const rowOf = async (id: number) =>
  (await house.db.select().from(enrollments).where(eq(enrollments.id, id)))[0]!
const mailsOf = (id: number) =>
  house.db.select().from(messages).where(eq(messages.enrollmentId, id)).orderBy(messages.id)
const timelineOf = async (contact: number) =>
  (await house.api<Timeline>('GET', `/api/contacts/${contact}/timeline`)).body

async function walking() {
  const journey = await liveJourney(house, graph, 'ようこそ')
  const [contact] = await newContacts(house, 1)
  const [id] = await entered(house, journey, [contact!])
  await runDry(house, journey)
  return { journey, contact: contact!, id: id! }
}

describe('taking a contact out of a journey', () => {
  test('ends the walk where it stands, calls its mail back and says who and why', async () => {
    const { journey, contact, id } = await walking()
    const { status } = await house.api('PUT', `/api/enrollments/${id}/exit`, { reason: 'ご要望' })
    expect(status).toBe(204)
    expect(await rowOf(id)).toMatchObject({ state: 'exited', nodeId: 'hello', wakeAt: null })
    expect(await mailsOf(id)).toMatchObject([{ state: 'skipped', reason: 'taken-out' }])
    const { entries, next } = await timelineOf(contact)
    expect(next).toEqual([])
    expect(entries[0]).toMatchObject({ kind: 'ended', as: 'exited', hand: { note: 'ご要望' } })
    expect(entries[0]).toHaveProperty('hand.name', 'test')
    await foldCounters(house.db)
    const { body } = await house.api('GET', `/api/journeys/${journey.id}/counters`)
    expect(body).toMatchObject({ entered: 1, ended: 1, nodes: { hello: { here: 0 } } })
  })

  test('takes somebody who is merged or erased out of every journey in one transaction', async () => {
    const { journey, contact, id } = await walking()
    const other = await liveJourney(house, graph, 'もう一つ')
    const [second] = await entered(house, other, [contact])
    await runDry(house, other)
    const ended = await transaction(house.db, async (tx) => {
      await lockContacts(tx, { ids: [contact] })
      const how = { reason: 'erased' as const, now: await house.clock(tx) }
      return takeOutOfAll(tx, [contact], { actor: 'system', note: '' }, how)
    })
    expect(ended).toEqual([id, second])
    for (const each of ended) {
      expect(await rowOf(each)).toMatchObject({ state: 'exited', nodeId: 'hello', wakeAt: null })
      expect(await mailsOf(each)).toMatchObject([{ state: 'skipped', reason: 'erased' }])
    }
    await foldCounters(house.db)
    const { body } = await house.api('GET', `/api/journeys/${journey.id}/counters`)
    expect(body).toMatchObject({ entered: 1, ended: 1, nodes: { hello: { here: 0 } } })
  })

  test('happens once, needs a reason and a walk', async () => {
    const { id } = await walking()
    const exit = (of: number, reason: string) =>
      house.api('PUT', `/api/enrollments/${of}/exit`, { reason })
    expect((await exit(id, '  ')).status).toBe(400)
    expect((await exit(id, 'why')).status).toBe(204)
    expect(await exit(id, 'why')).toMatchObject({
      status: 409,
      body: { code: 'enrollment-ended' },
    })
    expect((await exit(999_999, 'why')).status).toBe(404)
  })
})

describe('moving a contact within a journey', () => {
  const move = (id: number, nodeId: string, seq: number) =>
    house.api('PUT', `/api/enrollments/${id}/place`, { nodeId, seq, reason: '先に進める' })

  test('lets the walk go on there at once, without the mail that was queued', async () => {
    const { journey, contact, id } = await walking()
    const { seq } = await rowOf(id)
    expect((await move(id, 'bye', seq)).status).toBe(204)
    expect(house.tickets.at(-1)).toEqual({ name: 'advance', keys: [journey.id] })
    await runDry(house, journey)
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', nodeId: 'bye' })
    expect(await mailsOf(id)).toMatchObject([
      { nodeId: 'hello', state: 'skipped', reason: 'moved' },
      { nodeId: 'bye', state: 'queued' },
    ])
    const { entries, walks } = await timelineOf(contact)
    expect(entries.find((entry) => entry.kind === 'moved')).toMatchObject({
      nodeId: 'hello',
      toNodeId: 'bye',
      hand: { name: 'test', note: '先に進める' },
    })
    expect(walks[0]!.path.map(({ nodeId }) => nodeId)).toEqual(['start', 'hello', 'bye'])
    await foldCounters(house.db)
    const { body } = await house.api('GET', `/api/journeys/${journey.id}/counters`)
    expect(body).toMatchObject({ nodes: { hello: { here: 0 }, bye: { here: 1 } } })
  })

  test('back to a mail that was left out is another visit with another mail', async () => {
    const { journey, id } = await walking()
    await move(id, 'day', (await rowOf(id)).seq)
    await runDry(house, journey)
    await move(id, 'hello', (await rowOf(id)).seq)
    await runDry(house, journey)
    expect((await mailsOf(id)).map(({ nodeId, state }) => `${nodeId} ${state}`)).toEqual([
      'hello skipped',
      'hello queued',
    ])
  })

  test('leaves alone who has walked on meanwhile, and puts nobody on a trigger', async () => {
    const { id } = await walking()
    const { seq } = await rowOf(id)
    const code = async (asked: ReturnType<typeof move>) => {
      const { status, body } = await asked
      return [status, (body as { code: string }).code]
    }
    expect(await code(move(id, 'bye', seq - 1))).toEqual([409, 'enrollment-went-on'])
    expect(await code(move(id, 'start', seq))).toEqual([422, 'place-impossible'])
    expect(await code(move(id, 'nowhere', seq))).toEqual([422, 'place-impossible'])
    expect(await rowOf(id)).toMatchObject({ nodeId: 'hello', seq })
  })
})

describe('one mail to one contact', () => {
  const wanted = { subject: '{{ contact.name }}様', text: '先日はありがとうございました。' }
  const send = (contact: number, more: Record<string, unknown> = {}) =>
    house.api<{ enrollmentId: number }>('POST', `/api/contacts/${contact}/mails`, {
      ...wanted,
      class: 'transactional',
      ...more,
    })

  async function arrived(enrollmentId: number) {
    const { journeyId } = await rowOf(enrollmentId)
    await runDry(house, { id: journeyId })
    const ids = (await mailsOf(enrollmentId)).map(({ id }) => id)
    return handled(house, post, ids)
  }

  test('is rendered for the contact, sent once and told in the timeline', async () => {
    const [contact] = await newContacts(house, 1, { attributes: { name: '佐藤 美咲' } })
    const { status, body } = await send(contact!)
    expect(status).toBe(201)
    expect(await arrived(body.enrollmentId)).toMatchObject([
      { state: 'sent', subject: '佐藤 美咲様' },
    ])
    await runDry(house, { id: (await rowOf(body.enrollmentId)).journeyId })
    const { entries, walks } = await timelineOf(contact!)
    expect(walks).toMatchObject([{ journeyKind: 'mail', state: 'completed' }])
    expect(entries.map(({ kind }) => kind)).toEqual(['message', 'entered'])
  })

  test('stands in no list of journeys, and nobody is entered into it', async () => {
    const [contact] = await newContacts(house, 1)
    const { body } = await send(contact!)
    const { journeyId } = await rowOf(body.enrollmentId)
    const list = await house.api<{ journeys: { id: number }[] }>('GET', '/api/journeys')
    expect(list.body.journeys.map(({ id }) => id)).not.toContain(journeyId)
    const path = `/api/journeys/${journeyId}`
    expect((await house.api('GET', path)).status).toBe(404)
    expect((await house.api('PUT', `${path}/pause`)).status).toBe(404)
    const entrance = await house.api('POST', `${path}/enrollments`, { contactId: contact })
    expect(entrance.status).toBe(404)
  })

  test('as advertising without consent is left out, and the timeline says why', async () => {
    const [contact, glad] = await newContacts(house, 2)
    await consented(house, [glad!])
    const left = await send(contact!, { class: 'advertising' })
    expect(await arrived(left.body.enrollmentId)).toMatchObject([
      { state: 'suppressed', reason: 'no-consent' },
    ])
    const { entries } = await timelineOf(contact!)
    expect(entries[0]).toMatchObject({ kind: 'message', message: { reason: 'no-consent' } })
    const mailed = await Promise.all([send(glad!), send(glad!)])
    const numbers = await Promise.all(
      mailed.map(async ({ body }) => (await rowOf(body.enrollmentId)).versionId),
    )
    expect(new Set(numbers).size).toBe(2)
  })

  test('that is unfinished is refused with what to mend', async () => {
    const [contact] = await newContacts(house, 1)
    const codes = async (more: Record<string, unknown>) => {
      const { status, body } = await send(contact!, more)
      const { problems } = body as unknown as { problems: { code: string }[] }
      return [status, ...problems.map(({ code }) => code)]
    }
    expect(await codes({ subject: ' ', text: '' })).toEqual([
      422,
      'subject-missing',
      'body-missing',
    ])
    expect(await codes({ text: '{{ broken' })).toEqual([422, 'liquid-wrong'])
    expect((await send(999_999)).status).toBe(404)
  })
})
