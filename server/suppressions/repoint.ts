import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { suppressions } from './table.ts'

/** The list keeps a merged contact's addresses under the one that stays. Both are locked. */
export async function repointSuppressions(
  tx: Tx,
  { into, from }: { into: number; from: number },
): Promise<void> {
  await tx.execute(sql`UPDATE ${suppressions} SET contact_id = ${into} WHERE contact_id = ${from}`)
}
