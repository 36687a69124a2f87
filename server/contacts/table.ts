import { sql } from 'drizzle-orm'
import { bigint, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant } from '../db.ts'

export type Attributes = Record<string, string | number | boolean | null>

export const contacts = pgTable(
  'contacts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The address as given, repaired only of full-width letters and invisible characters. */
    email: text().notNull(),
    /** The address for matching: lower case, quoted local part unquoted, domain in punycode. */
    emailKey: text().notNull(),
    /** Well-known keys: last_name, first_name, last_kana, first_kana, name, company. */
    attributes: jsonb().$type<Attributes>().notNull().default({}),
    language: text({ enum: ['ja', 'en'] }),
    zone: text(),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    updatedAt: instant().notNull().default(sql`clock_timestamp()`),
  },
  // One person an address; intake upserts on it.
  (table) => [uniqueIndex('contacts_by_email').on(table.emailKey)],
)
