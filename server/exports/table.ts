import { sql } from 'drizzle-orm'
import { bigint, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../db.ts'
import type { Wanted } from './wanted.ts'

/** Who took which contacts out, and why. The file itself is written as it is read. */
export const exports = pgTable('exports', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** Whom: picked ones or what a selection finds; columns, encoding. */
  wanted: jsonb().$type<Wanted>().notNull(),
  reason: text().notNull(),
  actor: text().notNull(),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
  /** How many it was asked for. */
  contacts: integer().notNull().default(0),
  /** Rows written so far, or the last time it was fetched to its end. */
  rows: integer(),
  fetchedAt: instant(),
})
