import { readAccount } from '../account/read.ts'
import { codeOf } from '../code-of.ts'
import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { counted } from '../tracking/count.ts'
import type { Answer } from '../transports/answer.ts'
import { ensureTransport } from '../transports/ensure.ts'
import { openPool } from '../transports/pool.ts'
import { storeBodies } from './bodies.ts'
import { type Claimed, claim } from './claim.ts'
import { openLedger } from './ledger.ts'
import { moveHere, putBackClaimed } from './put-back.ts'
import { decide, loadTexts, type Ready } from './ready.ts'
import { hostWaitMs, retry, retryAfterHost } from './retry.ts'
import type { Outcome, Telling } from './settle.ts'

export type Pump = {
  /** Something may be due by this transport: look. Costs nothing while the pump is at work. */
  kick(transportId: number): void
  /** Finishes what is in the air, puts back the rest and leaves nothing unknown. */
  stop(): Promise<void>
}

type Marked = Ready & { number: number; markedAt: number }

/** A mark older than this is not handed over: the world may have changed, or others taken us for dead. */
const STALE_MS = 20_000

/** From here on the round trip to the database is nothing beside the server's own time. */
const SLOW_MS = 100

/** How long a stop waits for what is in the air before it hangs up. */
const PATIENCE_MS = 15_000

/**
 * The delivery of one worker: claims and renders ahead, marks what is about to leave in small chunks,
 * and keeps the pool's connections busy. Marked, handed over and not yet written are never more than
 * two pool widths together: that is what a crash can leave unknown.
 * @param smtpUrl where mail goes: SMTP_URL or the built-in mailbox of this process
 */
