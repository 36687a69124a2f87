import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../server/audit/table.ts'
import { type Graph, graphSchema } from '../server/engine/graph.ts'
import { journeys, versions } from '../server/journeys/table.ts'
import { messages } from '../server/messages/table.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import { type House, openHouse } from './database.ts'
import { branch, graphOf, hand, mail, wait } from './engine/make.ts'
import { entered, liveJourney, newContacts, runDry } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await ensureTransport(house.db, house)
})
afterAll(() => house.close())

const good = graphOf({ start: ['trigger', hand], day: ['wait', wait(1, 'days')], end: ['exit'] }, [
  ['start', 'day'],
  ['day', 'end'],
])
const named = (name: string): Graph => ({
  ...good,
  nodes: good.nodes.map((node) =>
    node.id === 'day' ? { ...node, data: { ...node.data, name } } : node,
  ),
})

type Problem = { code: string; nodeId?: string }
type Refused = { code: string; problems: Problem[]; copyId: number; current: Draft }
type Draft = { revision: number; graph: Graph; savedBy: string }
type Read = {
  name: string
  state: string
  revision: number
  draft: Graph
  changed: boolean
  problems: Problem[]
  version: { number: number; graph: Graph } | null
  copies: { id: number; graph: Graph; baseRevision: number }[]
}
type Listed = {
  walking: number
  live: number
  nextAt: string | null
  journeys: { id: number; here: number; entered: number; sends: number[]; byHand: boolean }[]
}

const create = async (body: object = { name: 'ようこそ', graph: good }) => {
  const made = await house.api<{ id: number }>('POST', '/api/journeys', body)
  expect(made.status).toBe(201)
  return made.body.id
}
const read = async (id: number) => (await house.api<Read>('GET', `/api/journeys/${id}`)).body
const save = (id: number, revision: number, graph: unknown, key = house.key) =>
  house.api<Refused & Draft>(
    'PUT',
    `/api/journeys/${id}/draft`,
    { graph, revision },
    {
      authorization: `Bearer ${key}`,
    },
  )
const publish = (id: number, revision: number) =>
  house.api<Refused & { number: number }>('POST', `/api/journeys/${id}/publication`, { revision })
const listed = async (id: number) => {
  const { body } = await house.api<Listed>('GET', '/api/journeys')
  return body.journeys.find((each) => each.id === id)!
}
const lastAction = async () =>
  (await house.db.select().from(audit).orderBy(desc(audit.id)).limit(1))[0]!

describe('a graph', () => {
  test('comes back as it was sent, in React Flow’s own keys', async () => {
    const id = await create()
    expect(await read(id)).toMatchObject({
      name: 'ようこそ',
      state: 'draft',
      revision: 1,
      draft: good,
    })
    expect(graphSchema.parse((await read(id)).draft)).toEqual(good)
    expect(await lastAction()).toMatchObject({
      action: 'journey.created',
      subject: `journey:${id}`,
    })
  })

  test('is empty where none is given', async () => {
    const id = await create({ name: 'Empty' })
    expect((await read(id)).draft).toMatchObject({ schema: 1, nodes: [], edges: [] })
  })

  test('that no canvas can draw is refused with every problem by node, and nothing is saved', async () => {
    const id = await create()
    const bad = structuredClone(good)
    bad.nodes[1]!.data.wait = { type: 'duration', amount: 'soon', unit: 'days' }
    bad.nodes[2]!.type = 'fax'
    bad.edges.push({ id: 'x', source: 'end', target: 'nobody', sourceHandle: null })
    const before = await house.db.$count(journeys)
    for (const refused of [
      await save(id, 1, bad),
      await house.api<Refused>('POST', '/api/journeys', { name: 'Bad', graph: bad }),
    ]) {
      expect(refused.status).toBe(422)
      expect(refused.body.code).toBe('graph-wrong')
      const told = refused.body.problems.map(({ nodeId, code }) => `${nodeId}: ${code}`)
      expect(told.sort()).toEqual(['day: wrong-data', 'end: edge-without-end', 'end: unknown-type'])
    }
    expect(await house.db.$count(journeys)).toBe(before)
    expect(await read(id)).toMatchObject({ revision: 1, draft: good })
  })

  test('may be unfinished as a draft: what is missing is told, not refused', async () => {
    const id = await create({
      name: 'Half',
      graph: graphOf({ hello: ['send', mail('')] }, []),
    })
    const told = (await read(id)).problems.map(({ nodeId, code }) => `${nodeId ?? ''}: ${code}`)
    expect(told).toEqual(expect.arrayContaining([': no-trigger', 'hello: subject-missing']))
    const refused = await publish(id, 1)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      code: 'graph-unfinished',
      problems: expect.any(Array),
    })
    expect(await house.db.$count(versions, eq(versions.journeyId, id))).toBe(0)
  })
})

