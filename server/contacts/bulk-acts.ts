import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import type { Clock, Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import type { ActKinds } from './act.ts'
import {
  audienceSchema,
  audienceSql,
  settleAudience,
  settledAudience,
  wholeAudienceSql,
} from './selection.ts'
import { bulkActs, contacts } from './table.ts'

export const bulkActSchema = z.object({
  act: z.string().max(40),
  values: z.record(z.string(), z.unknown()).default({}),
  audience: audienceSchema,
})

/** What stands in the row: who came after the asking is not among them. */
export const kept = z.object({ audience: settledAudience, upTo: z.number() })
export const whoseTurn = ({ audience, upTo }: z.infer<typeof kept>) =>
  sql`contacts.id <= ${upTo} AND ${audienceSql(audience)}`

type Asked = z.infer<typeof bulkActSchema> & { actor: string; clock: Clock }

/** @throws Refusal `wrong-input`, of `checkRule`, and whatever the act refuses */
export async function askForAct(
  tx: Tx,
  kinds: ActKinds,
  { act, values, audience, actor, clock }: Asked,
): Promise<number> {
  const kind = Object.hasOwn(kinds, act) ? kinds[act]! : null
  if (!kind) throw new Refusal(400, 'wrong-input', { fields: ['act'] })
  const read = kind.schema.safeParse(values)
  if (!read.success) {
    const fields = read.error.issues.map(({ path }) => ['values', ...path].join('.'))
    throw new Refusal(400, 'wrong-input', { fields })
  }
  const prepared = kind.prepare ? await kind.prepare(tx, read.data) : read.data
  const [last] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .orderBy(desc(contacts.id))
    .limit(1)
  const settled = await settleAudience(tx, audience, clock)
  const whom = { audience: settled, upTo: last?.id ?? 0 }
  const everybody = sql`contacts.id <= ${whom.upTo} AND ${wholeAudienceSql(settled)}`
  const total = await tx.$count(contacts, everybody)
  const [made] = await tx
    .insert(bulkActs)
    .values({ act: { act, values: prepared }, audience: whom, total, actor })
    .returning({ id: bulkActs.id })
  const subject = `bulk-act:${made!.id}`
  await audit(tx, { actor, action: 'bulk-act.asked', subject, detail: { act, total } })
  return made!.id
}

/** What is done stays done; nobody else's turn comes. */
export async function cancelAct(
  tx: Tx,
  { id, actor }: { id: number; actor: string },
): Promise<void> {
  const rows = await tx
    .update(bulkActs)
    .set({ state: 'cancelled', endedAt: sql`clock_timestamp()` })
    .where(and(eq(bulkActs.id, id), inArray(bulkActs.state, ['waiting', 'running'])))
    .returning({ id: bulkActs.id })
  if (rows.length === 0) return
  await audit(tx, { actor, action: 'bulk-act.cancelled', subject: `bulk-act:${id}` })
}

export async function listActs(db: Db, now: Temporal.Instant) {
  const rows = await db.select().from(bulkActs).orderBy(desc(bulkActs.id)).limit(50)
  return { bulkActs: rows.map((row) => told(row, now)) }
}

/** @throws Refusal `not-found` */
export async function readAct(db: Db, id: number, now: Temporal.Instant) {
  const [row] = await db.select().from(bulkActs).where(eq(bulkActs.id, id))
  if (!row) throw new Refusal(404, 'not-found')
  return told(row, now)
}

function told(row: typeof bulkActs.$inferSelect, now: Temporal.Instant) {
  const { act, audience: _, lastId: __, createdAt, endedAt, ...rest } = row
  const seconds = (endedAt ?? now).since(createdAt).total('seconds')
  const passed = Object.values(row.skipped).reduce((sum, each) => sum + each, row.done)
  return {
    ...rest,
    act: String(act.act),
    values: act.values as Record<string, never>,
    /** Contacts a second, those left out included. */
    rate: seconds > 0 ? Math.round(passed / seconds) : 0,
    createdAt: createdAt.toString(),
    endedAt: endedAt?.toString() ?? null,
  }
}
