import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../db.ts'

/** What the built-in SMTP listener took. */
export const caught = pgTable(
  'caught',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: instant().notNull().default(sql`clock_timestamp()`),
    from: text().notNull(),
    to: text().notNull(),
    subject: text().notNull(),
    /** Message-ID without brackets: ties it to `messages.header_id`. */
    headerId: text(),
    size: integer().notNull(),
    raw: bytes().notNull(),
  },
  // Serves "the caught mail of this message".
  (table) => [index('caught_by_header_id').on(table.headerId)],
)
