import { inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { confirmations, requests } from './table.ts'

const nothing = { body: new Uint8Array(), headers: {}, ip: null, dedupeKey: null, field: null }

/** Leaves nothing of contacts in what they posted: only that something came, and what became of it. */
export async function forgetPosts(tx: Tx, contactIds: number[]): Promise<void> {
  await tx.update(requests).set(nothing).where(inArray(requests.contactId, contactIds))
  await tx
    .update(confirmations)
    .set({ payload: {} })
    .where(inArray(confirmations.contactId, contactIds))
}

/** So many posts are looked through in one statement. */
const STRIDE = 50_000

/** Leaves nothing of an address in posts that were refused and so are nobody's. */
export async function forgetRefusedPosts(db: Db, spelling: string): Promise<void> {
  const [last] = await db.execute<{ id: string | null }>(sql`SELECT max(id) AS id FROM ${requests}`)
  for (let from = 0; from < Number(last?.id ?? 0); from += STRIDE) {
    await db
      .update(requests)
      .set(nothing)
      .where(sql`${requests.id} > ${from} AND ${requests.id} <= ${from + STRIDE}
                 AND ${requests.contactId} IS NULL AND ${requests.outcome} = 'refused'
                 AND encode(${requests.body}, 'escape') ~* ${spelling}`)
  }
}