export async function createPump(
  ground: Ground,
  { workerId, smtpUrl }: { workerId: number; smtpUrl: string },
): Promise<Pump> {
  const { db, log, baseUrl } = ground
  const transport = await ensureTransport(db, ground)
  await moveHere(db)
  const catches = transport.key === 'mailbox'
  const pool = openPool({ url: smtpUrl, connections: transport.connections, baseUrl, catches })
  const ledger = openLedger<Ready>(ground, workerId, {
    takeLeaving,
    left,
    isIdle: () => flying === 0 && marked.length === 0,
  })

  const ready: Ready[] = []
  const marked: Marked[] = []
  let flying = 0
  let asked = false
  let claiming: Promise<void> | undefined
  let stopping = false
  let landed: (() => void) | undefined
  const host = { failures: 0, restUntil: 0 }
  let paceMs = 0
  let markedAt = 0
  let tidiedAt = performance.now()
  let clock = { now: Temporal.Instant.fromEpochMilliseconds(0), readAt: 0 }

  /** Does whatever can be done now; called whenever something has changed. */
  function turn() {
    if (asked && !claiming && mayGoOn() && ready.length < 4 * pool.width) {
      claiming = claimMore()
        .catch((error) => log.error({ fact: 'delivery.failed', error: codeOf(error) }))
        .finally(() => {
          claiming = undefined
          turn()
        })
    }
    while (flying < pool.width && marked.length > 0) void fly(marked.shift()!)
    if (flying === 0) landed?.()
    if (ready.length > 0 && roomForMarks() >= Math.min(ready.length, pool.width / 2)) ledger.look()
  }

  const mayGoOn = () => !stopping && performance.now() >= host.restUntil

  /** A slow server gets marks only for free connections: a mail that waits marked could no longer be
   *  called back by an opt-out. */
  function roomForMarks() {
    if (!mayGoOn()) return 0
    const ahead = paceMs < SLOW_MS ? pool.width : 0
    return pool.width + ahead - marked.length - flying - ledger.openMarks()
  }

  async function claimMore() {
    asked = false
    // After trouble one mail tries whether the way is clear.
    const size = host.failures > 0 ? 1 : 8 * pool.width
    await tidy()
    const now = await ground.clock(db)
    clock = { now, readAt: performance.now() }
    const claimed = await transaction(db, (tx) =>
      claim(tx, { transportId: transport.id, worker: workerId, size }, now),
    )
    if (claimed.length === size) asked = true
    if (claimed.length === 0) return
    const open = new Set(claimed)
    try {
      ready.push(...(await prepare(claimed, open, now)))
    } catch (error) {
      for (const each of open) {
        ledger.tell({ enrollmentId: each.enrollmentId, tell: later(each), marked: false })
      }
      throw error
    }
    if (stopping) putBackReady()
  }

  /** Renders what may leave and keeps its text; `open` loses whatever was told already. */
  async function prepare(claimed: Claimed[], open: Set<Claimed>, now: Temporal.Instant) {
    const [account] = await Promise.all([readAccount(db), loadTexts(db, claimed)])
    const fresh: Ready[] = []
    for (const [number, each] of claimed.entries()) {
      const decided = decide(ground, each, { account, now })
      if (decided.type === 'ready') fresh.push(decided)
      else {
        open.delete(each)
        ledger.tell({ ...decided.outcome, tell: () => decided.outcome, marked: false })
      }
      // Rendering holds up nobody's connection for long.
      if (number % 8 === 7) await new Promise((resolve) => setImmediate(resolve))
    }
    // Kept as the author wrote it: whoever reads it with us neither clicks nor opens.
    await Promise.all([
      storeBodies(
        db,
        fresh.map((each) => each.packed),
      ),
      account.tracking && countReaders(ground, fresh),
    ])
    return fresh
  }

  function takeLeaving(): Ready[] {
    // Before the statement, not behind it: the mark may be older than its answer.
    markedAt = performance.now()
    return ready.splice(0, Math.max(0, Math.min(pool.width, roomForMarks())))
  }

  function left(mails: Ready[], numbers: Map<number, number>) {
    for (const each of mails) {
      const number = numbers.get(each.claimed.id)
      if (number === undefined) putBack(each, true)
      else marked.push({ ...each, number, markedAt })
    }
    turn()
  }

  async function fly(mail: Marked) {
    if (stopping || performance.now() - mail.markedAt > STALE_MS) return putBack(mail, true)
    flying++
    const [at, begunAt] = [instant(), performance.now()]
    const answer = await pool.handOver(mail.mail)
    const ms = Math.round(performance.now() - begunAt)
    flying--
    paceMs = 0.8 * paceMs + 0.2 * ms
    watchHost(answer)
    log[answer.type === 'sent' || answer.type === 'caught' ? 'debug' : 'info']({
      fact: `message.${answer.type}`,
      message: mail.claimed.id,
      ms,
    })
    const attempt = { number: mail.number, at, ms, outcome: answer.type }
    const { enrollmentId } = mail.claimed
    ledger.tell({ enrollmentId, tell: telling(mail, answer, attempt, host.failures), marked: true })
    turn()
  }

  /** Leaves a server alone that cannot be reached or said so, and hands the rest back meanwhile. */
  function watchHost(answer: Answer) {
    if (answer.type !== 'deferred' || !answer.host) {
      host.failures = 0
      return
    }
    if (performance.now() < host.restUntil) return
    host.failures++
    host.restUntil = performance.now() + hostWaitMs(host.failures, Math.random())
    log.warn({ fact: 'relay.rests', transport: transport.id, reason: answer.reason })
    putBackReady()
    for (const each of marked.splice(0)) putBack(each, true)
  }

  /** What cannot leave now is asked about again from the start. `wasMarked`: it may stand as leaving. */
  function putBack({ claimed: { id, enrollmentId } }: Ready, wasMarked: boolean) {
    const tell: Telling = (now) => ({ id, enrollmentId, state: 'queued', dueAt: now })
    ledger.tell({ enrollmentId, tell, marked: wasMarked })
    asked = true
  }

  function putBackReady() {
    for (const each of ready.splice(0)) putBack(each, false)
  }

  /** Puts back what a failed turn has left claimed, now and then. */
  async function tidy() {
    if (ready.length > 0 || performance.now() - tidiedAt < 10_000) return
    tidiedAt = performance.now()
    await ledger.written()
    await putBackClaimed(db, workerId)
  }

  const instant = () =>
    clock.now.add({ milliseconds: Math.round(performance.now() - clock.readAt) })

  return {
    kick(transportId) {
      if (transportId !== transport.id) return
      asked = true
      turn()
    },
    async stop() {
      stopping = true
      const lost = setTimeout(ledger.giveUp, PATIENCE_MS)
      await claiming
      await ledger.written()
      putBackReady()
      for (const each of marked.splice(0)) putBack(each, true)
      if (flying > 0) {
        const hangUp = setTimeout(() => pool.close({ force: true }), PATIENCE_MS)
        await new Promise<void>((resolve) => {
          landed = resolve
        })
        clearTimeout(hangUp)
      }
      pool.close()
      await ledger.written()
      clearTimeout(lost)
      await putBackClaimed(db, workerId)
    },
  }
}

/** Lets links lead over us and the opening be seen. */
async function countReaders(ground: Ground, fresh: Ready[]): Promise<void> {
  const htmls = await counted(
    ground,
    fresh.map(({ claimed, mail }) => ({ messageId: claimed.id, html: mail.html })),
  )
  for (const [n, { mail }] of fresh.entries()) mail.html = htmls[n]!
}

/** After trouble of ours: not at once, or it would be claimed and fail again without a pause. */
const later =
  ({ id, enrollmentId }: Claimed): Telling =>
  (now) => ({ id, enrollmentId, state: 'queued', dueAt: now.add({ seconds: 10 }) })

/** What an answer means for a message. */
function telling(
  { claimed: { id, enrollmentId, queuedAt }, number }: Marked,
  answer: Answer,
  attempt: NonNullable<Outcome['attempt']>,
  hostFailures: number,
): Telling {
  const known = { id, enrollmentId, reply: answer.reply, attempt }
  if (answer.type === 'sent' || answer.type === 'caught')
    return () => ({ ...known, state: answer.type })
  if (answer.type !== 'deferred') {
    return () => ({ ...known, state: answer.type, reason: answer.reason })
  }
  return (now) => {
    const again = answer.host
      ? retryAfterHost(queuedAt, now, hostWaitMs(Math.max(1, hostFailures), Math.random()))
      : retry({ queuedAt, tries: number }, now, Math.random())
    return { ...known, reason: answer.reason, ...again }
  }
}
