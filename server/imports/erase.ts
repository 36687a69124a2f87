import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { importRows, imports } from './table.ts'

/** Leaves nothing of contacts in the rows that made or changed them: only that there was one. */
export async function forgetRows(tx: Tx, contactIds: number[]): Promise<void> {
  await tx
    .update(importRows)
    .set({ raw: null, change: null })
    .where(inArray(importRows.contactId, contactIds))
}

/** Leaves nothing of an address in rows that were refused, import by import: they are nobody's. */
export async function forgetRefusedRows(db: Db, spelling: string): Promise<void> {
  for (let after = 0; ; ) {
    const [next] = await db
      .select({ id: imports.id })
      .from(imports)
      .where(and(gt(imports.id, after), gt(imports.refused, 0)))
      .orderBy(asc(imports.id))
      .limit(1)
    if (!next) return
    const named = sql`${importRows.raw}::text ~* ${spelling}`
    await db
      .update(importRows)
      .set({ raw: null })
      .where(and(eq(importRows.importId, next.id), eq(importRows.outcome, 'refused'), named))
    after = next.id
  }
}
