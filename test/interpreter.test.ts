import { asc, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contacts } from '../server/contacts/table.ts'
import { transaction } from '../server/db.ts'
import { foldCounters } from '../server/enrollments/count.ts'
import { journeysDue } from '../server/enrollments/due.ts'
import { run } from '../server/enrollments/run.ts'
import { sweepTurns } from '../server/enrollments/sweep.ts'
import { enrollments, steps, turns } from '../server/enrollments/table.ts'
import { standingStill } from '../server/enrollments/watch.ts'
import { messages } from '../server/messages/table.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import { type House, openHouse } from './database.ts'
import { branch, graphOf, hand, mail, wait } from './engine/make.ts'
import { entered, liveJourney, newContacts, runDry, until } from './make.ts'

const noon = Temporal.Instant.from('2026-11-24T03:00:00Z')
const dayAndEnd = graphOf(
  { start: ['trigger', hand], day: ['wait', wait(1, 'days')], end: ['exit'] },
  [
    ['start', 'day'],
    ['day', 'end'],
  ],
)

let house: House
beforeAll(async () => {
  house = await openHouse()
  await ensureTransport(house.db, house)
})
afterAll(() => house.close())
beforeEach(() => {
  house.clockAt(noon)
  house.tickets.length = 0
})

const rowsOf = (ids: number[]) =>
  house.db.select().from(enrollments).where(inArray(enrollments.id, ids)).orderBy(enrollments.id)
const stepsOf = (ids: number[]) =>
  house.db
    .select()
    .from(steps)
    .where(inArray(steps.enrollmentId, ids))
    .orderBy(asc(steps.enrollmentId), asc(steps.seq))

