import { codeOf } from '../code-of.ts'
import { type Tx, transaction } from '../db.ts'
import { advance } from '../engine/advance.ts'
import type { Ground } from '../ground.ts'
import { type Claimed, claimDue, claimThese } from './claim.ts'
import { contactFacts } from './facts/contact.ts'
import { messageFacts } from './facts/messages.ts'
import { type OpenTurn, openTurn, running } from './turns.ts'
import { loadVersions } from './versions.ts'
import { failed, type Outcome, writeOutcomes } from './write.ts'

/** Rows a turn claims at most: many share the price of a turn, few keep its locks short. */
export const BATCH = 1000

/** Turns a lane stays with a journey at most: other journeys' tickets come in between. */
const STAY = 8

/** What a ticket brings about: turns as long as batches are full. Returns how many were claimed. */
export async function runOn(
  ground: Ground,
  journeyId: number,
  { worker, size = BATCH }: { worker: number; size?: number },
): Promise<number> {
  let all = 0
  for (let turn = 1; turn <= STAY; turn++) {
    // Once for a free lane to join, and once for whoever goes on after this one.
    const asks = turn === 1 || turn === STAY
    const claimed = await run(ground, journeyId, { worker, size, asks })
    all += claimed
    if (claimed < size) break
  }
  return all
}

/**
 * One turn: claims one batch of a journey's due enrollments, walks each, writes every table once,
 * commits, and only then asks for what became due. State, steps and messages commit together or not
 * at all.
 * @param asks whether a full batch, which tells that more is due, asks for another turn: at once, so
 *   that a free lane claims while this one walks
 * @returns how many were claimed
 */
export async function run(
  ground: Ground,
  journeyId: number,
  { worker, size = BATCH, asks = true }: { worker: number; size?: number; asks?: boolean },
): Promise<number> {
  let ids: number[] = []
  let turn: OpenTurn | undefined
  let asked: Promise<void> | undefined
  try {
    const transports = await transaction(ground.db, async (tx) => {
      const claimed = await claimDue(tx, journeyId, await ground.clock(tx), size)
      ids = claimed.map((each) => each.id)
      if (ids.length === 0) return []
      // On a connection of its own; "because rows are due" would spin on locked ones.
      if (asks && ids.length === size) asked = ground.queue.ask('advance', [journeyId])
      turn = await openTurn(ground.db, { worker, journeyId, enrollmentIds: ids })
      const found = await walk(tx, claimed, await ground.clock(tx))
      await turn.close(tx)
      return found
    })
    await ground.queue.ask('deliver', transports)
  } catch (error) {
    if (!turn) throw error
    ground.log.warn({ fact: 'batch.halved', journeyId, rows: ids.length, error: codeOf(error) })
    await runThese(ground, ids)
    await turn.close(ground.db)
  } finally {
    if (turn) running.delete(turn.id)
    await asked
  }
  return ids.length
}

/**
 * Runs these enrollments together and, when that cannot be written, in halves until the culprit
 * stands alone; it keeps the error and is tried again later. Everybody else walks on.
 */
export async function runThese(ground: Ground, ids: readonly number[]): Promise<void> {
  try {
    const transports = await transaction(ground.db, async (tx) => {
      const claimed = await claimThese(tx, ids, await ground.clock(tx))
      return walk(tx, claimed, await ground.clock(tx))
    })
    await ground.queue.ask('deliver', transports)
  } catch (error) {
    if (ids.length === 1) return failAlone(ground, ids, error)
    await runThese(ground, ids.slice(0, ids.length >> 1))
    await runThese(ground, ids.slice(ids.length >> 1))
  }
}

/** Walks the claimed and writes what came of it. Returns the transports to ask for. */
export async function walk(tx: Tx, claimed: Claimed[], now: Temporal.Instant): Promise<number[]> {
  const version = await loadVersions(
    tx,
    claimed.map((each) => each.versionId),
  )
  const messages = await messageFacts(tx, claimed)
  const known = await contactFacts(tx, claimed, version)
  const outcomes = claimed.map((by): Outcome => {
    const facts = { ...known(by), messages: messages.get(by.id) ?? [] }
    try {
      return { by, advanced: advance(version(by.versionId), by.standing, facts, now) }
    } catch (error) {
      return failed(by, error, now)
    }
  })
  return writeOutcomes(tx, outcomes, now)
}

/** Keeps an error with enrollments without walking them; `forGood`: without trying again. */
export async function failAlone(
  ground: Ground,
  ids: readonly number[],
  error: unknown,
  forGood = false,
): Promise<void> {
  await transaction(ground.db, async (tx) => {
    const claimed = await claimThese(tx, ids, await ground.clock(tx))
    const now = await ground.clock(tx)
    await writeOutcomes(
      tx,
      claimed.map((by) => failed(by, error, now, forGood)),
      now,
    )
  })
}
