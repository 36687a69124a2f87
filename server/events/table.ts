import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { instant } from '../db.ts'

/** What happened to a contact. Instant and number are given after the contact is locked, so that
 *  looking back can compare numbers. */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    /** e.g. `source.received`, `contact.unsubscribed`, `contact.created`. */
    name: text().notNull(),
    /** The moment it was written down: what a walk looks back by, together with the number. */
    at: instant().notNull(),
    /** When it happened, as its sender says; else the moment it was written down. */
    happenedAt: instant().notNull().default(sql`clock_timestamp()`),
    /** Where it came from, e.g. `source:3/request:88`, `message:12`. */
    origin: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The sender's own id of it: a second one of the same sender is the same event. */
    key: text(),
  },
  (table) => [
    // Serves a contact's timeline and looking back.
    index('events_by_contact').on(table.contactId, table.id),
    // Serves rules: who did this how often within so many days.
    index('events_by_name').on(table.name, table.contactId, table.happenedAt),
    // Serves a website's latest events.
    index('events_by_site')
      .on(table.origin, table.id)
      .where(sql`${table.key} IS NOT NULL AND ${table.origin} LIKE 'source:%'`),
    // An event delivered twice happened once.
    uniqueIndex('events_once').on(table.origin, table.key).where(sql`${table.key} IS NOT NULL`),
  ],
)
