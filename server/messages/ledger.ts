import { setTimeout as pause } from 'node:timers/promises'
import { codeOf } from '../code-of.ts'
import { transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { type Leaving, mark } from './mark.ts'
import { lockEnrollments, settle, type Told } from './settle.ts'

type Entry = Told & {
  /** Whether the message stands as leaving: until its outcome is written a crash makes it unknown. */
  marked: boolean
}

/** The pump's side of a ledger. */
export type Sender<Mail extends { leaving: Leaving }> = {
  /** Mails that may be marked now, taken off its hands; none when there is no room. */
  takeLeaving(): Mail[]
  /** What became of them: the number of the try by message; what is missing must not leave. */
  left(mails: Mail[], numbers: Map<number, number>): void
  /** Whether nothing is in the air, so that waiting for more outcomes is in vain. */
  isIdle(): boolean
}

export type Ledger = {
  tell(entry: Entry): void
  /** There are mails to be marked. */
  look(): void
  /** Marked messages whose outcome is not yet being written. */
  openMarks(): number
  /** Resolves when all that was told is written and asked for, or given up. */
  written(): Promise<void>
  /** From now on what cannot be written is left, and unknown to whoever sweeps: this worker ends. */
  giveUp(): void
}

/**
 * Writes down what became of mails and marks the next ones, both in one transaction: a commit is the
 * dearest part of a mail. What is told while one is under way goes with the next, so a slow database
 * gets larger batches.
 */
export function openLedger<Mail extends { leaving: Leaving }>(
  ground: Ground,
  worker: number,
  sender: Sender<Mail>,
): Ledger {
  const waiting: Entry[] = []
  const walks = openAsking(ground)
  let openMarks = 0
  let writing: Promise<void> | undefined
  let gathering: NodeJS.Timeout | undefined
  let ending = false
  const surely = { ask: walks.ask, givesUp: () => ending }

  /** A moment for more outcomes to come, unless there are enough or none can. */
  function gather() {
    if (waiting.length >= ENOUGH || sender.isIdle()) begin()
    else gathering ??= setTimeout(begin, GATHER_MS)
  }

  function begin() {
    clearTimeout(gathering)
    gathering = undefined
    writing ??= exchange().then(({ mails, numbers }) => {
      writing = undefined
      sender.left(mails, numbers)
      if (waiting.length > 0 && !writing) gather()
    })
  }

  async function exchange() {
    const told = waiting.splice(0, BATCH)
    const marks = told.filter((entry) => entry.marked).length
    openMarks -= marks
    const mails = sender.takeLeaving()
    let numbers = new Map<number, number>()
    if (told.length === 0 && mails.length === 0) return { mails, numbers }
    try {
      const done = await write(ground, worker, { told, leaving: mails.map((mail) => mail.leaving) })
      walks.ask(done.journeys)
      numbers = done.numbers
    } catch (error) {
      openMarks += marks
      await writeSurely(ground, worker, { told, error, ...surely })
      openMarks -= marks
    }
    return { mails, numbers }
  }

  return {
    tell(entry) {
      waiting.push(entry)
      if (entry.marked) openMarks++
      if (!writing) gather()
    },
    look: begin,
    openMarks: () => openMarks,
    async written() {
      while (writing || waiting.length > 0) {
        begin()
        await writing
      }
      await walks.flush()
    },
    giveUp() {
      ending = true
    },
  }
}

/** Outcomes at most in one transaction. */
const BATCH = 200
/** So many outcomes need not wait for more. */
const ENOUGH = 6
const GATHER_MS = 3

type Exchange = { told: readonly Entry[]; leaving: readonly Leaving[] }

function write({ db, clock }: Ground, worker: number, { told, leaving }: Exchange) {
  return transaction(db, async (tx) => {
    // Enrollments before messages, each in the order of their ids.
    const [, now] = await Promise.all([
      lockEnrollments(
        tx,
        told.map((each) => each.enrollmentId),
      ),
      clock(tx),
    ])
    const [journeys, numbers] = await Promise.all([
      settle(tx, worker, told, now),
      mark(tx, worker, leaving, now),
    ])
    return { journeys, numbers }
  })
}

type Refused = {
  told: readonly Entry[]
  error: unknown
  ask(journeys: number[]): void
  givesUp(): boolean
}

/** An outcome is never lost: what cannot be written now is written later, and one that no column can
 *  hold goes without its text, alone. */
async function writeSurely(ground: Ground, worker: number, { told, error, ...how }: Refused) {
  const open: (readonly Entry[])[] = []
  async function putAside(part: readonly Entry[], error: unknown) {
    const code = codeOf(error)
    ground.log.error({ fact: 'outcomes.not-written', messages: part.length, error: code })
    // Data that Postgres refuses (classes 22 and 23) is refused again; anything else may pass.
    const isPoison = /^2[23]/.test(code)
    if (isPoison && part.length > 1) {
      const half = part.length >> 1
      open.unshift(part.slice(0, half), part.slice(half))
    } else {
      open.unshift(isPoison ? part.map(plain) : part)
      await pause(500)
    }
  }
  await putAside(told, error)
  for (let part = open.shift(); part && !how.givesUp(); part = open.shift()) {
    try {
      how.ask((await write(ground, worker, { told: part, leaving: [] })).journeys)
    } catch (error) {
      await putAside(part, error)
    }
  }
}

const plain = (entry: Entry): Entry => ({
  ...entry,
  tell: (now) => ({ ...entry.tell(now), reply: null, error: null }),
})

/** Asks for woken walks at once, and in a flood ten times a second: many walk on in one batch then. */
function openAsking({ queue }: Ground) {
  const wanted = new Set<number>()
  let lastAt = 0
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    lastAt = performance.now()
    const journeys = [...wanted]
    wanted.clear()
    return queue.ask('advance', journeys)
  }
  return {
    flush,
    ask(journeys: number[]) {
      if (wanted.size === 0 && journeys.length > 0) {
        timer = setTimeout(flush, Math.max(0, lastAt + ASK_MS - performance.now()))
      }
      for (const each of journeys) wanted.add(each)
    },
  }
}

const ASK_MS = 100
