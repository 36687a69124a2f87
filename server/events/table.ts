import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
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
    at: instant().notNull(),
    /** Where it came from, e.g. `source:3/request:88`, `message:12`. */
    origin: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  // Serves a contact's timeline and looking back.
  (table) => [index('events_by_contact').on(table.contactId, table.id)],
)
