import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { bytes, instant } from '../db.ts'
import { transports } from '../transports/table.ts'

export const openStates = ['queued', 'claimed', 'sending', 'deferred', 'held'] as const
export const finalStates = [
  'sent',
  'rejected',
  'suppressed',
  'skipped',
  'expired',
  'failed',
  'unknown',
  'caught',
] as const

/** Outbox and ledger in one: a row is written with the step that asks for it and never resent silently. */
export const messages = pgTable(
  'messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    enrollmentId: bigint({ mode: 'number' }).notNull(),
    journeyId: bigint({ mode: 'number' }).notNull(),
    versionId: bigint({ mode: 'number' }).notNull(),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    nodeId: text().notNull(),
    /** The seq of the step that asked for it: another visit to the node is another message. */
    visit: integer().notNull(),
    class: text({ enum: ['advertising', 'transactional'] }).notNull(),
    transportId: bigint({ mode: 'number' })
      .notNull()
      .references(() => transports.id),
    state: text({ enum: [...openStates, ...finalStates] })
      .notNull()
      .default('queued'),
    /** A stored name for why: `unsubscribed`, `no-consent`, `render-error`, `mailbox-full`, … */
    reason: text(),
    /** When it may next be claimed; NULL once final or in hand. */
    dueAt: instant(),
    /** When it was asked for, by the walk or by somebody who had it sent again: its expiry counts from here. */
    queuedAt: instant().notNull(),
    /** Who has it in hand. An unknown one keeps the name: an answer that comes late still counts. */
    worker: bigint({ mode: 'number' }),
    claimedAt: instant(),
    sendingAt: instant(),
    finalAt: instant(),
    tries: smallint().notNull().default(0),
    /** The next server's answer, e.g. `250 2.0.0 OK 1795482004`. */
    reply: text(),
    /** What went wrong before anything was handed over: a Liquid error with its line and a caret. */
    error: text(),
    to: text(),
    from: text(),
    subject: text(),
    /** The merge fields of the contact that stand in the mail, as they were then. */
    merged: jsonb().$type<Record<string, string>>(),
    /** Message-ID header without brackets. */
    headerId: text(),
    bodyHash: bytes(),
  },
  (table) => [
    // A second mail for one visit is impossible, not unlikely.
    uniqueIndex('messages_once').on(table.enrollmentId, table.nodeId, table.visit),
    // Serves the claim: due messages of this transport, transactional first, then oldest.
    index('messages_due')
      .on(table.transportId, table.class.desc(), table.dueAt)
      .where(sql`${table.dueAt} IS NOT NULL`),
    // Serves "what did a dead worker hold" and graceful stop.
    index('messages_in_hand').on(table.worker).where(sql`${table.worker} IS NOT NULL`),
    // Serves "mails a day": block ranges suffice, since what ends later is written later.
    index('messages_final').using('brin', table.finalAt),
    // Serves the contact's timeline and withdrawal on unsubscribe.
    index('messages_by_contact').on(table.contactId, table.id),
  ],
)

/** One try at one message. */
export const attempts = pgTable(
  'attempts',
  {
    messageId: bigint({ mode: 'number' }).notNull(),
    number: smallint().notNull(),
    at: instant().notNull(),
    ms: integer().notNull(),
    /** sent, caught, rejected, deferred or unknown. */
    outcome: text().notNull(),
    /** A stored name for why, e.g. `worker-gone`, `no-connection`. */
    reason: text(),
    reply: text(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.number] })],
)

/**
 * Bodies that an erased contact's mails had: each goes once no other mail is found to have it. An index
 * over the hashes of all mails would find it at once, and cost every mail that is sent.
 */
export const forgottenBodies = pgTable('forgotten_bodies', {
  hash: bytes().primaryKey(),
  at: instant().notNull(),
  /** Messages up to this one do not have it. */
  seen: bigint({ mode: 'number' }).notNull().default(0),
})

/** Bodies as sent, deflated JSON (see bodies.ts), once per equal text. */
export const bodies = pgTable('bodies', {
  hash: bytes().primaryKey(),
  zipped: bytes().notNull(),
})