describe('saving', () => {
  test('counts the revision up', async () => {
    const id = await create()
    expect((await save(id, 1, named('One'))).body).toMatchObject({ revision: 2, problems: [] })
    expect((await save(id, 2, named('Two'))).body.revision).toBe(3)
    expect((await read(id)).draft).toEqual(named('Two'))
  })

  test('from an older revision overwrites nothing, and both versions stay until somebody chooses', async () => {
    const id = await create()
    await save(id, 1, named('Hers'))
    const { status, body } = await save(id, 1, named('His'))
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'draft-stale',
      current: { revision: 2, graph: named('Hers'), savedBy: 'test' },
    })
    const kept = await read(id)
    expect(kept.draft).toEqual(named('Hers'))
    expect(kept.copies).toMatchObject([{ graph: named('His'), baseRevision: 1 }])

    const settle = `/api/journeys/${id}/copies/${body.copyId}`
    expect((await house.api('DELETE', settle)).status).toBe(204)
    expect((await read(id)).copies).toEqual([])
    expect((await house.api('DELETE', settle)).status).toBe(404)
    expect(await lastAction()).toMatchObject({ action: 'journey.copy-settled' })
  })

  test('again after no answer came keeps one copy, not two', async () => {
    const id = await create()
    await save(id, 1, named('Hers'))
    const first = await save(id, 1, named('His'))
    const again = await save(id, 1, named('His'))
    expect(again.body.copyId).toBe(first.body.copyId)
    expect((await read(id)).copies).toHaveLength(1)
  })

  test('at one moment lets one through and keeps all the others', async () => {
    const id = await create()
    const all = await Promise.all(Array.from({ length: 8 }, (_, n) => save(id, 1, named(`${n}`))))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    const { revision, copies } = await read(id)
    expect([revision, copies.length]).toEqual([2, 7])
  })

  test('to a journey that is not there is said', async () => {
    expect((await save(999_999, 1, good)).body.code).toBe('journey-missing')
  })
})

describe('publishing', () => {
  test('freezes the draft that was looked at, and no other', async () => {
    const id = await create()
    await save(id, 1, named('Seen'))
    expect((await publish(id, 1)).body.code).toBe('draft-changed')
    expect((await publish(id, 2)).body).toEqual({ number: 1 })
    expect(await read(id)).toMatchObject({ state: 'live', changed: false, version: { number: 1 } })
    await save(id, 2, named('Later'))
    expect(await read(id)).toMatchObject({ changed: true, version: { graph: named('Seen') } })
    expect((await publish(id, 3)).body).toEqual({ number: 2 })
  })

  test('twice at one moment makes two versions, each with its number', async () => {
    const id = await create()
    const both = await Promise.all([publish(id, 1), publish(id, 1)])
    expect(both.map(({ body }) => body.number).sort()).toEqual([1, 2])
  })

  test('asks nothing of where stones lie', async () => {
    const id = await create()
    await publish(id, 1)
    const moved = structuredClone(good)
    for (const node of moved.nodes) node.position.x += 40
    await save(id, 1, moved)
    expect((await read(id)).changed).toBe(false)
  })
})

