import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { instant } from '../db.ts'

/** Append-only: a withdrawal is a new row. The newest row of a contact holds. */
export const consents = pgTable(
  'consents',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    given: text({ enum: ['given', 'withdrawn'] }).notNull(),
    /** 特定電子メール法 Art. 3(1): opt-in, business card or letter, dealings, published address. */
    basis: text({ enum: ['opt-in', 'written', 'dealings', 'published'] }).notNull(),
    /** Where it came from, e.g. `source:3`, `unsubscribe`, `member:1`. */
    origin: text().notNull(),
    /** The sentence the person agreed to, as shown. */
    wording: text().notNull().default(''),
    ip: text(),
    userAgent: text(),
    at: instant().notNull(),
  },
  // Serves "the newest consent of these contacts", asked before every advertising mail.
  (table) => [index('consents_by_contact').on(table.contactId, table.id)],
)
