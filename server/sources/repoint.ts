import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { confirmations, requests } from './table.ts'

/** What one contact posted and was asked to confirm is the other's. Both are locked. */
export async function repointPosts(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  await tx.execute(sql`UPDATE ${requests} SET contact_id = ${into} WHERE contact_id = ${from}`)
  await tx.execute(sql`UPDATE ${confirmations} SET contact_id = ${into} WHERE contact_id = ${from}`)
}
