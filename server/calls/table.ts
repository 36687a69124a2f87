import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { instant } from '../db.ts'

/** An outgoing webhook: who is told of which events. https://www.standardwebhooks.com */
export const webhooks = pgTable('webhooks', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  url: text().notNull(),
  /** Names of events; `*` is every one. */
  events: text().array().notNull(),
  /** `whsec_…`, encrypted with SECRET. */
  signingSecret: text().notNull(),
  open: boolean().notNull().default(true),
  /** Why it was closed without anybody asking: the receiver said so, or too many calls failed. */
  closedBecause: text({ enum: ['gone', 'failing'] }),
  /** Calls that failed for good one after the other; too many close it. */
  failures: integer().notNull().default(0),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
  createdBy: text().notNull(),
  /** From then on it is neither listed nor called; its calls are forgotten as they grow old. */
  removedAt: instant(),
})

/** One event for one webhook: written with the event by a trigger, called until it is answered 2xx. */
export const calls = pgTable(
  'calls',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhookId: bigint({ mode: 'number' })
      .notNull()
      .references(() => webhooks.id),
    eventId: bigint({ mode: 'number' }).notNull(),
    contactId: bigint({ mode: 'number' }),
    state: text({ enum: ['waiting', 'done', 'failed'] })
      .notNull()
      .default('waiting'),
    /** When it may next be called; NULL once it is over. */
    dueAt: instant(),
    tries: smallint().notNull().default(0),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    endedAt: instant(),
  },
  (table) => [
    // Serves the worker: what is due for one webhook, however much waits for another.
    index('calls_due_by_webhook')
      .on(table.webhookId, table.dueAt)
      .where(sql`${table.dueAt} IS NOT NULL`),
    // Serves a webhook's log.
    index('calls_by_webhook').on(table.webhookId, table.id),
    // Serves erasing a contact.
    index('calls_by_contact').on(table.contactId).where(sql`${table.contactId} IS NOT NULL`),
    // Serves forgetting.
    index('calls_ended').on(table.endedAt).where(sql`${table.endedAt} IS NOT NULL`),
  ],
)

/** One try at one call. */
export const callTries = pgTable(
  'call_tries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    callId: bigint({ mode: 'number' })
      .notNull()
      .references(() => calls.id),
    at: instant().notNull(),
    ms: integer().notNull(),
    /** NULL: nobody answered. */
    status: smallint(),
    /** A stored name for why there was no answer, e.g. `refused-address`, `no-connection`. */
    reason: text(),
    /** The first characters of what was posted; NULL: nothing was, or its contact is erased. */
    sent: text(),
    /** The first characters of the answer. */
    answer: text(),
  },
  (table) => [index('call_tries_by_call').on(table.callId, table.id)],
)
