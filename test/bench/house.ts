import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { BlockList } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { connect, type Db, databaseClock } from '../../server/db.ts'
import { startEmbedded } from '../../server/embedded.ts'
import type { Ground } from '../../server/ground.ts'
import { migrate } from '../../server/migrate.ts'
import { openQueue } from '../../server/queue.ts'

export type BenchHouse = {
  url: string
  db: Db
  /** A ground with a queue of its own and, if given, another clock. */
  ground(options?: { clock?: Ground['clock']; smtpUrl?: string }): Promise<Ground>
  close(): Promise<void>
}

/** A Postgres of its own with the product's settings, durable as in production. */
export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tobiishi-bench-'))
  // The Postgres user of a start as root must reach it.
  chmodSync(folder, 0o711)
  const embedded = await startEmbedded(folder)
  await migrate(embedded.url)
  const { db, close } = connect(embedded.url, 12)
  const grounds: Ground[] = []
  return {
    url: embedded.url,
    db,
    async ground({ clock = databaseClock, smtpUrl } = {}) {
      const log = pino({ level: 'warn' }, pino.destination(2))
      const onError = (error: unknown) => log.warn({ err: error }, 'queue')
      const queue = await openQueue(embedded.url, { working: true, onError })
      const secret = 'bench'
      const baseUrl = 'https://bench.example'
      const ground = {
        db,
        clock,
        queue,
        baseUrl,
        secret,
        smtpUrl: smtpUrl ?? null,
        trustedProxies: new BlockList(),
        log,
      }
      grounds.push(ground)
      return ground
    },
    async close() {
      for (const { queue } of grounds) await queue.stop()
      await close()
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
