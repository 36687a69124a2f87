import { setTimeout as pause } from 'node:timers/promises'
import type { Ground } from '../ground.ts'
import { settle, type Telling } from './settle.ts'

type Entry = {
  enrollmentId: number
  tell: Telling
  /** Whether the message was marked as leaving: until its outcome is written a crash makes it unknown. */
  marked: boolean
}

export type Ledger = {
  tell(entry: Entry): void
  /** Marked messages whose outcome is not written yet. */
  openMarks(): number
  /** Resolves when all that was told is written. */
  written(): Promise<void>
}

/**
 * Gathers outcomes and writes them in bulk: what is told while a write is under way goes with the
 * next one, so a slow database gets larger batches, and an idle one is written to at once.
 */
export function openLedger(ground: Ground, worker: number, onWritten: () => void): Ledger {
  const waiting: Entry[] = []
  let openMarks = 0
  let writing: Promise<void> | undefined

  async function writeAll() {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH)
      await write(ground, worker, batch)
      for (const entry of batch) if (entry.marked) openMarks--
      onWritten()
    }
    writing = undefined
  }
  return {
    tell(entry) {
      waiting.push(entry)
      if (entry.marked) openMarks++
      // In a turn of its own: what is told in the same breath is written together.
      writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(writeAll)
    },
    openMarks: () => openMarks,
    async written() {
      await writing
    },
  }
}

const BATCH = 200

/** An outcome is never lost: what cannot be written now is written later, and one that no column can
 *  hold goes without its text, alone. */
async function write(ground: Ground, worker: number, batch: Entry[]): Promise<void> {
  for (;;) {
    try {
      await settle(ground, worker, batch)
      return
    } catch (error) {
      const fact = 'outcomes.not-written'
      ground.log.error({ fact, messages: batch.length, error: String(causeOf(error)) })
      if (isPoison(error) && batch.length > 1) {
        await write(ground, worker, batch.slice(0, batch.length >> 1))
        return write(ground, worker, batch.slice(batch.length >> 1))
      }
      if (isPoison(error)) batch = batch.map(plain)
      await pause(500)
    }
  }
}

const plain = (entry: Entry): Entry => ({
  ...entry,
  tell: (now) => ({ ...entry.tell(now), reply: null, error: null }),
})

/** Data that Postgres refuses (classes 22 and 23) is refused again; anything else passes. */
const isPoison = (error: unknown) =>
  /^2[23]/.test(String((causeOf(error) as { code?: unknown } | undefined)?.code ?? ''))

const causeOf = (error: unknown) =>
  error instanceof Error && error.cause !== undefined ? error.cause : error
