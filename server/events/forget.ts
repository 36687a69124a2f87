import { inArray } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { events } from './table.ts'

/** Leaves nothing of a person in their events but what happened, and when. The caller has locked the contacts. */
export async function forgetEvents(tx: Tx, contactIds: number[]): Promise<void> {
  await tx
    .update(events)
    .set({ payload: {}, key: null })
    .where(inArray(events.contactId, contactIds))
}
