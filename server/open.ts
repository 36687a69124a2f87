import { pino } from 'pino'
import { proxyList } from './client-address.ts'
import { codeOf, framesOf } from './code-of.ts'
import type { Config } from './config.ts'
import { connect, databaseClock } from './db.ts'
import { dataHome, plainHome } from './embedded/home.ts'
import { findRunning, startEmbedded } from './embedded.ts'
import type { Ground } from './ground.ts'
import { Halt } from './halt.ts'
import { migrate } from './migrate.ts'
import { openQueue } from './queue.ts'
import { reachDatabase } from './reach.ts'
import { keptSecret } from './secret.ts'

export type Opened = {
  url: string
  /** Where data and secret are kept. */
  home: string
  /** Resolves when our own Postgres ends without having been asked to; never for another. */
  died: Promise<void>
  close(): Promise<void>
  /** Ends our own Postgres at once. */
  kill(): void
}

/** Our own Postgres on the data folder, or the one at DATABASE_URL. @throws Halt */
export async function openDatabase(config: Config, onFirst: () => void): Promise<Opened> {
  if (config.databaseUrl) {
    await reachDatabase(config.databaseUrl)
    const home = plainHome(config.dataDir)
    return { ...theirs, url: config.databaseUrl, home }
  }
  const home = dataHome(config.dataDir)
  const { stop, ...server } = await startEmbedded(home, { onFirst })
  return { ...server, home, close: stop }
}

/** The same database for a command: the running start's own Postgres when there is one. @throws Halt */
export async function joinDatabase(config: Config): Promise<Opened> {
  const quietly = () => {}
  if (config.databaseUrl) return openDatabase(config, quietly)
  const home = dataHome(config.dataDir)
  const url = await findRunning(home)
  if (!url) return openDatabase(config, quietly)
  return { ...theirs, url, home }
}

/** A server that somebody else starts and stops. */
const theirs = { died: new Promise<void>(() => {}), close: async () => {}, kill: () => {} }

/** Everything that rooms stand on, on a database that is brought up to this code. @throws Halt */
export async function openGround(
  config: Config,
  { url, home }: Opened,
): Promise<{ ground: Ground; close: () => Promise<void> }> {
  if ((await migrate(url)) === 'ahead') throw new Halt('database-newer')
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const { db, close } = connect(url)
  const queue = await openQueue(url, {
    working: config.role !== 'web',
    onError: (error) =>
      log.error({ fact: 'queue.failed', error: codeOf(error), at: framesOf(error) }),
  })
  const ground: Ground = {
    db,
    clock: databaseClock,
    queue,
    baseUrl: config.baseUrl,
    secret: config.secret ?? keptSecret(home),
    smtpUrl: config.smtpUrl,
    trustedProxies: proxyList(config.trustedProxies),
    log,
  }
  return {
    ground,
    async close() {
      await queue.stop()
      await close()
    },
  }
}