describe('a turn', () => {
  test('walks everybody who is due to where they wait, and they are due again in time', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const ids = await entered(house, journey, await newContacts(house, 3))
    expect(await run(house, journey.id, { worker: 1 })).toBe(3)
    for (const row of await rowsOf(ids)) {
      expect(row).toMatchObject({ state: 'waiting', nodeId: 'day', seq: 2, tries: 0 })
      expect(row.wakeAt).toEqual(noon.add({ hours: 24 }))
    }
    expect(await run(house, journey.id, { worker: 1 })).toBe(0)

    house.clockAt(noon.add({ hours: 24 }))
    expect(await run(house, journey.id, { worker: 1 })).toBe(3)
    for (const row of await rowsOf(ids)) {
      expect(row).toMatchObject({
        state: 'completed',
        wakeAt: null,
        endedAt: noon.add({ hours: 24 }),
      })
    }
    const lived = (await stepsOf(ids)).map((step) => `${step.seq} ${step.nodeId} ${step.kind}`)
    const once = ['0 start pass', '1 day rest', '2 day pass', '3 end end']
    expect(lived).toEqual([...once, ...once, ...once])
  })

  test('asks for another turn after a full batch and only then', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    await entered(house, journey, await newContacts(house, 5))
    await run(house, journey.id, { worker: 1, size: 4 })
    expect(house.tickets).toEqual([{ name: 'advance', keys: [journey.id] }])
    house.tickets.length = 0
    await run(house, journey.id, { worker: 1, size: 4 })
    expect(house.tickets).toEqual([])
  })

  test('leaves a contact whom somebody holds, and nobody waits for it', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const [held, free] = await newContacts(house, 2)
    const ids = await entered(house, journey, [held!, free!])
    await house.db.transaction(async (other) => {
      await other.select().from(contacts).where(eq(contacts.id, held!)).for('no key update')
      await run(house, journey.id, { worker: 1 })
      expect((await rowsOf(ids)).map((row) => row.state)).toEqual(['active', 'waiting'])
    })
    await run(house, journey.id, { worker: 1 })
    expect((await rowsOf(ids)).map((row) => row.state)).toEqual(['waiting', 'waiting'])
  })

  test('run by two workers at once lives every step once', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const ids = await entered(house, journey, await newContacts(house, 200))
    const lane = async () => {
      while ((await run(house, journey.id, { worker: 1, size: 20 })) > 0);
    }
    await Promise.all([lane(), lane(), lane()])
    expect(await stepsOf(ids)).toHaveLength(400)
    expect(new Set((await rowsOf(ids)).map((row) => row.state))).toEqual(new Set(['waiting']))
  })

  test('does nothing for a paused journey, which is not asked for either, until it resumes', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    await entered(house, journey, await newContacts(house, 1))
    expect((await house.api('PUT', `/api/journeys/${journey.id}/pause`)).status).toBe(204)
    expect(await run(house, journey.id, { worker: 1 })).toBe(0)
    expect(await journeysDue(house.db, noon)).not.toContain(journey.id)
    house.tickets.length = 0
    await house.api('DELETE', `/api/journeys/${journey.id}/pause`)
    expect(house.tickets).toEqual([{ name: 'advance', keys: [journey.id] }])
    expect(await run(house, journey.id, { worker: 1 })).toBe(1)
  })

  test('moves nobody in an archived journey, nor when it comes back, until it is resumed', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const ids = await entered(house, journey, await newContacts(house, 1))
    const path = `/api/journeys/${journey.id}`
    await house.api('PUT', `${path}/pause`)
    for (const [method, what] of [
      ['PUT', 'archive'],
      ['DELETE', 'archive'],
    ] as const) {
      expect((await house.api(method, `${path}/${what}`)).status).toBe(204)
      expect(await journeysDue(house.db, noon)).not.toContain(journey.id)
      expect(await run(house, journey.id, { worker: 1 })).toBe(0)
      expect(await rowsOf(ids)).toMatchObject([{ nodeId: 'start', wakeAt: noon }])
    }
    await house.api('DELETE', `${path}/pause`)
    expect(await run(house, journey.id, { worker: 1 })).toBe(1)
  })

  test('writes the mail with the step that asks for it, once', async () => {
    const graph = graphOf({ start: ['trigger', hand], hello: ['send', mail()] }, [
      ['start', 'hello'],
    ])
    const journey = await liveJourney(house, graph)
    const [id] = await entered(house, journey, await newContacts(house, 1))
    await runDry(house, journey)
    const asked = await house.db.select().from(messages).where(eq(messages.enrollmentId, id!))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      nodeId: 'hello',
      visit: 1,
      state: 'queued',
      class: 'advertising',
    })
    expect(house.tickets.filter((each) => each.name === 'deliver')).toHaveLength(1)
  })

  test('walks on from the real send when the outcome has woken it', async () => {
    const graph = graphOf(
      { start: ['trigger', hand], hello: ['send', mail()], hour: ['wait', wait(1, 'hours')] },
      [
        ['start', 'hello'],
        ['hello', 'hour'],
      ],
    )
    const journey = await liveJourney(house, graph)
    const [id] = await entered(house, journey, await newContacts(house, 1))
    await runDry(house, journey)
    const sentAt = noon.add({ minutes: 7 })
    await house.db
      .update(messages)
      .set({ state: 'sent', finalAt: sentAt })
      .where(eq(messages.enrollmentId, id!))
    await house.db.update(enrollments).set({ wakeAt: noon }).where(eq(enrollments.id, id!))
    house.clockAt(noon.add({ minutes: 40 }))
    await runDry(house, journey)
    const [row] = await rowsOf([id!])
    expect(row!.wakeAt).toEqual(sentAt.add({ hours: 1 }))
  })
})

