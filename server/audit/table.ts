import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../db.ts'

/** Who did what to what. Append-only: a trigger refuses update, delete and truncate. */
export const audit = pgTable(
  'audit',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(sql`clock_timestamp()`),
    /** `member:<id>`, `key:<id>`, `cli` or `system`. */
    actor: text().notNull(),
    /** Noun and verb, e.g. `journey.published`. */
    action: text().notNull(),
    /** What it was done to, e.g. `journey:12`. */
    subject: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  // Serves the history of one thing.
  (table) => [index('audit_by_subject').on(table.subject, table.id)],
)
