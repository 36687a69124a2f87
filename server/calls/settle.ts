import { and, eq, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db.ts'
import type { Told } from './post.ts'
import { calls, callTries, webhooks } from './table.ts'

/** How long after each failed try the next one comes; after the last the call has failed. */
const waits: Temporal.DurationLike[] = [
  { seconds: 5 },
  { seconds: 30 },
  { minutes: 2 },
  { minutes: 10 },
  { hours: 1 },
  { hours: 6 },
  { hours: 24 },
]

/** So many calls that failed for good, one after the other, close a webhook. */
const MOST_FAILURES = 20

type Tried = { id: number; webhookId: number; tries: number }

/** What a try means for its call. Pure. */
export function outcomeOf(
  tries: number,
  { status, reason }: Pick<Told, 'status' | 'reason'>,
  now: Temporal.Instant,
) {
  if (status !== null && status >= 200 && status < 300) {
    return { state: 'done' as const, dueAt: null, endedAt: now }
  }
  const wait = status === 410 || reason === 'event-gone' ? undefined : waits[tries]
  return wait
    ? { state: 'waiting' as const, dueAt: now.add(wait), endedAt: null }
    : { state: 'failed' as const, dueAt: null, endedAt: now }
}

/**
 * Writes down one try, and what it means for the call and its webhook. Of a call that waits no more
 * nothing is written: its contact was erased meanwhile, or its webhook removed.
 */
export async function settle(
  tx: Tx,
  { id, webhookId, tries }: Tried,
  told: Told,
  now: Temporal.Instant,
): Promise<void> {
  const { ms, status, reason, sent, answer } = told
  const outcome = outcomeOf(tries, told, now)
  const [waited] = await tx
    .update(calls)
    .set({ ...outcome, tries: tries + 1 })
    .where(and(eq(calls.id, id), eq(calls.state, 'waiting')))
    .returning({ id: calls.id })
  if (!waited) return
  const at = now.subtract({ milliseconds: ms })
  await tx.insert(callTries).values({ callId: id, at, ms, status, reason, sent, answer })
  if (outcome.state === 'waiting' || reason === 'event-gone') return
  const failures = outcome.state === 'done' ? sql`0` : sql`${webhooks.failures} + 1`
  // One that runs well is not written with each call.
  const changes = outcome.state === 'done' ? sql`${webhooks.failures} > 0` : sql`TRUE`
  const [webhook] = await tx
    .update(webhooks)
    .set({ failures })
    .where(and(eq(webhooks.id, webhookId), changes))
    .returning({ failures: webhooks.failures, open: webhooks.open })
  if (!webhook?.open) return
  if (status === 410) await close(tx, webhookId, 'gone')
  else if (webhook.failures >= MOST_FAILURES) await close(tx, webhookId, 'failing')
}

async function close(tx: Tx, id: number, closedBecause: 'gone' | 'failing'): Promise<void> {
  await tx.update(webhooks).set({ open: false, closedBecause }).where(eq(webhooks.id, id))
  const detail = { because: closedBecause }
  await record(tx, { actor: 'system', action: 'webhook.closed', subject: `webhook:${id}`, detail })
}
