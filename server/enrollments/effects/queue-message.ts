import type { Tx } from '../../db.ts'
import type { Effect } from '../../engine/advance.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Claimed } from '../claim.ts'

/** Writes the mails that a batch's send nodes asked for. Returns the transports to ask for. */
export function queueMessage(
  tx: Tx,
  wanted: { by: Claimed; effect: Effect }[],
  now: Temporal.Instant,
): Promise<number[]> {
  return queueMessages(
    tx,
    wanted.map(({ by, effect }) => ({
      enrollmentId: by.id,
      journeyId: by.journeyId,
      versionId: by.versionId,
      contactId: by.contactId,
      nodeId: effect.nodeId,
      visit: effect.visit,
      class: effect.class,
    })),
    now,
  )
}
