import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { instant } from '../db.ts'

/** 特定電子メール法 Art. 3(1): opt-in, business card or letter, dealings, published address. */
export const bases = ['opt-in', 'written', 'dealings', 'published'] as const

/**
 * Append-only: a withdrawal is a new row. What was given or withdrawn last holds (of one instant, what
 * was written last), for all mail or for one topic; a trigger keeps what holds in `contacts` (consent, consent_at, topics).
 */
export const consents = pgTable(
  'consents',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    /** One of `topics`; NULL: all mail. */
    topicId: integer(),
    given: text({ enum: ['given', 'withdrawn'] }).notNull(),
    basis: text({ enum: bases }).notNull(),
    /** Where it came from, e.g. `source:3`, `unsubscribe`, `member:1`. */
    origin: text().notNull(),
    /** The sentence the person agreed to, as shown. */
    wording: text().notNull().default(''),
    /** The form as it stood then: one of `form_versions`. */
    formVersionId: bigint({ mode: 'number' }),
    /** What shows it where we did not ask ourselves: a document's name, a list's name. */
    document: text().notNull().default(''),
    /** When the person pressed the button of the confirmation mail; NULL: not asked to. */
    confirmedAt: instant(),
    ip: text(),
    userAgent: text(),
    /** When it was given or withdrawn; an imported one says what its document says. */
    at: instant().notNull(),
    recordedAt: instant().notNull().default(sql`clock_timestamp()`),
  },
  // Serves "the newest consent of these contacts", asked before every advertising mail.
  (table) => [index('consents_by_contact').on(table.contactId, table.id)],
)
