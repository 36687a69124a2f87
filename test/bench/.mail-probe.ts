import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { account as accounts } from '../../server/account/table.ts'
import { createApp } from '../../server/app.ts'
import type { Graph } from '../../server/engine/graph.ts'
import { graphOf, hand } from '../engine/make.ts'
import { type BenchHouse, openBenchHouse } from './.mail-house.ts'
import type { BenchOptions, Measured } from './index.ts'
import { account, letter } from './letter.ts'
import type { Order } from './sender.ts'

type Way = 'product' | 'bare' | 'lean'
type Run = { perSecond: number; cpuMs: number; peakMb: number }

/**
 * Mails a second end to end (enrolled → rendered → 250) by one worker, against a bare loop that calls
 * the product's own compose() and hands to a nodemailer pool with the product's settings and the same
 * sink; CPU a mail over the worker and Postgres; peak memory; from webhook to mail.
 */
export async function bench({ say, long }: BenchOptions): Promise<Measured> {
  const people = long ? 20_000 : 5_000
  const house = await openBenchHouse()
  const sink = await open('sink.ts')
  const { port } = (await once(sink, 'message').then(([told]) => told)) as { port: number }
  const smtpUrl = `smtp://127.0.0.1:${port}`
  try {
    await house.db.insert(accounts).values(account)
    const order = await lay(house, people)
    const runs: Record<Way, Run[]> = { product: [], bare: [], lean: [] }
    // In turn, so that a machine whose speed drifts is fair to all.
    for (let turn = 0; turn < Number(process.env.TURNS ?? 1); turn++) {
      for (const way of (process.env.WAYS ?? 'product').split(',') as Way[]) {
        const run = await measure(house, { way, sink, smtpUrl, order })
        const { perSecond, cpuMs, peakMb } = run
        runs[way].push(run)
        say(
          `${way}: ${perSecond.toFixed(0)} mails/s, ${cpuMs.toFixed(2)} CPU-ms a mail, ` +
            `peak ${peakMb.toFixed(0)} MB`,
        )
      }
    }
    if (!process.env.HOOK) return {} as never
    const latency = await webhookToMail(house, { sink, smtpUrl, posts: long ? 2_000 : 400 })
    say(`webhook to mail: p50 ${latency.p50} ms, p95 ${latency.p95} ms`)
    const [product, bare, lean] = [middle(runs.product), middle(runs.bare), middle(runs.lean)]
    return {
      name: 'send',
      ratio: product.perSecond / bare.perSecond,
      unit: 'mails/s',
      ours: product.perSecond,
      baseline: bare.perSecond,
      cpuMsPerMail: { ours: product.cpuMs, baseline: bare.cpuMs },
      peakMb: { ours: product.peakMb, baseline: bare.peakMb },
      /** The bare loop with the product's own hand-over, for what the database side costs. */
      lean: { ...lean, ratio: product.perSecond / lean.perSecond },
      webhookToMailMs: latency,
      people,
    }
  } finally {
    sink.disconnect()
    await house.close()
  }
}

async function measure(
  house: BenchHouse,
  { way, sink, smtpUrl, order }: { way: Way; sink: ChildProcess; smtpUrl: string; order: Order },
): Promise<Run> {
  const sender = await open('sender.ts', way, smtpUrl, house.url)
  await once(sender, 'message')
  // A tenth first: connections, compiled code, plans.
  const tenth = order.people / 10
  await sent(sink, sender, {
    ...order,
    people: tenth,
    contactIds: order.contactIds.slice(0, tenth),
  })
  const cpu = async () => cpuOf(sender) + (way === 'product' ? await cpuOfPostgres(house) : 0)
  if (process.env.STAT) { await house.db.execute(sql`create extension if not exists pg_stat_statements`);await house.db.execute(sql`select pg_stat_statements_reset()`) }
  const cpuBefore = await cpu(); const pg0 = await cpuOfPostgres(house), s0 = cpuOf(sender)
  const began = performance.now()
  await sent(sink, sender, order)
  const seconds = (performance.now() - began) / 1000
  if (way === 'product') await settled(house)
  const cpuMs = ((await cpu()) - cpuBefore) / order.people
  console.log('postgres', ((await cpuOfPostgres(house)) - pg0) / order.people, 'sender', (cpuOf(sender) - s0) / order.people)
  if (process.env.STAT) console.table((await house.db.execute(sql.raw(`select calls, round((total_exec_time/${order.people})::numeric,4)::float ms_mail, round((total_plan_time/${order.people})::numeric,4)::float plan, round((mean_exec_time)::numeric,3)::float mean, rows/greatest(calls,1) as rows, left(regexp_replace(query,'\\s+',' ','g'),100) q from pg_stat_statements order by total_exec_time+total_plan_time desc limit 24`))).map(r=>({...r})))
  const peakMb = Number(/VmHWM:\s+(\d+)/.exec(procOf(sender.pid!, 'status'))?.[1]) / 1024
  sender.disconnect()
  await once(sender, 'exit')
  return { perSecond: order.people / seconds, cpuMs, peakMb }
}

async function sent(sink: ChildProcess, sender: ChildProcess, order: Order) {
  const all = once(sink, 'message')
  sink.send(order.people)
  sender.send(order)
  const [told] = (await all) as [{ count: number; at: Record<string, number> }]
  return told
}

