import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../server/app.ts'
import { standingStill } from '../server/enrollments/watch.ts'
import { fastClock } from './crash/clock.ts'
import { type House, openHouse } from './database.ts'
import { branch, graphOf, hand, mail, wait } from './engine/make.ts'
import { entered, nameSender, newContacts, until } from './make.ts'
import { type Listener, openListener } from './smtp.ts'

const long = import.meta.env.MODE === 'long'
const PEOPLE = long ? 2_000 : 300
const SEEDS = long ? [1, 2, 3] : [1]
const WORKERS = 2

let house: House
let listener: Listener
let app: ReturnType<typeof createApp>
const running = new Set<ChildProcess>()
const said: string[] = []

beforeAll(async () => {
  listener = await openListener()
  const baseUrl = 'https://crash.example'
  const secret = 'a secret for the crash test, long enough'
  house = await openHouse({ queue: true, smtpUrl: listener.url, baseUrl, secret })
  await nameSender(house)
  app = createApp({ ...house, clock: fastClock })
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await house.close()
  await listener.stop()
})

async function startWorker(): Promise<ChildProcess> {
  const script = resolve(import.meta.dirname, 'crash/worker.ts')
  const child = fork(script, [house.url, listener.url], { silent: true })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.stdout!.on('data', (line) => said.push(String(line)))
  child.stderr!.on('data', (line) => said.push(String(line)))
  await Promise.race([once(child, 'message'), once(child, 'exit')])
  return child
}

const count = async (query: ReturnType<typeof sql>) =>
  Number((await house.db.execute<{ n: string }>(query))[0]!.n)

