import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import { transaction } from '../../server/db.ts'
import { claimThese } from '../../server/enrollments/claim.ts'
import { runOn, walk } from '../../server/enrollments/run.ts'
import { graphOf, hand, wait } from '../engine/make.ts'
import { type BenchHouse, openBenchHouse } from './house.ts'
import type { BenchOptions, Measured } from './index.ts'

/** Waits on the drawn path: each round everybody passes one node and rests at the next. */
const ROUNDS = 6
/** What the naive way fetches at a time. */
const FETCH = 250
/** Turns at a time, for both. */
const LANES = 3

/**
 * Steps a second by due rows and tickets, against the same `advance` and the same writes as one
 * pg-boss job for each contact and step, fetched 250 at a time; with nobody else waiting and with a
 * million others.
 */
export async function bench({ say, long }: BenchOptions): Promise<Measured> {
  const people = long ? 40_000 : 20_000
  const house = await openBenchHouse()
  try {
    const alone = await compare(house, people, say, 0)
    say('Laying a million others to wait …')
    await layOthers(house, 1_000_000)
    const crowded = await compare(house, people, say, 1_000_000)
    const { rows: ours, jobs: baseline, ratio } = alone
    return {
      name: 'engine',
      ratio,
      unit: 'steps/s',
      ours,
      baseline,
      crowded,
      people,
      rounds: ROUNDS,
    }
  } finally {
    await house.close()
  }
}

async function compare(
  house: BenchHouse,
  people: number,
  say: (line: string) => void,
  others: number,
) {
  const rows: number[] = []
  const jobs: number[] = []
  // In turn, so that a machine whose speed drifts is fair to both; the first round warms up.
  for (let turn = 0; turn < 3; turn++) {
    const [row, job] = [await byRows(house, people), await byJobs(house, people)]
    if (turn > 0) rows.push(row)
    if (turn > 0) jobs.push(job)
  }
  const [byRow, byJob] = [mean(rows), mean(jobs)]
  const ratio = byRow / byJob
  say(
    `${others.toLocaleString('en')} others waiting: due rows ${byRow.toFixed(0)}, jobs ` +
      `${byJob.toFixed(0)} steps/s, ratio ${ratio.toFixed(2)}`,
  )
  return { others, rows: byRow, jobs: byJob, ratio }
}