describe('a journey', () => {
  type Move = [method: 'PUT' | 'DELETE', what: 'pause' | 'archive', status: number, state: string]
  test.each<[from: string, moves: Move[]]>([
    [
      'live',
      [
        ['DELETE', 'pause', 409, 'live'],
        ['PUT', 'pause', 204, 'paused'],
        ['PUT', 'pause', 409, 'paused'],
        ['DELETE', 'pause', 204, 'live'],
        ['PUT', 'archive', 204, 'archived'],
        ['PUT', 'pause', 409, 'archived'],
        // Nobody is surprised by mail: what comes back waits for a word.
        ['DELETE', 'archive', 204, 'paused'],
      ],
    ],
    [
      'draft',
      [
        ['PUT', 'pause', 409, 'draft'],
        ['PUT', 'archive', 204, 'archived'],
        ['DELETE', 'archive', 204, 'draft'],
        ['DELETE', 'archive', 409, 'draft'],
      ],
    ],
  ])('that is %s goes where it can and no further', async (from, moves) => {
    const id = await create()
    if (from === 'live') await publish(id, 1)
    for (const [method, what, status, state] of moves) {
      expect((await house.api(method, `/api/journeys/${id}/${what}`)).status).toBe(status)
      expect((await read(id)).state).toBe(state)
    }
  })

  test.for([
    ['PUT', 'pause'],
    ['DELETE', 'pause'],
    ['PUT', 'archive'],
    ['DELETE', 'archive'],
  ] as const)('that is not there is not found: %s %s', async ([method, what]) => {
    const { status, body } = await house.api<Refused>(method, `/api/journeys/999999/${what}`)
    expect([status, body.code]).toEqual([404, 'journey-missing'])
  })

  test('that is archived is not published', async () => {
    const id = await create()
    await house.api('PUT', `/api/journeys/${id}/archive`)
    expect((await publish(id, 1)).body.code).toBe('journey-archived')
  })

  test('is renamed, and the audit knows both names', async () => {
    const id = await create()
    await house.api('PATCH', `/api/journeys/${id}`, { name: ' 春の会員登録 ' })
    expect((await read(id)).name).toBe('春の会員登録')
    expect(await lastAction()).toMatchObject({
      action: 'journey.renamed',
      detail: { from: 'ようこそ', to: '春の会員登録' },
    })
    expect((await house.api('PATCH', `/api/journeys/${id}`, { name: ' ' })).status).toBe(400)
  })

  test('that was never published can go, and its drawing stays in the audit', async () => {
    const id = await create()
    await save(id, 1, named('Hers'))
    await save(id, 1, named('His'))
    expect((await house.api('DELETE', `/api/journeys/${id}`)).status).toBe(204)
    expect((await house.api('GET', `/api/journeys/${id}`)).status).toBe(404)
    expect(await lastAction()).toMatchObject({
      action: 'journey.deleted',
      detail: { graph: named('Hers') },
    })
  })

  test('that was published stays', async () => {
    const id = await create()
    await publish(id, 1)
    const { status, body } = await house.api<Refused>('DELETE', `/api/journeys/${id}`)
    expect([status, body.code]).toEqual([409, 'journey-published'])
  })
})

describe('the list', () => {
  test('counts who walks, and knows what lets people in by hand from the live version', async () => {
    const journey = await liveJourney(house, good)
    house.clockAt('2026-11-24T03:00:00Z')
    await entered(house, journey, await newContacts(house, 3))
    await runDry(house, journey)
    expect(await listed(journey.id)).toMatchObject({ here: 3, entered: 3, byHand: true })
    house.clockAt('2026-11-25T03:00:00Z')
    await runDry(house, journey)
    expect(await listed(journey.id)).toMatchObject({ here: 0, entered: 3 })

    const other = graphOf({ start: ['trigger', { kind: 'source', sourceId: null }] }, [])
    await save(journey.id, 1, other)
    expect((await listed(journey.id)).byHand).toBe(true)
    expect((await listed(await create())).byHand).toBe(false)
  })

  test('tells a day’s sends by the account’s own days', async () => {
    const ask = graphOf(
      {
        start: ['trigger', hand],
        hello: ['send', mail()],
        vip: ['condition', { branches: [branch('vip', 'plan', 'vip')] }],
        end: ['exit'],
      },
      [
        ['start', 'hello'],
        ['hello', 'vip'],
        ['vip', 'end', 'vip'],
        ['vip', 'end', 'else'],
      ],
    )
    const journey = await liveJourney(house, ask)
    await entered(house, journey, await newContacts(house, 2))
    await runDry(house, journey)
    // One mail just after midnight in Japan, one just before: the day before in UTC, too.
    const midnight = Temporal.Now.zonedDateTimeISO('Asia/Tokyo').startOfDay().toInstant()
    const sent = [midnight.add({ seconds: 1 }), midnight.subtract({ seconds: 1 })]
    const mails = await house.db.select().from(messages).where(eq(messages.journeyId, journey.id))
    for (const [n, { id }] of mails.entries()) {
      const final = { state: 'caught', finalAt: sent[n] } as const
      await house.db.update(messages).set(final).where(eq(messages.id, id))
    }
    expect((await listed(journey.id)).sends.slice(-2)).toEqual([1, 1])
  })
})
