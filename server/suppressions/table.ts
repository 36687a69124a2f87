import { bigint, pgTable, text } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { instant } from '../db.ts'

export const suppressionReasons = ['unsubscribed', 'bounced', 'complained', 'by-hand'] as const

/**
 * Addresses that get no mail. Kept by address key so that erasing a contact does not lift it; of an
 * erased contact only `sha256:<hex of the key>` is kept, until the address comes in again.
 */
export const suppressions = pgTable('suppressions', {
  emailKey: text().primaryKey(),
  contactId: bigint({ mode: 'number' }).references(() => contacts.id),
  reason: text({ enum: suppressionReasons }).notNull(),
  /** What caused it, e.g. `message:120`, `member:1`. */
  origin: text().notNull(),
  at: instant().notNull(),
})
