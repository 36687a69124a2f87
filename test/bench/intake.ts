import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Env, Ground } from '../../server/ground.ts'
import { createJourney } from '../../server/journeys/draft.ts'
import { publish } from '../../server/journeys/publish.ts'
import { speak } from '../../server/language.ts'
import { createSource } from '../../server/sources/create.ts'
import { hooksRoutes } from '../../server/sources/hooks.ts'
import { graphOf, wait } from '../engine/make.ts'
import { openBenchHouse } from './house.ts'
import type { BenchOptions, Measured } from './index.ts'

/** Senders at a time. */
const LANES = 16
const WITHOUT_LIMIT = { perSecond: 1e9, burst: 1e9 }

/**
 * Webhooks accepted a second while a worker, in a process of its own, takes them in and walks their
 * people, against a bare hono with one INSERT of the same bytes, in turns, beside the same worker with
 * nothing to do; then how long until the last is a contact.
 */
export async function bench({ say, long }: BenchOptions): Promise<Measured> {
  const posts = long ? 20_000 : 2_000
  const house = await openBenchHouse()
  const ground = await house.ground()
  const worker = fork(resolve(import.meta.dirname, 'worker-process.ts'), [house.url])
  try {
    const key = await layJourney(ground)
    await ground.db.execute(
      sql`CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea, at timestamptz DEFAULT now())`,
    )
    const product = await serve(
      new Hono<Env>()
        .use(speak)
        .use((c, next) => {
          c.set('address', null)
          return next()
        })
        .route('/', hooksRoutes(ground, WITHOUT_LIMIT)),
    )
    const bare = await serve(
      new Hono().post('/bare', async (c) => {
        const body = new Uint8Array(await c.req.arrayBuffer())
        const rows = await ground.db.execute<{ id: string }>(
          sql`INSERT INTO bare (body) VALUES (${body}) RETURNING id`,
        )
        return c.json({ id: Number(rows[0]!.id) }, 202)
      }),
    )
    const ours: Run[] = []
    const theirs: Run[] = []
    let untilLastSeconds = 0
    // The first turn warms up.
    for (let turn = 0; turn < 4; turn++) {
      const other = await post(`${bare.url}/bare`, { posts, turn })
      const run = await post(`${product.url}/hooks/${key}`, { posts, turn })
      const began = performance.now()
      while (await pending(ground)) await new Promise((resolve) => setTimeout(resolve, 20))
      untilLastSeconds = Math.max(untilLastSeconds, (performance.now() - began) / 1000)
      if (turn === 0) continue
      ours.push(run)
      theirs.push(other)
    }
    const [us, them] = [mean(ours), mean(theirs)]
    const people = await ground.db.execute<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM contacts`,
    )
    say(
      `accepted ${us.perSecond.toFixed(0)}/s, p50 ${us.p50.toFixed(1)} ms, p99 ${us.p99.toFixed(1)} ms; bare ${them.perSecond.toFixed(0)}/s, p99 ${them.p99.toFixed(1)} ms; the last is a contact ${untilLastSeconds.toFixed(1)} s later; ${people[0]!.n} contacts of ${posts * 4} posts`,
    )
    await product.close()
    await bare.close()
    return {
      name: 'intake',
      ratio: us.perSecond / them.perSecond,
      unit: 'posts/s',
      ours: us.perSecond,
      baseline: them.perSecond,
      p50: us.p50,
      p99: us.p99,
      untilLastSeconds,
      contacts: people[0]!.n,
      posts: posts * 4,
    }
  } finally {
    worker.kill('SIGTERM')
    await once(worker, 'exit')
    await house.close()
  }
}

async function layJourney({ db }: Ground): Promise<string> {
  return db.transaction(async (tx) => {
    const by = { actor: 'system', actorName: 'bench' }
    const { id: sourceId, key } = await createSource(tx, {
      name: 'Shop',
      kind: 'webhook',
      consentWording: 'Yes',
      actor: 'system',
    })
    const graph = graphOf(
      { start: ['trigger', { kind: 'source', sourceId }], day: ['wait', wait(1, 'days')] },
      [['start', 'day']],
    )
    const { id } = await createJourney(tx, { name: 'Bench', graph, by })
    await publish(tx, { id, revision: 1, by })
    return key
  })
}

type Run = { perSecond: number; p50: number; p99: number }

async function post(url: string, { posts, turn }: { posts: number; turn: number }): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES })
  const took: number[] = []
  let next = 0
  const lane = async () => {
    while (next < posts) {
      const n = next++
      const began = performance.now()
      const email = `p${turn}-${n}@example.jp`
      const body = JSON.stringify({ email, last_name: '森', plan: 'pro', amount: n })
      const status = await sent(url, { agent, body })
      if (status !== 202) throw new Error(`A post was answered with ${status}`)
      took.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: LANES }, lane))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor((took.length - 1) * share)]!
  return { perSecond: posts / seconds, p50: at(0.5), p99: at(0.99) }
}

function sent(url: string, { agent, body }: { agent: Agent; body: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const asked = send(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function serve(app: Pick<Hono, 'fetch'>) {
  const server = createServer(getRequestListener(app.fetch))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function pending({ db }: Ground): Promise<boolean> {
  const rows = await db.execute(sql`SELECT FROM requests WHERE outcome = 'pending' LIMIT 1`)
  return rows.length > 0
}

function mean(runs: Run[]): Run {
  const of = (pick: (run: Run) => number) =>
    runs.reduce((all, run) => all + pick(run), 0) / runs.length
  return { perSecond: of((r) => r.perSecond), p50: of((r) => r.p50), p99: of((r) => r.p99) }
}
