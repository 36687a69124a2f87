import { BlockList } from 'node:net'
import { pino } from 'pino'
import { connect } from '../../server/db.ts'
import type { NodeType } from '../../server/engine/node-type.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { openQueue } from '../../server/queue.ts'
import { startWorker } from '../../server/worker.ts'
import { fastClock } from './clock.ts'
import { killer } from './killer.ts'

// One worker as main.ts starts it, on a fast clock, to be killed at any moment.
const [url, smtpUrl] = process.argv.slice(2) as [string, string]
const kinds = nodeTypes as Record<string, NodeType>
kinds.killer = killer as NodeType

const log = pino({ level: 'warn' }, pino.destination({ dest: 1, sync: true }))
const onError = (error: unknown) => log.warn({ fact: 'queue', error: String(error) })
const queue = await openQueue(url, { working: true, onError })
const { db } = connect(url)
const ground = {
  db,
  clock: fastClock,
  queue,
  baseUrl: 'https://crash.example',
  secret: 'a secret for the crash test, long enough',
  smtpUrl,
  trustedProxies: new BlockList(),
  log,
}
const worker = await startWorker(ground)
process.on('SIGTERM', async () => {
  await worker.stop()
  process.exit(0)
})
process.send?.('ready')
