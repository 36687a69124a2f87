import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { instant } from '../db.ts'
import type { Rule } from '../engine/rule.ts'

/** Contacts under a name: whoever meets a rule now (dynamic), or a list that people keep (fixed). */
export const segments = pgTable('segments', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  kind: text({ enum: ['dynamic', 'fixed'] }).notNull(),
  /** NULL for a fixed one. */
  rule: jsonb().$type<Rule>(),
  /** What the rule asks about that triggers elsewhere tell of only when asked: `journey`, `message`,
   *  and the segments within it, `segment:3`. */
  asks: text().array().notNull().default(sql`'{}'`),
  /** building: the rule is new and its contacts are being looked for, behind `builtTo`. */
  state: text({ enum: ['building', 'ready'] })
    .notNull()
    .default('building'),
  builtTo: bigint({ mode: 'number' }).notNull().default(0),
  /** Grows with every change; a save names the one it began from. */
  revision: bigint({ mode: 'number' }).notNull().default(1),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
  createdBy: text().notNull(),
  changedAt: instant().notNull().default(sql`clock_timestamp()`),
  archivedAt: instant(),
})

/** Who is in, since when. */
export const segmentContacts = pgTable(
  'segment_contacts',
  {
    segmentId: bigint({ mode: 'number' })
      .notNull()
      .references(() => segments.id),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    since: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.segmentId, table.contactId] }),
    // Serves "in which segments is this contact": the contact page, facts, merging.
    index('segment_contacts_by_contact').on(table.contactId, table.segmentId),
  ],
)

/** Contacts whose answer to a rule may change by the mere passing of time, and when. */
export const segmentRechecks = pgTable(
  'segment_rechecks',
  {
    segmentId: bigint({ mode: 'number' })
      .notNull()
      .references(() => segments.id),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    recheckAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.segmentId, table.contactId] }),
    // Serves the waker: whose moment has come.
    index('segment_rechecks_due').on(table.recheckAt),
  ],
)

/**
 * Contacts about whom something has changed since their segments were last asked, written by triggers
 * on what rules ask about. Taken away in batches; a contact may stand here more than once.
 */
export const contactChanges = pgTable('contact_changes', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  contactId: bigint({ mode: 'number' }).notNull(),
})