describe('poison', () => {
  test('in one walk fails it alone, is tried again with growing waits, then stands in the list', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const [good] = await newContacts(house, 1)
    const [bad] = await newContacts(house, 1, { zone: 'Mars/Base' })
    const ids = await entered(house, journey, [good!, bad!])
    let now = noon
    const seen: string[] = []
    for (let turn = 0; turn < 6; turn++) {
      house.clockAt(now)
      await run(house, journey.id, { worker: 1 })
      const row = (await rowsOf(ids))[1]!
      seen.push(row.wakeAt ? now.until(row.wakeAt).toString() : row.state)
      if (row.wakeAt) now = row.wakeAt
    }
    expect(seen).toEqual(['PT10S', 'PT60S', 'PT600S', 'PT3600S', 'PT21600S', 'failed'])
    expect((await rowsOf(ids))[0]).toMatchObject({ state: 'waiting', error: null })

    const { body } = await house.api<{ people: { enrollmentId: number; error: string }[] }>(
      'GET',
      `/api/journeys/${journey.id}/failures`,
    )
    expect(body.people).toMatchObject([{ enrollmentId: ids[1] }])
    expect(body.people[0]!.error).toMatch(/time zone/)

    await house.db.update(contacts).set({ zone: null }).where(eq(contacts.id, bad!))
    expect((await house.api('POST', `/api/enrollments/${ids[1]}/retry`)).status).toBe(204)
    await run(house, journey.id, { worker: 1 })
    expect((await rowsOf(ids))[1]).toMatchObject({ state: 'waiting', error: null, tries: 0 })
    expect((await house.api('POST', `/api/enrollments/${ids[1]}/retry`)).status).toBe(409)
  })

  test('that the database refuses to write is halved out; everybody else walks on', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const ids = await entered(house, journey, await newContacts(house, 9))
    await house.db.execute(
      sql.raw(`
      CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.enrollment_id = ${ids[6]} THEN RAISE 'poisoned row'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON steps FOR EACH ROW EXECUTE FUNCTION poison()`),
    )
    await run(house, journey.id, { worker: 1 })
    const rows = await rowsOf(ids)
    const culprit = rows.splice(6, 1)[0]!
    expect(culprit).toMatchObject({ state: 'active', seq: 0, tries: 1, error: 'poisoned row' })
    expect(culprit.wakeAt).toEqual(noon.add({ seconds: 10 }))
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['waiting']))
    expect(await house.db.select().from(turns)).toEqual([])
    await house.db.execute(sql.raw(`DROP TRIGGER poison ON steps; DROP FUNCTION poison`))
  })

  test('of a version that cannot be read fails its people and nobody else', async () => {
    const broken = await liveJourney(house, dayAndEnd)
    const sound = await liveJourney(house, dayAndEnd)
    await house.db.execute(
      sql`UPDATE versions SET graph = jsonb_set(graph, '{nodes,1,type}', '"fax"') WHERE id = ${broken.versionId}`,
    )
    const [bad] = await entered(house, broken, await newContacts(house, 1))
    const [good] = await entered(house, sound, await newContacts(house, 1))
    await run(house, broken.id, { worker: 1 })
    await run(house, sound.id, { worker: 1 })
    const [first, second] = await rowsOf([bad!, good!])
    expect(first).toMatchObject({ state: 'active', error: 'Node day is of unknown type fax' })
    expect(second).toMatchObject({ state: 'waiting', error: null })
  })
})

describe('what a dead worker left', () => {
  const leave = (journeyId: number, ids: number[], deaths = 0) =>
    house.db.insert(turns).values({ worker: 999, journeyId, enrollmentIds: ids, deaths })

  test('is nobody else’s in a batch, and the sweep runs it one by one', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const ids = await entered(house, journey, await newContacts(house, 4))
    await leave(journey.id, ids.slice(0, 3))
    expect(await run(house, journey.id, { worker: 1 })).toBe(1)
    await sweepTurns(house, 1)
    expect(new Set((await rowsOf(ids)).map((row) => row.state))).toEqual(new Set(['waiting']))
    expect(await stepsOf(ids)).toHaveLength(8)
    expect(await house.db.select().from(turns)).toEqual([])
  })

  test('and kills again, alone, is failed; its neighbours walk on', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const ids = await entered(house, journey, await newContacts(house, 2))
    await leave(journey.id, [ids[0]!], 2)
    await sweepTurns(house, 1)
    await run(house, journey.id, { worker: 1 })
    const [killer, neighbour] = await rowsOf(ids)
    expect(killer).toMatchObject({ state: 'failed', wakeAt: null })
    expect(killer!.error).toMatch(/died 2 times/)
    expect(neighbour).toMatchObject({ state: 'waiting' })
  })
})

