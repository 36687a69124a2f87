import { BlockList } from 'node:net'
import { pino } from 'pino'
import { connect, databaseClock } from '../../server/db.ts'
import { openQueue } from '../../server/queue.ts'
import { startWorker } from '../../server/worker.ts'

// One worker as main.ts starts it, to be killed at any moment; tells its memory five times a second.
const [url] = process.argv.slice(2) as [string]
const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }))
const onError = (error: unknown) => log.warn({ fact: 'queue', error: String(error) })
const queue = await openQueue(url, { working: true, onError })
const { db } = connect(url)
const worker = await startWorker({
  db,
  clock: databaseClock,
  queue,
  baseUrl: 'https://bench.example',
  secret: 'a secret for the benchmark, long enough',
  smtpUrl: 'smtp://127.0.0.1:1',
  trustedProxies: new BlockList(),
  log,
})
process.on('SIGTERM', async () => {
  await worker.stop()
  process.exit(0)
})
setInterval(() => process.send?.(process.memoryUsage().rss), 200)