/** The product's way: tickets, claims, batches. */
async function byRows(house: BenchHouse, people: number): Promise<number> {
  const { journeyId, noon } = await layJourney(house, people)
  let now = noon
  const ground = await house.ground({ clock: async () => now })
  let claimed = 0
  await ground.queue.work('advance', LANES, async (key) => {
    const rows = await runOn(ground, key, { worker: 1 })
    claimed += rows
  })
  const began = performance.now()
  for (let round = 0; round <= ROUNDS; round++) {
    now = noon.add({ minutes: round * 2 })
    // As in a worker: full batches ask for the next turn themselves, the waker once a second.
    for (let looks = 0; claimed < people * (round + 1); looks++) {
      if (looks % 200 === 0) await ground.queue.ask('advance', [journeyId])
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const seconds = (performance.now() - began) / 1000
  await ground.queue.stop()
  return (await stepsOf(house, journeyId)) / seconds
}

/** The naive way: the queue is the state of the walk, a job carries each contact to its next step. */
async function byJobs(house: BenchHouse, people: number): Promise<number> {
  const { journeyId, noon, ids } = await layJourney(house, people)
  const boss = new PgBoss({ connectionString: house.url, schedule: false, supervise: false })
  boss.on('error', console.error)
  await boss.start()
  const queue = `steps-${journeyId}`
  await boss.createQueue(queue, { retryLimit: 0 })
  await boss.insert(
    queue,
    ids.map((id) => ({ data: { id } })),
  )
  await house.db.execute(sql`VACUUM ANALYZE`)
  const began = performance.now()
  let open = ids.length
  const lane = async () => {
    while (open > 0) {
      const batch = await boss.fetch<{ id: number; round?: number }>(queue, { batchSize: FETCH })
      if (batch.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        continue
      }
      // Each round's instant lies past its wait, as in the product's run.
      const rounds = Map.groupBy(batch, (job) => job.data.round ?? 0)
      for (const [round, group] of rounds) {
        const now = noon.add({ minutes: round * 2 })
        await transaction(house.db, async (tx) => {
          const wanted = group.map((job) => job.data.id)
          await walk(tx, await claimThese(tx, wanted, now), now)
        })
        const going = round < ROUNDS ? group : []
        const next = going.map((job) => ({ data: { id: job.data.id, round: round + 1 } }))
        if (next.length > 0) await boss.insert(queue, next)
        open -= group.length - going.length
      }
      await boss.complete(
        queue,
        batch.map((job) => job.id),
      )
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const seconds = (performance.now() - began) / 1000
  const steps = await stepsOf(house, journeyId)
  await boss.deleteQueue(queue)
  await boss.stop({ graceful: false })
  return steps / seconds
}

export async function layJourney({ db }: BenchHouse, people: number) {
  const noon = Temporal.Instant.from('2026-11-24T03:00:00Z')
  const waits = Array.from({ length: ROUNDS }, (_, round) => `wait${round}`)
  const nodes: Parameters<typeof graphOf>[0] = { start: ['trigger', hand], end: ['exit'] }
  for (const id of waits) nodes[id] = ['wait', wait(1, 'minutes')]
  const path = ['start', ...waits, 'end']
  const lines = path.slice(1).map((id, index): [string, string] => [path[index]!, id])
  const graph = JSON.stringify(graphOf(nodes, lines))
  const [journey] = await db.execute<{ id: string; version: string }>(sql`
    WITH j AS (INSERT INTO journeys (name, state, draft, draft_saved_by)
               VALUES ('Bench', 'live', ${graph}::text::jsonb, 'bench') RETURNING id)
    INSERT INTO versions (journey_id, number, graph, published_by)
    SELECT id, 1, ${graph}::text::jsonb, 'bench' FROM j RETURNING journey_id AS id, id AS version`)
  await db.execute(sql`
    INSERT INTO contacts (email, email_key)
    SELECT mail, mail
      FROM generate_series(1, ${people}::int) n, format('c%s@bench.example', n) mail
    ON CONFLICT DO NOTHING`)
  const at = noon.toString()
  const rows = await db.execute<{ id: string }>(sql`
    INSERT INTO enrollments
           (journey_id, version_id, contact_id, node_id, origin, wake_at, since_at, entered_at)
    SELECT ${journey!.id}::bigint, ${journey!.version}::bigint, c.id, 'start', 'bench',
           ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      FROM contacts c WHERE c.email_key LIKE 'c%' ORDER BY c.id LIMIT ${people}
    RETURNING id`)
  // As autovacuum would soon have done, for both.
  await db.execute(sql`ANALYZE contacts, enrollments`)
  return { journeyId: Number(journey!.id), noon, ids: rows.map((row) => Number(row.id)) }
}

/** A million people of another journey and, for the naive way, a million jobs for later. */
async function layOthers({ db, url }: BenchHouse, others: number) {
  const PORTION = 100_000
  for (let from = 1; from <= others; from += PORTION) {
    await db.execute(sql`
      WITH people AS (
        INSERT INTO contacts (email, email_key)
        SELECT mail, mail FROM generate_series(${from}::int, ${from + PORTION - 1}::int) n,
                               format('o%s@bench.example', n) mail
        RETURNING id)
      INSERT INTO enrollments (journey_id, version_id, contact_id, node_id, state, seq, rest, origin,
                               wake_at, since_at, entered_at)
      SELECT j.id, j.version_id, people.id, 'wait0', 'waiting', 2,
             '{"until":"2036-01-01T00:00:00Z"}', 'bench',
             '2036-01-01'::timestamptz + random() * interval '365 days', now(), now()
        FROM people, (SELECT v.journey_id AS id, v.id AS version_id
                        FROM versions v ORDER BY id LIMIT 1) j`)
  }
  const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false })
  await boss.start()
  await boss.createQueue('others')
  for (let done = 0; done < others; done += 20_000) {
    const startAfter = new Date('2036-01-01')
    await boss.insert(
      'others',
      Array.from({ length: 20_000 }, (_, n) => ({ data: { id: done + n }, startAfter })),
    )
  }
  await boss.stop({ graceful: false })
  await db.execute(sql`ANALYZE`)
}

/** Nodes passed by those who reached the end; a step is one node lived. */
async function stepsOf({ db }: BenchHouse, journeyId: number) {
  const [row] = await db.execute<{ steps: string }>(sql`
    SELECT count(*) AS steps FROM enrollments e JOIN steps s ON s.enrollment_id = e.id
     WHERE e.journey_id = ${journeyId} AND e.ended_at IS NOT NULL AND s.kind <> 'rest'`)
  return Number(row!.steps)
}

const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
