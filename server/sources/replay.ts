import { eq, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { asFilledIn } from './claim.ts'
import { judge } from './judge.ts'
import { formVersions, requests, sources } from './table.ts'

/**
 * Runs a stored post again with today's mapping; what it led to before stays as it is.
 * @returns what is known at once: refused, or pending until it is taken in
 * @throws Refusal `not-found`
 */
export async function replay(
  tx: Tx,
  { id, actor }: { id: number; actor: string },
): Promise<'pending' | 'refused'> {
  const [post] = await tx
    .select({
      body: requests.body,
      contentType: requests.contentType,
      sourceId: requests.sourceId,
      mapping: sources.mapping,
      form: asFilledIn,
    })
    .from(requests)
    .innerJoin(sources, eq(sources.id, requests.sourceId))
    .leftJoin(formVersions, eq(formVersions.id, requests.formVersionId))
    .where(eq(requests.id, id))
    // Intake may have it in hand: wait for what it says.
    .for('update', { of: requests })
  if (!post) throw new Refusal(404, 'not-found')
  const judged = judge(post, post)
  const refused = judged.type === 'refused' ? judged : null
  const outcome = refused ? 'refused' : 'pending'
  await tx
    .update(requests)
    .set({
      outcome,
      reason: refused?.reason ?? null,
      field: refused?.field ?? null,
      settledAt: refused ? sql`clock_timestamp()` : null,
      replays: sql`${requests.replays} + 1`,
      dedupeKey: withoutRival,
    })
    .where(eq(requests.id, id))
  const detail = { sourceId: post.sourceId, outcome }
  await record(tx, { actor, action: 'request.replayed', subject: `request:${id}`, detail })
  return outcome
}

/** A key that another, taken delivery holds by now would stand in the way. */
const withoutRival = sql`CASE WHEN NOT EXISTS (
  SELECT 1 FROM requests rival
   WHERE rival.source_id = requests.source_id AND rival.dedupe_key = requests.dedupe_key
     AND rival.outcome <> 'refused' AND rival.id <> requests.id)
  THEN requests.dedupe_key END`
