import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { codeOf } from '../code-of.ts'
import type { Ground } from '../ground.ts'
import type { Refusal } from '../refusal.ts'
import { kept, whoseTurn } from './bulk-acts.ts'
import { bulkActs, contacts } from './table.ts'

export type Row = typeof bulkActs.$inferSelect

/** What nobody can be done any more ends the act: the journey it enters was paused, say. */
export async function end({ db, log }: Ground, { id }: Row, refusal: Refusal): Promise<void> {
  log.warn({ fact: 'bulk-act.failed', bulkAct: id, error: refusal.code })
  await db
    .update(bulkActs)
    .set({ state: 'failed', error: refusal.code, endedAt: sql`clock_timestamp()` })
    .where(and(eq(bulkActs.id, id), inArray(bulkActs.state, ['waiting', 'running'])))
}

/** A contact that cannot be written is counted, and the next one's turn comes. */
export async function leaveOut({ db, log }: Ground, row: Row, error: unknown): Promise<void> {
  log.error({ fact: 'bulk-act.left-out', bulkAct: row.id, error: codeOf(error) })
  const [next] = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(sql`contacts.id > ${row.lastId}`, whoseTurn(kept.parse(row.audience))))
    .orderBy(asc(contacts.id))
    .limit(1)
  await db
    .update(bulkActs)
    .set({ lastId: next?.id ?? row.lastId, skipped: added(row.skipped, { failed: 1 }) })
    .where(and(eq(bulkActs.id, row.id), eq(bulkActs.lastId, row.lastId)))
}

/** Counts by name, those of nobody left out. Pure. */
export const added = (before: Record<string, number>, more: Record<string, number>) => {
  const sum = { ...before }
  for (const [name, count] of Object.entries(more)) {
    if (count > 0) sum[name] = (sum[name] ?? 0) + count
  }
  return sum
}
