import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { calls } from './table.ts'

/** Calls that tell of one contact's events are the other's, as the events are. Both are locked. */
export async function repointCalls(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  await tx.execute(sql`UPDATE ${calls} SET contact_id = ${into} WHERE contact_id = ${from}`)
}
