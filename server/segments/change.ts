import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { record as audit } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { ruleSchema } from '../engine/rule.ts'
import { Refusal } from '../refusal.ts'
import { asksOf, checkRule } from '../rules/check-rule.ts'
import { segmentRechecks, segments } from './table.ts'
import { segmentsAsking } from './uses.ts'

const name = z.string().trim().min(1).max(100)

export const newSegmentSchema = z.discriminatedUnion('kind', [
  z.object({ name, kind: z.literal('dynamic'), rule: ruleSchema }),
  z.object({ name, kind: z.literal('fixed') }),
])
export const segmentChangeSchema = z.object({
  name: name.optional(),
  rule: ruleSchema.optional(),
  /** The one that the change began from. */
  revision: z.number().int().positive(),
})

/** @returns its id @throws Refusal of `checkRule` */
export async function createSegment(
  tx: Tx,
  { segment, actor }: { segment: z.infer<typeof newSegmentSchema>; actor: string },
): Promise<number> {
  const rule = segment.kind === 'dynamic' ? segment.rule : null
  if (rule) {
    await lockRules(tx)
    await checkRule(tx, rule)
  }
  const { name, kind } = segment
  const [made] = await tx
    .insert(segments)
    .values({
      name,
      kind,
      rule,
      asks: asksOf(rule),
      state: rule ? 'building' : 'ready',
      createdBy: actor,
    })
    .returning({ id: segments.id })
  await audit(tx, { actor, action: 'segment.created', subject: `segment:${made!.id}` })
  return made!.id
}

/** A new rule is asked of everybody again. @throws Refusal `segment-stale`, those of `checkRule` */
export async function changeSegment(
  tx: Tx,
  { id, change, actor }: { id: number; change: z.infer<typeof segmentChangeSchema>; actor: string },
): Promise<void> {
  await lockRules(tx)
  const segment = await lockSegment(tx, id)
  const { name, rule, revision } = change
  if (segment.revision !== revision) throw new Refusal(409, 'segment-stale')
  if (rule && segment.kind === 'fixed') throw new Refusal(409, 'segment-other-kind')
  const isNew = rule && JSON.stringify(rule) !== JSON.stringify(segment.rule)
  if (rule) await checkRule(tx, rule, id)
  if (isNew) await forgetMoments(tx, id)
  await tx
    .update(segments)
    .set({
      ...(name === undefined ? {} : { name }),
      ...(isNew ? { rule, asks: asksOf(rule), state: 'building', builtTo: 0 } : {}),
      revision: revision + 1,
      changedAt: sql`clock_timestamp()`,
    })
    .where(eq(segments.id, id))
  const fields = [...(name === undefined ? [] : ['name']), ...(isNew ? ['rule'] : [])]
  await audit(tx, {
    actor,
    action: 'segment.changed',
    subject: `segment:${id}`,
    detail: { fields },
  })
}

/** Nobody enters or leaves an archived segment. @throws Refusal `segment-used` */
export async function archiveSegment(tx: Tx, { id, actor }: { id: number; actor: string }) {
  await lockRules(tx)
  await lockSegment(tx, id)
  const users = await segmentsAsking(tx, id)
  if (users.length > 0)
    throw new Refusal(409, 'segment-used', { by: users.map((each) => each.name) })
  await forgetMoments(tx, id)
  await tx.update(segments).set({ archivedAt: sql`clock_timestamp()` }).where(eq(segments.id, id))
  await audit(tx, { actor, action: 'segment.archived', subject: `segment:${id}` })
}

/** A dynamic one is asked of everybody again: nobody kept it meanwhile. @throws Refusal of `checkRule` */
export async function restoreSegment(tx: Tx, { id, actor }: { id: number; actor: string }) {
  await lockRules(tx)
  const { rule } = await lockSegment(tx, id, { archived: true })
  if (rule) await checkRule(tx, rule, id)
  await tx
    .update(segments)
    .set({
      archivedAt: null,
      ...(rule ? { state: 'building' as const, builtTo: 0 } : {}),
      changedAt: sql`clock_timestamp()`,
    })
    .where(eq(segments.id, id))
  await audit(tx, { actor, action: 'segment.restored', subject: `segment:${id}` })
}

/** But for those that a worker has in hand: it may be waiting for this one, and a moment too many does no harm. */
const forgetMoments = (tx: Tx, id: number) =>
  tx.execute(sql`
    DELETE FROM ${segmentRechecks} WHERE segment_id = ${id} AND contact_id IN (
      SELECT contact_id FROM ${segmentRechecks} WHERE segment_id = ${id} FOR UPDATE SKIP LOCKED)`)

/**
 * Lets rules change one after the other: two at once could ask about each other in a circle, or one
 * about a segment that is being archived.
 */
const lockRules = (tx: Tx) => tx.execute(sql`SELECT pg_advisory_xact_lock(${RULES_LOCK})`)
const RULES_LOCK = 7_351_002

/** @throws Refusal `segment-missing`, `segment-archived` */
export async function lockSegment(tx: Tx, id: number, { archived = false } = {}) {
  const [row] = await tx.select().from(segments).where(eq(segments.id, id)).for('no key update')
  if (!row) throw new Refusal(404, 'segment-missing')
  if (row.archivedAt && !archived) throw new Refusal(409, 'segment-archived')
  return row
}
