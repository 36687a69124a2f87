import './node-version.js'
import { createApp } from './app.ts'
import { buildEditor } from './build.ts'
import { codeOf } from './code-of.ts'
import { type Config, readConfig, terminalLanguage } from './config.ts'
import { type Endings, endAll, endLater } from './endings.ts'
import { greeting } from './greeting.ts'
import { Halt, lastWords, sentence } from './halt.ts'
import { listen } from './listen.ts'
import { hasOwner, setupToken } from './members/owner.ts'
import { openDatabase, openGround } from './open.ts'
import { Refusal } from './refusal.ts'
import { firstDay } from './samples/first-day.ts'
import { startWorker } from './worker.ts'

/** Postgres, queue and pool, worker, HTTP. */
const endings: Endings = []
let ended = false
let atOnce = () => {}
/** A terminal's Ctrl-C reaches us twice under npm, which passes it on: only a later one is a second. */
const SECOND_AFTER_MS = 700
const language = terminalLanguage()
const tell = (text: string) => process.stdout.write(text)

try {
  await start(readConfig())
} catch (error) {
  await end(error)
}

async function start(config: Config): Promise<void> {
  stopOnSignals(config)
  process.on('uncaughtException', end)
  const works = { web: config.role !== 'worker', worker: config.role !== 'web' }
  const say = (code: 'preparing' | 'building') => () => tell(`  ${sentence(language, code)}\n`)

  // Each ending is known before its beginning is over: a signal may come in between.
  const opening = openDatabase(config, say('preparing'))
  endLater(endings, opening, (database) => database.close())
  const database = await opening
  atOnce = database.kill
  const log = `${database.home}/postgres.log`
  database.died.then(() => end(new Halt('postgres-stopped', { log })))

  const http = works.web ? await listen(config) : null
  const grounding = openGround(config, database)
  endLater(endings, grounding, (grounded) => grounded.close())
  const { ground } = await grounding

  if (works.web) {
    await buildEditor(say('building'))
    if (config.owner && !(await hasOwner(ground.db))) {
      const name = config.owner.email.split('@')[0]!
      await firstDay(ground, { ...config.owner, name, language }).catch(unlessSomebodyElseDid)
    }
  }
  if (works.worker) {
    const working = startWorker(ground)
    endLater(endings, working, (worker) => worker.stop())
    await working
  }
  if (http) {
    endings.push(http.close)
    http.serve(createApp(ground))
  }
  const token = (await hasOwner(ground.db)) ? null : setupToken(ground.secret)
  tell(greeting({ config, home: database.home, setupToken: token }))
}

/** Two web processes that begin at once make one owner. */
function unlessSomebodyElseDid(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'setup-closed')) throw error
}

function stopOnSignals({ underNpm }: Config): void {
  let firstAt = 0
  const stop = () => {
    if (firstAt && Date.now() - firstAt > SECOND_AFTER_MS) {
      atOnce()
      process.exit(130)
    }
    if (firstAt) return
    firstAt = Date.now()
    tell(`\n  ${sentence(language, 'stopping')}\n`)
    void end(null)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // A signal to npm ends the shell between us and may not reach us: nobody could stop us any more.
  const parent = process.ppid
  if (underNpm) setInterval(() => process.ppid === parent || firstAt || stop(), 300).unref()
}

/** Ends everything in order; what went wrong, also in ending, is said and the exit code is 1. */
async function end(error: unknown): Promise<void> {
  if (ended) return
  ended = true
  if (error) process.stderr.write(`\n${lastWords(error, language)}\n`)
  const well = await endAll(endings, (wrong) =>
    process.stderr.write(`${sentence(language, 'ending-failed', { code: codeOf(wrong) })}\n`),
  )
  if (well && !error) tell(`  ${sentence(language, 'stopped')}\n`)
  process.exit(well && !error ? 0 : 1)
}