/** A small seeded generator (mulberry32), so that a failing run can be had again. */
function random(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const fiveSteps = (sourceId: number) =>
  graphOf(
    {
      start: ['trigger', { kind: 'source', sourceId }],
      first: ['send', mail('First {{ contact.email }}')],
      minute: ['wait', wait(1, 'minutes')],
      plan: ['condition', { branches: [branch('gold', 'plan', 'gold')] }],
      second: ['send', mail('Second {{ contact.email }}')],
      end: ['exit'],
    },
    [
      ['start', 'first'],
      ['first', 'minute'],
      ['minute', 'plan'],
      ['plan', 'second', 'gold'],
      ['plan', 'second', 'else'],
      ['second', 'end'],
    ],
  )

async function layJourney(seed: number) {
  const source = await house.api<{ id: number; url: string }>('POST', '/api/sources', {
    name: `Crash ${seed}`,
    kind: 'webhook',
    consentWording: 'Send me news.',
  })
  const graph = fiveSteps(source.body.id)
  const made = await house.api<{ id: number }>('POST', '/api/journeys', { name: 'Crash', graph })
  const path = `/api/journeys/${made.body.id}/publication`
  expect((await house.api('POST', path, { revision: 1 })).status).toBe(201)
  return { id: made.body.id, hook: new URL(source.body.url).pathname }
}

const post = (hook: string, body: object) =>
  app.request(hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Opts out by the one-click link of a mail that arrived, as a mail program would. */
async function optOut(raw: string) {
  const link = /^List-Unsubscribe: <(https:\/\/[^>]+)>/im.exec(raw.replace(/\r\n[ \t]+/g, ' '))?.[1]
  const answer = await app.request(new URL(link!).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(answer.status).toBe(200)
}

describe.each(SEEDS)('workers killed at random moments, seed %i', (seed) => {
  test('every step once, every mail at most once, nobody stands still', {
    timeout: 240_000,
  }, async () => {
    const dice = random(seed)
    const journey = await layJourney(seed)
    const arrivedBefore = listener.arrived.length
    await Promise.all(Array.from({ length: WORKERS }, startWorker))

    let done = false
    let kills = 0
    const murder = (async () => {
      while (!done) {
        await new Promise((resolve) => setTimeout(resolve, 300 + dice() * 1500))
        const victim = [...running][Math.floor(dice() * running.size)]
        if (done || !victim) continue
        victim.kill('SIGKILL')
        kills++
        await once(victim, 'exit')
        await startWorker()
      }
    })()

    for (let n = 0; n < PEOPLE; n += 20) {
      const batch = Array.from({ length: Math.min(20, PEOPLE - n) }, (_, index) =>
        post(journey.hook, { email: `s${seed}-${n + index}@crash.test`, plan: 'gold' }),
      )
      for (const answer of await Promise.all(batch)) expect(answer.status).toBe(202)
      // Events and opt-outs arrive meanwhile.
      const again = Math.floor(dice() * (n + 1))
      await post(journey.hook, { email: `s${seed}-${again}@crash.test`, visited: n })
      const mails = listener.arrived.slice(arrivedBefore)
      if (mails.length > 0) await optOut(mails[Math.floor(dice() * mails.length)]!.raw)
    }

    const id = journey.id
    await until(
      'everybody has walked to the end or rests on an unknown mail',
      async () => {
        const taken = await count(
          sql`SELECT count(DISTINCT contact_id) AS n FROM enrollments WHERE journey_id = ${id}`,
        )
        const open = await count(sql`
            SELECT count(*) AS n FROM enrollments e
             WHERE e.journey_id = ${id} AND e.ended_at IS NULL
               AND NOT EXISTS (SELECT FROM messages m
                                WHERE m.enrollment_id = e.id AND m.state = 'unknown')`)
        return taken === PEOPLE && open === 0
      },
      200,
    )
    done = true
    await murder
    for (const child of [...running]) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }

    expect(kills).toBeGreaterThan(0)
    expect(await standingStill(house.db)).toEqual([])
    expect(await count(sql`SELECT count(*) AS n FROM turns`)).toBe(0)

    // Each walk has its steps once, in unbroken numbers, each node once.
    const walks = await house.db.execute<{ state: string; nodes: string; seqs: number[] }>(sql`
        SELECT e.state, string_agg(s.node_id || ':' || s.kind, ' ' ORDER BY s.seq) AS nodes,
               array_agg(s.seq ORDER BY s.seq) AS seqs
          FROM enrollments e JOIN steps s ON s.enrollment_id = e.id
         WHERE e.journey_id = ${id} GROUP BY e.id`)
    // A wait counts from the real send: who is reached only after it is over passes without resting.
    const late =
      'start:pass first:rest first:pass minute:pass plan:pass second:rest second:pass end:end'
    const whole = late.replace('minute:pass', 'minute:rest minute:pass')
    for (const walk of walks) {
      expect(walk.seqs).toEqual(walk.seqs.map((_, index) => index))
      if (walk.state === 'completed') expect([whole, late]).toContain(walk.nodes)
      else expect(whole.startsWith(walk.nodes) || late.startsWith(walk.nodes)).toBe(true)
      expect(['completed', 'waiting']).toContain(walk.state)
    }

    // Each mail was handed over once by the listener's own count, or not at all, or is unknown.
    const taken = listener.taken()
    const mails = await house.db.execute<{
      state: string
      header_id: string | null
      again: string
    }>(sql`
        SELECT m.state, m.header_id, count(*) OVER (PARTITION BY enrollment_id, node_id) AS again
          FROM messages m WHERE m.journey_id = ${id}`)
    for (const each of mails) {
      const times = taken.get(each.header_id ?? '') ?? 0
      expect(each.again).toBe('1')
      if (each.state === 'sent') expect(times).toBe(1)
      else if (each.state === 'unknown') expect(times).toBeLessThanOrEqual(1)
      else {
        expect(each.state).toBe('suppressed')
        expect(times).toBe(0)
      }
    }
    expect([...taken.values()].every((times) => times === 1)).toBe(true)

    const deadlocks = sql`SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()`
    expect(await count(deadlocks)).toBe(0)
    expect(said.filter((line) => /deadlock/i.test(line))).toEqual([])
  })
})

test('a row that kills its process twice alone is failed; everybody else walks on', {
  timeout: 120_000,
}, async () => {
  const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
  const made = await house.api<{ id: number }>('POST', '/api/journeys', { name: 'Killer', graph })
  await house.api('POST', `/api/journeys/${made.body.id}/publication`, { revision: 1 })
  const [row] = await house.db.execute<{ id: string }>(sql`
      UPDATE versions SET graph = jsonb_set(graph, '{nodes,1,type}', '"killer"')
       WHERE journey_id = ${made.body.id} RETURNING id`)
  const journey = { id: made.body.id, versionId: Number(row!.id) }
  const good = await newContacts(house, 20)
  const [deadly] = await newContacts(house, 1, { attributes: { deadly: true } })
  house.clockAt('2026-11-24T00:00:00Z')
  // Twenty good ones first would all be in the killer's batch.
  const ids = await entered(house, journey, [...good, deadly!])

  let done = false
  const landlord = (async () => {
    while (!done) {
      const child = await startWorker()
      if (child.exitCode === null && child.signalCode === null) {
        await Promise.race([once(child, 'exit'), until('done', async () => done, 100)])
      }
    }
  })()
  await until(
    'the deadly one is failed and the others are through',
    async () => {
      const states = await house.db.execute<{ state: string }>(
        sql`SELECT state FROM enrollments WHERE journey_id = ${journey.id} ORDER BY id`,
      )
      const through = states.slice(0, 20).every((each) => each.state === 'completed')
      return through && states[20]!.state === 'failed'
    },
    90,
  )
  done = true
  await landlord
  for (const child of running) child.kill('SIGKILL')
  const [error] = await house.db.execute<{ error: string }>(
    sql`SELECT error FROM enrollments WHERE id = ${ids[20]}`,
  )
  expect(error!.error).toMatch(/died 2 times/)
})
