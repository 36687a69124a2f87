import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { calls, callTries } from './table.ts'

/**
 * What was still to be told of an erased contact is not told any more; what was told is forgotten with
 * what receivers answered, which may repeat it. The caller has locked the contacts.
 */
export async function forgetAnswersAbout(
  tx: Tx,
  contactIds: number[],
  now: Temporal.Instant,
): Promise<void> {
  const theirs = inArray(calls.contactId, contactIds)
  await tx
    .update(calls)
    .set({ state: 'failed', dueAt: null, endedAt: now })
    .where(and(theirs, eq(calls.state, 'waiting')))
  await tx
    .update(callTries)
    .set({ sent: null, answer: null })
    .where(inArray(callTries.callId, tx.select({ id: calls.id }).from(calls).where(theirs)))
}
