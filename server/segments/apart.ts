import { codeOf, isPassing } from '../code-of.ts'
import type { Tx } from '../db.ts'
import type { Ground } from '../ground.ts'

/** Segments that could not be asked the last time, of which the log knows. */
export const failing = new Set<number>()

/**
 * Does one segment's part of a batch so that, if it fails, the parts of the others stand.
 * @returns null: it failed, which the log says once
 * @throws what passes by itself, such as a deadlock: the whole batch is done again
 */
export async function apart<T>(
  { log }: Pick<Ground, 'log'>,
  tx: Tx,
  segmentId: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  try {
    const done = await tx.transaction(work)
    failing.delete(segmentId)
    return done
  } catch (error) {
    if (isPassing(error)) throw error
    if (!failing.has(segmentId)) {
      log.error({ fact: 'segment.failed', segmentId, error: codeOf(error) })
    }
    failing.add(segmentId)
    return null
  }
}
