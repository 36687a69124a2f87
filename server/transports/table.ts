import { bigint, boolean, pgTable, smallint, text } from 'drizzle-orm/pg-core'

/** One SMTP pool. `key` says where its address comes from: the built-in mailbox or SMTP_URL. */
export const transports = pgTable('transports', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  key: text({ enum: ['mailbox', 'environment'] })
    .notNull()
    .unique(),
  name: text().notNull(),
  /** host:port without credentials, for people to read. */
  address: text().notNull(),
  connections: smallint().notNull().default(8),
  /** The one that new messages are queued for. */
  inUse: boolean().notNull().default(false),
})