/** The cost of writing the last outcomes belongs to the mails. */
async function settled({ db }: BenchHouse) {
  for (;;) {
    const open = await db.execute(sql`SELECT 1 FROM enrollments WHERE ended_at IS NULL LIMIT 1`)
    if (open.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** People with a consent, and a live journey of one mail. */
async function lay({ db }: BenchHouse, people: number): Promise<Order> {
  const { journeyId, versionId } = await layJourney(
    { db },
    graphOf({ start: ['trigger', hand], send: ['send', letter], end: ['exit'] }, [
      ['start', 'send'],
      ['send', 'end'],
    ]),
  )
  const rows = await db.execute<{ contact_id: string }>(sql`
    WITH made AS (
      INSERT INTO contacts (email, email_key, attributes)
      SELECT mail, mail, jsonb_build_object('last_name', '山田' || n, 'first_name', '唯')
        FROM generate_series(1, ${people}::int) n, format('c%s@bench.example', n) mail
      RETURNING id)
    INSERT INTO consents (contact_id, given, basis, origin, at)
    SELECT id, 'given', 'opt-in', 'bench', now() FROM made RETURNING contact_id`)
  await db.execute(sql`ANALYZE`)
  return { people, journeyId, versionId, contactIds: rows.map((row) => Number(row.contact_id)) }
}

async function layJourney({ db }: Pick<BenchHouse, 'db'>, graph: Graph) {
  const json = JSON.stringify(graph)
  const [row] = await db.execute<{ journey_id: string; id: string }>(sql`
    WITH j AS (INSERT INTO journeys (name, state, draft, draft_saved_by)
               VALUES ('Bench', 'live', ${json}::text::jsonb, 'bench') RETURNING id)
    INSERT INTO versions (journey_id, number, graph, published_by)
    SELECT id, 1, ${json}::text::jsonb, 'bench' FROM j RETURNING journey_id, id`)
  const [journeyId, versionId] = [Number(row!.journey_id), Number(row!.id)]
  await db.execute(sql`UPDATE journeys SET live_version_id = ${versionId} WHERE id = ${journeyId}`)
  return { journeyId, versionId }
}

/** Forms posted one after the other to the web role, a worker beside it: how long until the mail came. */
async function webhookToMail(
  house: BenchHouse,
  { sink, smtpUrl, posts }: { sink: ChildProcess; smtpUrl: string; posts: number },
) {
  const key = 'bench-source'
  const [source] = await house.db.execute<{ id: string }>(sql`
    INSERT INTO sources (name, kind, key) VALUES ('Bench', 'webhook', ${key}) RETURNING id`)
  const trigger = { kind: 'source', sourceId: Number(source!.id) }
  const order = { ...letter, class: 'transactional' }
  await layJourney(
    house,
    graphOf({ start: ['trigger', trigger], send: ['send', order], end: ['exit'] }, [
      ['start', 'send'],
      ['send', 'end'],
    ]),
  )
  const sender = await open('sender.ts', 'product', smtpUrl, house.url)
  await once(sender, 'message')
  const app = createApp(await house.ground({ smtpUrl }))
  const postedAt = new Map<string, number>()
  const all = once(sink, 'message')
  sink.send(posts)
  for (let n = 0; n < posts; n++) {
    const email = `hook${n}@bench.example`
    postedAt.set(email, Date.now())
    const body = JSON.stringify({ email, last_name: `山田${n}` })
    const headers = { 'content-type': 'application/json' }
    const response = await app.request(`/hooks/${key}`, { method: 'POST', body, headers })
    if (response.status !== 202) throw new Error(`The hook answered ${response.status}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const [{ at }] = (await all) as [{ at: Record<string, number> }]
  sender.disconnect()
  await once(sender, 'exit')
  const waits = [...postedAt].map(([email, posted]) => at[email]! - posted).sort((a, b) => a - b)
  return { p50: waits[Math.floor(posts * 0.5)]!, p95: waits[Math.floor(posts * 0.95)]! }
}

async function open(file: string, ...args: string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, file), args, { stdio: 'inherit' })
  await once(child, 'spawn')
  return child
}

/** CPU of the server and all its backends, those that have ended included. */
async function cpuOfPostgres({ db }: BenchHouse): Promise<number> {
  const [row] = await db.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
  const server = parentOf(row!.pid)
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const backends = all.filter((pid) => parentOf(pid) === server)
  return [server, ...backends].reduce((sum, pid) => sum + cpuOf({ pid }), 0)
}

function parentOf(pid: number): number {
  try {
    return Number(statOf(pid)[1])
  } catch {
    // It has ended while we looked.
    return 0
  }
}

/** CPU milliseconds a process has used, its ended children included. */
function cpuOf({ pid }: { pid?: number | undefined }): number {
  // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), in hundredths of a second.
  return (
    statOf(pid!)
      .slice(11, 15)
      .reduce((sum, each) => sum + Number(each), 0) * 10
  )
}

/** The fields behind the name, from the state (field 3) on. */
const statOf = (pid: number) =>
  procOf(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')

const procOf = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8')

/** The run in the middle by speed. */
const middle = (runs: Run[]) =>
  runs.toSorted((a, b) => a.perSecond - b.perSecond)[runs.length >> 1]!
