import { sql } from 'drizzle-orm'
import { bigint, pgTable, text } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../db.ts'

/** Where links of mails lead, each address once: a short link names its number and is signed. */
export const links = pgTable('links', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** SHA-256: an address may be longer than an index can hold. */
  hash: bytes().notNull().unique(),
  url: text().notNull(),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})
