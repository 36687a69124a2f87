import { sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { links } from './table.ts'

/** Removes links that lead to a place with this address in it: only mails to its owner had them. */
export async function forgetLinks(db: Db, spelling: string): Promise<void> {
  await db.execute(sql`DELETE FROM ${links} WHERE url ~* ${spelling}`)
}
