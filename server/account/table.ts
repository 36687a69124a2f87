import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, smallint, text } from 'drizzle-orm/pg-core'

/** The one row of what holds for the whole account: zone, sender, legal display. */
export const account = pgTable(
  'account',
  {
    id: smallint().primaryKey().default(1),
    name: text().notNull().default(''),
    zone: text().notNull().default('Asia/Tokyo'),
    language: text({ enum: ['ja', 'en'] })
      .notNull()
      .default('ja'),
    senderName: text().notNull().default(''),
    senderAddress: text().notNull().default(''),
    replyTo: text().notNull().default(''),
    postalAddress: text().notNull().default(''),
    enquiry: text().notNull().default(''),
    /** Mails count opens and clicks. */
    tracking: boolean().notNull().default(true),
    /** Emergency stop: while true nothing is handed over. */
    stopped: boolean().notNull().default(false),
  },
  (table) => [check('account_is_one_row', sql`${table.id} = 1`)],
)
