import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../server/db.ts'
import { asks } from '../server/engine/asks.ts'
import { isTimed, nextChange } from '../server/engine/next-change.ts'
import { evaluate, type Rule, type RuleInput, ruleSchema } from '../server/engine/rule.ts'
import { createJourney } from '../server/journeys/draft.ts'
import { asksOf } from '../server/rules/check-rule.ts'
import { living, ruleSql } from '../server/rules/rule-sql.ts'
import { keepSegments } from '../server/segments/keep.ts'
import { factsOf } from '../server/segments/known.ts'
import { segmentsOf } from '../server/segments/read.ts'
import { segmentContacts } from '../server/segments/table.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand } from './engine/make.ts'
import { rule } from './rules/arbitrary.ts'
import { fill, now } from './rules/people.ts'

const long = import.meta.env.MODE === 'long'
const PEOPLE = long ? 400 : 60
const RULES = long ? 60 : 10
const ROUNDS = long ? 30 : 4
const accountZone = 'Asia/Tokyo'

let house: House
let ids: number[]
beforeAll(async () => {
  house = await openHouse()
  ids = await fill(house, PEOPLE, 11)
})
afterAll(() => house.close())

const plan = (value: string): RuleInput => ({
  join: 'all',
  questions: [{ from: 'contact', key: 'plan', op: 'equals', value }],
})
const inside = (segmentId: number): RuleInput => ({
  join: 'all',
  questions: [{ from: 'segment', op: 'in', segmentId }],
})
type Shown = { id: number; revision: number; state: string; count: number; code?: string }

const create = async (rule: RuleInput, name = 'Segment') =>
  (await house.api<Shown>('POST', '/api/segments', { name, kind: 'dynamic', rule })).body

async function settle(workers = 1) {
  for (let turn = 0; turn < 60; turn++) {
    const asked = await Promise.all(Array.from({ length: workers }, () => keepSegments(house)))
    const building = await house.db.execute(
      sql`SELECT FROM segments WHERE state = 'building' AND archived_at IS NULL`,
    )
    const left = await house.db.execute(sql`SELECT FROM contact_changes`)
    if (asked.every((each) => each === 0) && building.length === 0 && left.length === 0) return
  }
  throw new Error('The segments never came to rest')
}

const membersOf = async (id: number) =>
  (await house.db.select().from(segmentContacts).where(sql`segment_id = ${id}`))
    .map((row) => row.contactId)
    .sort((a, b) => a - b)

