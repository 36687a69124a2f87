import { and, eq, inArray, sql } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import type { Db } from '../db.ts'
import { events } from '../events/table.ts'
import { calls, webhooks } from './table.ts'

/** Longer than a try can take: whoever claimed a call and is silent then is gone. */
const LEASE_SECONDS = 60

/** Open webhooks for which something is due. */
export async function webhooksDue(db: Db, now: Temporal.Instant): Promise<number[]> {
  const rows = await db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(sql`${webhooks.open} AND EXISTS (
      SELECT FROM calls c WHERE c.webhook_id = webhooks.id AND c.due_at <= ${now.toString()})`)
    .orderBy(webhooks.id)
  return rows.map(({ id }) => id)
}

/**
 * Takes a webhook's oldest due calls, at most so many, for a minute; after it they are due again,
 * should nobody have said what became of them.
 */
export async function claimCalls(db: Db, webhookId: number, most: number, now: Temporal.Instant) {
  const taken = await db
    .update(calls)
    .set({ dueAt: now.add({ seconds: LEASE_SECONDS }) })
    .where(
      inArray(
        calls.id,
        db
          .select({ id: calls.id })
          .from(calls)
          .where(and(eq(calls.webhookId, webhookId), sql`${calls.dueAt} <= ${now.toString()}`))
          .orderBy(calls.dueAt)
          .limit(most)
          // Another worker's rows are not waited for.
          .for('update', { skipLocked: true }),
      ),
    )
    .returning({ id: calls.id })
  if (taken.length === 0) return []
  return db
    .select({ call: calls, webhook: webhooks, event: events, contact: contacts })
    .from(calls)
    .innerJoin(webhooks, eq(webhooks.id, calls.webhookId))
    .leftJoin(events, eq(events.id, calls.eventId))
    .leftJoin(contacts, eq(contacts.id, events.contactId))
    .where(
      inArray(
        calls.id,
        taken.map(({ id }) => id),
      ),
    )
    .orderBy(calls.id)
}

export type Claimed = Awaited<ReturnType<typeof claimCalls>>[number]
