import { BlockList } from 'node:net'
import { createTransport } from 'nodemailer'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import { pino } from 'pino'
import { connect, databaseClock, transaction } from '../../server/db.ts'
import { enter } from '../../server/enrollments/enroll.ts'
import { openQueue } from '../../server/queue.ts'
import type { Mail } from '../../server/templates/compose.ts'
import { openPool, poolOptions } from '../../server/transports/pool.ts'
import { startWorker } from '../../server/worker.ts'
import { composed, payload } from './letter.ts'

/** What a sender is told to do: people is how many mails, by whom they are enrolled. */
export type Order = { people: number; journeyId: number; versionId: number; contactIds: number[] }

// One side of the send benchmark, in a process of its own so that its CPU and memory can be read.
const [way, smtpUrl, databaseUrl] = process.argv.slice(2) as [string, string, string]
const opening = { url: smtpUrl, connections: 8, baseUrl: 'https://bench.example', catches: false }
const trustedProxies = new BlockList()

const go = {
  /** The product: a whole worker, people enrolled as an import or a source would. */
  async product() {
    const log = pino({ level: 'warn' }, pino.destination(2))
    const onError = (error: unknown) => log.warn({ fact: 'queue', error: String(error) })
    const queue = await openQueue(databaseUrl, { working: true, onError })
    const { db } = connect(databaseUrl)
    const ground = {
      db,
      clock: databaseClock,
      queue,
      secret: 'bench',
      smtpUrl,
      trustedProxies,
      log,
      ...opening,
    }
    await startWorker(ground)
    return async ({ contactIds, journeyId, versionId }: Order) => {
      const rest = { journeyId, versionId, nodeId: 'start', origin: 'bench', payload }
      for (let from = 0; from < contactIds.length; from += 500) {
        const entrances = contactIds
          .slice(from, from + 500)
          .map((contactId) => ({ contactId, reentry: 'always' as const, ...rest }))
        await transaction(db, async (tx) => enter(tx, entrances, await databaseClock(tx)))
        await queue.ask('advance', [journeyId])
      }
    }
  },
  /** A bare loop: compose() and nodemailer's sendMail() over a pool with the product's settings. */
  async bare() {
    const transport = createTransport(new SMTPPool(poolOptions(opening)))
    return ({ people }: Order) => loop(people, (mail) => transport.sendMail(mail))
  },
  /** The same loop, handing over as the product does. */
  async lean() {
    const pool = openPool(opening)
    return ({ people }: Order) => loop(people, (mail) => pool.handOver(mail))
  },
}[way]

async function loop(people: number, send: (mail: Mail) => Promise<unknown>) {
  let next = 0
  const lane = async () => {
    while (next < people) await send(composed(next++))
  }
  await Promise.all(Array.from({ length: 2 * opening.connections }, lane))
}

const work = await go!()
process.on('message', (order: Order) => void work(order))
process.on('disconnect', () => process.exit())
process.send?.('ready')
