import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { importRows } from './table.ts'

/** Rows of files that were one contact's are the other's. Both are locked. */
export async function repointRows(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  await tx.execute(sql`UPDATE ${importRows} SET contact_id = ${into} WHERE contact_id = ${from}`)
}
