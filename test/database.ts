import { randomBytes } from 'node:crypto'
import { BlockList } from 'node:net'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { inject } from 'vitest'
import { createApp } from '../server/app.ts'
import { connect, databaseClock, transaction } from '../server/db.ts'
import type { Ground } from '../server/ground.ts'
import { createKey } from '../server/members/keys.ts'
import { openQueue, type Queue, type TicketName } from '../server/queue.ts'
import { databaseUrl } from './cluster.ts'

export type House = Awaited<ReturnType<typeof openHouse>>

type Options = Partial<Pick<Ground, 'baseUrl' | 'secret' | 'smtpUrl' | 'trustedProxies'>> & {
  /** A real pg-boss; otherwise tickets are only noted in `house.tickets`. */
  queue?: boolean
  /** What the house logs, line by line; otherwise it is silent. */
  log?: (line: string) => void
}

let houses = 0

/** A complete product on a database of its own, for one test file. Close it in `afterAll`. */
export async function openHouse(options: Options = {}) {
  const name = `house_${randomBytes(6).toString('hex')}`
  const clusterUrl = inject('clusterUrl')
  const server = connect(clusterUrl, 1)
  await server.db.execute(sql.raw(`CREATE DATABASE ${name} TEMPLATE template`))

  const url = databaseUrl(clusterUrl, name)
  const { db, close: closePool } = connect(url)
  // What a process keeps of a version, it keeps by its id: houses in one process have no id in common.
  houses += 1
  await db.execute(
    sql.raw(`ALTER TABLE versions ALTER COLUMN id RESTART WITH ${houses * 1000 + 1}`),
  )
  let fixed: Temporal.Instant | null = null
  const tickets: { name: TicketName; keys: number[] }[] = []
  const queue = options.queue ? await realQueue(url) : noteTickets(tickets)
  const ground: Ground = {
    db,
    clock: (tx) => (fixed ? Promise.resolve(fixed) : databaseClock(tx)),
    queue,
    baseUrl: options.baseUrl ?? 'http://127.0.0.1:3000',
    secret: options.secret ?? 'a secret for tests that is long enough',
    smtpUrl: options.smtpUrl ?? null,
    trustedProxies: options.trustedProxies ?? new BlockList(),
    log: options.log ? pino({ level: 'info' }, { write: options.log }) : pino({ level: 'silent' }),
  }
  const app = createApp(ground)
  const { key } = await transaction(db, (tx) => createKey(tx, { name: 'test', actor: 'system' }))

  return {
    ...ground,
    url,
    app,
    /** The API key that `api` uses. */
    key,
    /** Tickets asked for so far; empty it at will. */
    tickets,
    /** From now on it is this instant; null: the database's clock again. */
    clockAt(instant: Temporal.Instant | string | null) {
      fixed = typeof instant === 'string' ? Temporal.Instant.from(instant) : instant
    },
    /**
     * Asks the API as an administrator: `await house.api('POST', '/api/journeys', { name })`.
     * Without a body the answer of an empty response is null.
     */
    async api<Body = unknown>(method: string, path: string, body?: unknown, headers = {}) {
      const response = await app.request(path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: (text ? JSON.parse(text) : null) as Body }
    },
    async close() {
      await queue.stop()
      await closePool()
      await server.db.execute(sql.raw(`DROP DATABASE ${name} WITH (FORCE)`))
      await server.close()
    },
  }
}

const realQueue = (url: string): Promise<Queue> =>
  openQueue(url, {
    working: true,
    onError: (error) => {
      throw error
    },
  })

const noteTickets = (tickets: { name: TicketName; keys: number[] }[]): Queue => ({
  async ask(name, keys) {
    const list = [...keys]
    if (list.length > 0) tickets.push({ name, keys: list })
  },
  async work() {},
  async stop() {},
})
