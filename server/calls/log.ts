import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db, Tx } from '../db.ts'
import { events } from '../events/table.ts'
import { Refusal } from '../refusal.ts'
import { calls, callTries } from './table.ts'
import { readWebhook } from './webhooks.ts'

type Listing = Paged & {
  id: number
  /** Whoever may not see contacts is told neither what was said of them nor what was answered to it. */
  seesContacts: boolean
}

/** A webhook's calls, newest first, each with its tries. @throws Refusal `not-found` */
export async function listCalls(db: Db, { id, cursor, limit = 50, seesContacts }: Listing) {
  await readWebhook(db, id)
  const before = readIdCursor(cursor)
  const rows = await db
    .select({ call: calls, eventName: events.name })
    .from(calls)
    .leftJoin(events, eq(events.id, calls.eventId))
    .where(and(eq(calls.webhookId, id), before ? lt(calls.id, before) : undefined))
    .orderBy(desc(calls.id))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, ({ call }) => call.id)
  const ids = page.map(({ call }) => call.id)
  const tries = await db
    .select()
    .from(callTries)
    .where(inArray(callTries.callId, ids))
    .orderBy(callTries.id)
  const triesOf = Map.groupBy(tries, (each) => each.callId)
  return {
    calls: page.map(({ call, eventName }) => ({
      id: call.id,
      eventId: call.eventId,
      /** NULL: the event was erased. */
      eventName,
      contactId: seesContacts ? call.contactId : null,
      state: call.state,
      dueAt: call.dueAt && `${call.dueAt}`,
      createdAt: `${call.createdAt}`,
      endedAt: call.endedAt && `${call.endedAt}`,
      tries: (triesOf.get(call.id) ?? []).map(({ at, ms, status, reason, sent, answer }) => ({
        at: `${at}`,
        ms,
        status,
        reason,
        sent: seesContacts ? sent : null,
        answer: seesContacts ? answer : null,
      })),
    })),
    next,
  }
}

/** Has a call made once more, at once, whatever became of it. @throws Refusal `not-found` */
export async function redeliver(
  tx: Tx,
  { id, callId, actor }: { id: number; callId: number; actor: string },
): Promise<void> {
  await readWebhook(tx, id)
  const rows = await tx
    .update(calls)
    .set({ state: 'waiting', dueAt: sql`clock_timestamp()`, endedAt: null })
    .where(and(eq(calls.id, callId), eq(calls.webhookId, id)))
    .returning({ id: calls.id })
  if (rows.length === 0) throw new Refusal(404, 'not-found')
  await record(tx, { actor, action: 'webhook.called-again', subject: `webhook:${id}` })
}

/** Calls that ended a month ago are forgotten with their tries, some at a time. */
export async function forgetCalls(db: Db): Promise<void> {
  await db.execute(sql`
    WITH old AS (SELECT id FROM ${calls}
                  WHERE ended_at < clock_timestamp() - interval '30 days' ORDER BY ended_at LIMIT 5000),
         tries AS (DELETE FROM ${callTries} WHERE call_id IN (SELECT id FROM old))
    DELETE FROM ${calls} WHERE id IN (SELECT id FROM old)`)
}
