import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { events } from './table.ts'

/** What happened to one contact, happened to the one it is merged into. Both are locked. */
export async function repointEvents(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  await tx.execute(sql`UPDATE ${events} SET contact_id = ${into} WHERE contact_id = ${from}`)
}
