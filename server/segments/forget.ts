import { inArray } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { segmentContacts, segmentRechecks } from './table.ts'

/** Takes contacts, whom the caller has locked and who are nobody any more, out of every segment. */
export async function leaveSegments(tx: Tx, contactIds: number[]): Promise<void> {
  for (const table of [segmentContacts, segmentRechecks]) {
    await tx.delete(table).where(inArray(table.contactId, contactIds))
  }
}
