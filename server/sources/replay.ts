import { and, asc, eq, gt, gte, type SQL, sql } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import { record } from '../audit/record.ts'
import { bulk, type Tx } from '../db.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { asFilledIn } from './claim.ts'
import { judge } from './judge.ts'
import { formVersions, requests, sources } from './table.ts'

/** So many refused posts are run again at once. */
const BATCH = 200

/**
 * Runs a stored post again with today's settings; what it led to before stays as it is.
 * @returns what is known at once: refused, or pending until it is taken in
 * @throws Refusal `not-found`, `site-not-replayed`
 */
export async function replay(
  { clock }: Pick<Ground, 'clock'>,
  tx: Tx,
  { id, actor }: { id: number; actor: string },
): Promise<'pending' | 'refused'> {
  const [post] = await again(clock, tx, { which: eq(requests.id, id), most: 1 })
  if (!post) throw new Refusal(404, 'not-found')
  const { sourceId, outcome } = post
  const detail = { sourceId, outcome }
  await record(tx, { actor, action: 'request.replayed', subject: `request:${id}`, detail })
  return outcome
}

/**
 * Runs what a source refused since an instant again, oldest first, as many as go at once.
 * @returns how many there were and are taken in now, and behind which to go on; null: that was all
 * @throws Refusal `site-not-replayed`
 */
export async function replayRefused(
  { clock }: Pick<Ground, 'clock'>,
  tx: Tx,
  wanted: { sourceId: number; since: Temporal.Instant; after: number; actor: string },
): Promise<{ done: number; pending: number; next: number | null }> {
  const { sourceId, since, after, actor } = wanted
  const which = and(
    eq(requests.sourceId, sourceId),
    eq(requests.outcome, 'refused'),
    gt(requests.id, after),
    gte(requests.receivedAt, since),
  )!
  const posts = await again(clock, tx, { which, most: BATCH })
  const pending = posts.filter(({ outcome }) => outcome === 'pending').length
  const done = posts.length
  if (done > 0) {
    const detail = { done, pending }
    const subject = `source:${sourceId}`
    await record(tx, { actor, action: 'source.refused-replayed', subject, detail })
  }
  return { done, pending, next: done === BATCH ? posts.at(-1)!.id : null }
}

async function again(
  clock: Ground['clock'],
  tx: Tx,
  { which, most }: { which: SQL; most: number },
): Promise<{ id: number; sourceId: number; outcome: 'pending' | 'refused' }[]> {
  const posts = await tx
    .select({
      id: requests.id,
      body: requests.body,
      contentType: requests.contentType,
      sourceId: requests.sourceId,
      kind: sources.kind,
      mapping: sources.mapping,
      filter: sources.filter,
      form: asFilledIn,
    })
    .from(requests)
    .innerJoin(sources, eq(sources.id, requests.sourceId))
    .leftJoin(formVersions, eq(formVersions.id, requests.formVersionId))
    .where(which)
    .orderBy(asc(requests.id))
    .limit(most)
    // Intake may have it in hand: wait for what it says.
    .for('update', { of: requests })
  if (posts.length === 0) return []
  // What a page said it said of a moment; judged as a webhook's it would be another thing.
  if (posts.some(({ kind }) => kind === 'site')) throw new Refusal(409, 'site-not-replayed')
  const { zone } = await readAccount(tx)
  const now = await clock(tx)
  const judged = posts.map((post) => {
    const said = judge(post, post, { now, zone })
    const refused = said.type === 'refused' ? said : null
    const outcome = refused ? ('refused' as const) : ('pending' as const)
    const { reason = null, field = null } = refused ?? {}
    return { id: post.id, sourceId: post.sourceId, outcome, reason, field }
  })
  const rows = judged.map(({ id, outcome, reason, field }) => ({ id, outcome, reason, field }))
  await tx.execute(sql`
    UPDATE ${requests}
       SET outcome = r.outcome, reason = r.reason, field = r.field, replays = replays + 1,
           settled_at = CASE WHEN r.outcome = 'refused' THEN ${now.toString()}::timestamptz END,
           dedupe_key = ${withoutRival}
      FROM ${bulk(rows, { id: 'bigint', outcome: 'text', reason: 'text', field: 'text' })}
     WHERE requests.id = r.id`)
  return judged
}

/** A key that another delivery holds by now, or an earlier one of these, would stand in the way. */
const withoutRival = sql`CASE WHEN NOT EXISTS (
  SELECT 1 FROM requests rival
   WHERE rival.source_id = requests.source_id AND rival.dedupe_key = requests.dedupe_key
     AND rival.id <> requests.id AND (rival.outcome <> 'refused' OR rival.id < requests.id))
  THEN dedupe_key END`