describe('a segment', () => {
  test('is made, found, changed from a known revision, and archived', async () => {
    const made = await create(plan('silver'), '銀の会員')
    expect(made).toMatchObject({
      name: '銀の会員',
      kind: 'dynamic',
      state: 'building',
      revision: 1,
    })
    const path = `/api/segments/${made.id}`
    const change = { name: 'Silver', rule: plan('bronze'), revision: 1 }
    expect((await house.api('PATCH', path, change)).body).toMatchObject({
      name: 'Silver',
      revision: 2,
    })
    expect(await house.api('PATCH', path, change)).toMatchObject({
      status: 409,
      body: { code: 'segment-stale' },
    })
    expect((await house.api<Shown>('PUT', `${path}/archive`)).status).toBe(200)
    const list = async (query = '') =>
      (await house.api<{ segments: Shown[] }>('GET', `/api/segments${query}`)).body.segments.map(
        ({ id }) => id,
      )
    expect(await list()).not.toContain(made.id)
    expect(await list('?archived=true')).toContain(made.id)
    expect((await house.api<Shown>('DELETE', `${path}/archive`)).body.state).toBe('building')
  })

  test('is refused where its rule is unfinished, names what is missing, or asks about itself', async () => {
    const refused = async (questions: object[]) =>
      (
        await house.api<Shown>('POST', '/api/segments', {
          name: 'X',
          kind: 'dynamic',
          rule: { join: 'all', questions },
        })
      ).body.code
    expect(await refused([])).toBe('rule-unfinished')
    expect(await refused([{ from: 'payload', key: 'a', op: 'is-empty' }])).toBe('rule-with-payload')
    for (const question of [
      { from: 'tag', op: 'has-any', tagIds: [99] },
      { from: 'topic', op: 'wanted', topicId: 2 ** 50 },
      { from: 'segment', op: 'in', segmentId: 9_999 },
      { from: 'journey', op: 'entered', journeyId: 9_999 },
      { from: 'message', did: 'sent', op: 'has', journeyId: 9_999 },
    ]) {
      expect(await refused([question])).toBe('rule-names-missing')
    }
    const one = await create(plan('a'), 'One')
    const two = await create(inside(one.id), 'Two')
    const circle = { rule: inside(two.id), revision: one.revision }
    expect((await house.api<Shown>('PATCH', `/api/segments/${one.id}`, circle)).body.code).toBe(
      'segment-cycle',
    )
    const used = await house.api<Shown>('PUT', `/api/segments/${one.id}/archive`)
    expect(used).toMatchObject({ status: 409, body: { code: 'segment-used', by: ['Two'] } })

    const graph = graphOf(
      {
        start: ['trigger', hand],
        fork: ['condition', { branches: [{ id: 'yes', rule: inside(one.id) }] }],
      },
      [['start', 'fork']],
    )
    await transaction(house.db, (tx) =>
      createJourney(tx, { name: 'Walk', graph, by: { actor: 'system', actorName: 'test' } }),
    )
    const uses = (id: number) => house.api('GET', `/api/segments/${id}/uses`)
    expect((await uses(one.id)).body).toMatchObject({
      segments: [{ id: two.id, name: 'Two' }],
      journeys: [{ name: 'Walk', state: 'draft' }],
    })
    expect((await uses(two.id)).body).toEqual({ segments: [], journeys: [] })
    expect((await uses(9_999)).status).toBe(404)
  })

  test('that is fixed holds whom people put in, and says so as events', async () => {
    const made = await house.api<Shown>('POST', '/api/segments', { name: 'Kept', kind: 'fixed' })
    const path = `/api/segments/${made.body.id}/contacts`
    const contactIds = ids.slice(0, 3)
    expect((await house.api('POST', path, { contactIds: [...contactIds, 10 ** 9] })).body).toEqual({
      added: 3,
    })
    expect((await house.api('POST', path, { contactIds })).body).toEqual({ added: 0 })
    type Page = { contacts: { id: number }[]; next: string | null }
    const page = await house.api<Page>('GET', `${path}?limit=2`)
    expect(page.body.contacts.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const rest = await house.api<Page>('GET', `${path}?limit=2&cursor=${page.body.next}`)
    expect([rest.body.contacts.map(({ id }) => id), rest.body.next]).toEqual([[ids[2]], null])
    expect((await house.api('DELETE', path, { contactIds: [ids[0]] })).body).toEqual({ removed: 1 })
    expect((await segmentsOf(house.db, [ids[1]!])).get(ids[1]!)).toContainEqual(
      expect.objectContaining({ id: made.body.id, name: 'Kept' }),
    )
    const told = await house.db.execute<{ name: string }>(sql`
      SELECT name FROM events WHERE contact_id = ${ids[0]} AND name LIKE 'segment.%'
         AND payload ->> 'segmentId' = ${String(made.body.id)} ORDER BY id`)
    expect(told.map(({ name }) => name)).toEqual(['segment.entered', 'segment.left'])
    const dynamic = await create(plan('a'))
    expect(
      await house.api('POST', `/api/segments/${dynamic.id}/contacts`, { contactIds }),
    ).toMatchObject({
      status: 409,
      body: { code: 'segment-other-kind' },
    })
  })

  test('is counted while it is drawn, with some of those who meet it', async () => {
    const rule = ruleSchema.parse({
      join: 'none',
      questions: [{ from: 'suppression', op: 'suppressed' }],
    })
    const [all] = await house.db.execute<{ n: string }>(
      sql`SELECT count(*) AS n FROM contacts WHERE ${ruleSql(rule, { now, accountZone })}`,
    )
    const { body } = await house.api<{ contacts: object[] }>('POST', '/api/segments/count', {
      rule,
    })
    expect(body).toMatchObject({ count: Number(all!.n), exact: true, basis: 'everybody' })
    expect(body.contacts).toHaveLength(10)
  })
})

describe('the contacts of a dynamic segment', () => {
  let kept: { id: number; rule: Rule }[]

  test('are those whom its rule means, whatever changes, whoever works and however time passes', {
    timeout: long ? 1_200_000 : 60_000,
  }, async () => {
    house.clockAt(now)
    const rules = [
      ...fc.sample(rule, { numRuns: RULES, seed: 5 }).map((each) => ruleSchema.parse(each)),
      ruleSchema.parse({
        join: 'any',
        questions: [
          { from: 'event', name: '購入', op: 'at-least', times: 2, withinDays: 2 },
          { from: 'contact', key: 'day', as: 'date', op: 'anniversary-within', value: '3' },
          { from: 'message', did: 'sent', op: 'has', withinDays: 5 },
        ],
      }),
    ]
    kept = await Promise.all(rules.map(insert))
    kept.push(await insert(ruleSchema.parse(inside(kept.at(-1)!.id))))
    await settle(2)
    await compare()
    const before = await count(sql`SELECT count(*) AS n FROM events WHERE name LIKE 'segment.%'`)
    const dice = fc.sample(fc.tuple(fc.nat(5), fc.nat(1e6), fc.nat(60)), {
      numRuns: ROUNDS * 6,
      seed: 3,
    })
    let at = now
    for (let round = 0; round < ROUNDS; round++) {
      for (const [kind, n] of dice.slice(round * 6, round * 6 + 6)) await change(kind, n, at)
      await settle(2)
      await compare(at)
      at = at.add({ hours: dice[round]![2] })
      house.clockAt(at)
      await settle(2)
      await compare(at)
    }
    expect(
      await count(sql`SELECT count(*) AS n FROM events WHERE name LIKE 'segment.%'`),
    ).toBeGreaterThan(before)
    // Nobody entered twice without leaving in between, nor left twice.
    const twice = await house.db.execute(sql`
      SELECT FROM (SELECT name, lag(name) OVER (PARTITION BY contact_id, payload ORDER BY id) AS last
                     FROM events WHERE name LIKE 'segment.%') e WHERE name = last`)
    expect(twice).toHaveLength(0)
  })

  test('are right after a turn that broke off', async () => {
    const gold = await insert(ruleSchema.parse(plan('broken off')))
    kept.push(gold)
    await settle()
    await house.db.execute(sql`
      UPDATE contacts SET attributes = '{"plan": "broken off"}' WHERE id = ${ids[0]}`)
    const broken = { ...house, clock: () => Promise.reject(new Error('The worker dies')) }
    await expect(keepSegments(broken)).rejects.toThrow('dies')
    expect(await membersOf(gold.id)).toEqual([])
    await settle()
    expect(await membersOf(gold.id)).toEqual([ids[0]])
  })

  test('are kept by each segment for itself: one that fails is told of once, and asked later', async () => {
    const wrong = await insert(
      ruleSchema.parse({
        join: 'all',
        questions: [{ from: 'payload', key: 'plan', op: 'is-empty' }],
      }),
    )
    await house.db.execute(sql`UPDATE segments SET state = 'ready' WHERE id = ${wrong.id}`)
    const right = await insert(ruleSchema.parse(plan('right')))
    await keepSegments(house)
    const told: string[] = []
    const log = pino({ level: 'error' }, { write: (line) => void told.push(line) })
    for (const [n, value] of ['right', 'wrong', 'right'].entries()) {
      await house.db.execute(sql`
        UPDATE contacts SET attributes = ${JSON.stringify({ plan: value })}::text::jsonb WHERE id = ${ids[1]}`)
      await keepSegments({ ...house, log })
      expect(await membersOf(right.id)).toEqual(n === 1 ? [] : [ids[1]])
    }
    expect(told.map((line) => JSON.parse(line))).toMatchObject([
      { fact: 'segment.failed', segmentId: wrong.id },
    ])
    // Its rule is mended: whoever changed meanwhile is asked, without having changed again.
    await house.db.execute(
      sql`UPDATE segments SET rule = ${JSON.stringify(right.rule)}::text::jsonb WHERE id = ${wrong.id}`,
    )
    house.clockAt((await house.clock(house.db)).add({ minutes: 6 }))
    await keepSegments(house)
    expect(await membersOf(wrong.id)).toEqual([ids[1]])
    await house.db.execute(
      sql`UPDATE segments SET archived_at = clock_timestamp() WHERE id = ${wrong.id}`,
    )
  })

  test('are passed over while somebody holds them, whose moment has come, and asked the next time', async () => {
    const gold = await insert(ruleSchema.parse(plan('held')))
    await settle()
    await house.db.execute(sql`
      INSERT INTO segment_rechecks (segment_id, contact_id, recheck_at)
      VALUES (${gold.id}, ${ids[2]}, ${(await house.clock(house.db)).toString()}::timestamptz)`)
    const moments = sql`SELECT FROM segment_rechecks WHERE segment_id = ${gold.id}`
    await transaction(house.db, async (tx) => {
      await tx.execute(sql`SELECT FROM contacts WHERE id = ${ids[2]} FOR NO KEY UPDATE`)
      await keepSegments(house)
      expect(await house.db.execute(moments)).toHaveLength(1)
      // Whoever holds the contact writes its moments: a worker that had taken them would wait in a circle.
      await tx.execute(
        sql`UPDATE segment_rechecks SET recheck_at = recheck_at WHERE segment_id = ${gold.id}`,
      )
      // The rule changes meanwhile and waits for nobody, either.
      const change = { rule: plan('let go'), revision: 1 }
      const { status } = await house.api('PATCH', `/api/segments/${gold.id}`, change)
      expect(status).toBe(200)
      expect(await house.db.execute(moments)).toHaveLength(1)
    })
    await settle()
    expect(await house.db.execute(moments)).toHaveLength(0)
  })

  test('are asked again by another zone of the account, and leave when they are erased', async () => {
    const gold = kept.at(-1)!
    await house.db.execute(sql`UPDATE account SET zone = 'Europe/Paris'`)
    await house.db.execute(
      sql`UPDATE contacts SET erased_at = clock_timestamp() WHERE id = ${ids[0]}`,
    )
    await settle()
    expect(await membersOf(gold.id)).toEqual([])
  })

  async function insert(asked: Rule): Promise<{ id: number; rule: Rule }> {
    const [row] = await house.db.execute<{ id: string }>(sql`
      INSERT INTO segments (name, kind, rule, asks, created_by)
      VALUES ('Any', 'dynamic', ${JSON.stringify(asked)}::text::jsonb, ${`{${asksOf(asked)}}`}::text[], 'system')
      RETURNING id`)
    return { id: Number(row!.id), rule: asked }
  }

  async function compare(at = now) {
    for (const each of kept) {
      const rows = await house.db.execute<{ id: string }>(sql`
        SELECT id FROM contacts WHERE ${living()} AND ${ruleSql(each.rule, { now: at, accountZone })} ORDER BY id`)
      const expected = rows.map(({ id }) => Number(id))
      expect({ rule: each.rule, in: await membersOf(each.id) }).toEqual({
        rule: each.rule,
        in: expected,
      })
    }
  }

  async function change(kind: number, n: number, at: Temporal.Instant) {
    const id = ids[n % ids.length]!
    const when = at.toString()
    const changes = [
      sql`UPDATE contacts SET attributes = (SELECT attributes FROM contacts WHERE id = ${ids[(n * 7) % ids.length]}) WHERE id = ${id}`,
      sql`INSERT INTO events (contact_id, name, at, happened_at, origin) VALUES (${id}, '購入', ${when}, ${when}, 'test')`,
      sql`DELETE FROM suppressions WHERE contact_id = ${id}`,
      sql`INSERT INTO enrollments (journey_id, version_id, contact_id, node_id, origin, since_at, entered_at)
          SELECT ${(n % 4) + 1}, min(id), ${id}, 'n', 'test', ${when}, ${when} FROM versions`,
      sql`UPDATE enrollments SET state = 'completed', ended_at = ${when} WHERE contact_id = ${id}`,
      sql`UPDATE messages SET state = 'sent', final_at = ${when} WHERE contact_id = ${id} AND state <> 'sent'`,
    ]
    await house.db.execute(changes[kind]!)
  }
})

test('until its next change a rule answers the same', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rule, fc.double({ min: 0, max: 1, noNaN: true }), async (input, part) => {
      const asked = ruleSchema.parse(input)
      for (const known of (
        await factsOf(house.db, ids, { asks: asks(asked), now, accountZone })
      ).values()) {
        const next = nextChange(asked, known)
        if (next) expect(isTimed(asked)).toBe(true)
        const end = next ?? now.add({ hours: 24 * 500 })
        const span = end.epochMilliseconds - now.epochMilliseconds - 1
        const later = now.add({ milliseconds: Math.floor(span * part) })
        const { met } = evaluate(asked, known)
        for (const at of [later, end.subtract({ milliseconds: 1 })]) {
          expect({ met: evaluate(asked, { ...known, now: at }).met, next }).toEqual({ met, next })
        }
      }
    }),
    { numRuns: long ? 3_000 : 100 },
  )
})

const count = async (query: ReturnType<typeof sql>) =>
  Number((await house.db.execute<{ n: string }>(query))[0]!.n)