describe('counts', () => {
  test('balance: entered is who stands here plus who has left, at every moment', async () => {
    const graph = graphOf(
      {
        start: ['trigger', hand],
        plan: ['condition', { branches: [branch('gold', 'plan', 'gold')] }],
        day: ['wait', wait(1, 'days')],
        end: ['exit'],
      },
      [
        ['start', 'plan'],
        ['plan', 'day', 'gold'],
        ['plan', 'end', 'else'],
        ['day', 'end'],
      ],
    )
    const journey = await liveJourney(house, graph)
    const gold = await newContacts(house, 3, { attributes: { plan: 'gold' } })
    await entered(house, journey, [...gold, ...(await newContacts(house, 2))])
    await runDry(house, journey)
    const counts = async () => (await house.api('GET', `/api/journeys/${journey.id}/counters`)).body
    const expected = {
      entered: 5,
      ended: 2,
      nodes: {
        start: { here: 0, passed: 5, outs: { out: 5 } },
        plan: { here: 0, passed: 5, outs: { gold: 3, else: 2 } },
        day: { here: 3, passed: 0, outs: {} },
        end: { here: 0, passed: 2, outs: {} },
      },
    }
    expect(await counts()).toEqual(expected)
    await foldCounters(house.db)
    expect(await counts()).toEqual(expected)
  })
})

describe('re-entry', () => {
  test.each([
    ['never', 'walking', 0],
    ['never', 'ended', 0],
    ['after-exit', 'walking', 0],
    ['after-exit', 'ended', 1],
    ['always', 'walking', 1],
    ['always', 'ended', 1],
  ] as const)('%s, by somebody whose walk is %s, enters %i', async (reentry, before, expected) => {
    const journey = await liveJourney(house, dayAndEnd)
    const people = await newContacts(house, 1)
    await entered(house, journey, people)
    await runDry(house, journey)
    if (before === 'ended') {
      house.clockAt(noon.add({ hours: 30 }))
      await runDry(house, journey)
    }
    expect(await entered(house, journey, people, { reentry })).toHaveLength(expected)
  })

  test('refuses the second of two entries in one batch', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const [contact] = await newContacts(house, 1)
    const ids = await entered(house, journey, [contact!, contact!], { reentry: 'after-exit' })
    expect(ids).toHaveLength(1)
  })

  test('refuses the second of two entries at one moment: the contact’s lock decides', async () => {
    const journey = await liveJourney(house, dayAndEnd)
    const [contactId] = await newContacts(house, 1)
    const enter = () =>
      house.api('POST', `/api/journeys/${journey.id}/enrollments`, { contactId: contactId! })
    let both: ReturnType<typeof enter>[] = []
    await transaction(house.db, async (tx) => {
      await tx.select().from(contacts).where(eq(contacts.id, contactId!)).for('no key update')
      both = [enter(), enter()]
      await until('both wait for the lock', async () => {
        const [row] = await house.db.execute<{ waiting: number }>(sql`
          SELECT count(*)::int AS waiting FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`)
        return row!.waiting === 2
      })
    })
    const answers = await Promise.all(both)
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await house.db.$count(enrollments, eq(enrollments.contactId, contactId!))).toBe(1)
  })
})

test('the watchdog names whoever nothing would ever move, and nobody else', async () => {
  const journey = await liveJourney(house, dayAndEnd)
  const [lost, waiting] = await entered(house, journey, await newContacts(house, 2))
  await runDry(house, journey)
  expect(await standingStill(house.db)).not.toContain(waiting)
  await house.db.update(enrollments).set({ wakeAt: null }).where(eq(enrollments.id, lost!))
  expect(await standingStill(house.db)).toContain(lost)
})
