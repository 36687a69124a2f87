import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from '../db.ts'

const when = () => timestamp({ withTimezone: true, mode: 'date' })

// members, sessions, credentials and verifications are better-auth's user, session, account and
// verification under our words: https://better-auth.com/docs/concepts/database
export const members = pgTable('members', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text({ enum: ['owner'] })
    .notNull()
    .default('owner'),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
})

export type Member = typeof members.$inferSelect

export const sessions = pgTable('sessions', {
  id: text().primaryKey(),
  token: text().notNull().unique(),
  userId: text()
    .notNull()
    .references(() => members.id, { onDelete: 'cascade' }),
  expiresAt: when().notNull(),
  ipAddress: text(),
  userAgent: text(),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
})

export const credentials = pgTable('credentials', {
  id: text().primaryKey(),
  accountId: text().notNull(),
  providerId: text().notNull(),
  userId: text()
    .notNull()
    .references(() => members.id, { onDelete: 'cascade' }),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: when(),
  refreshTokenExpiresAt: when(),
  scope: text(),
  password: text(),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
})

export const verifications = pgTable('verifications', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: when().notNull(),
  createdAt: when().notNull().defaultNow(),
  updatedAt: when().notNull().defaultNow(),
})

export const rateLimits = pgTable('rate_limits', {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  count: bigint({ mode: 'number' }).notNull(),
  lastRequest: bigint({ mode: 'number' }).notNull(),
})

/** Opens `/api/*`. The key itself is shown once; only its SHA-256 is kept. */
export const apiKeys = pgTable('api_keys', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  hash: text().notNull().unique(),
  /** The first characters, for people to tell keys apart. */
  hint: text().notNull(),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
  createdBy: text().notNull(),
  lastUsedAt: instant(),
  revokedAt: instant(),
  expiresAt: instant(),
  /** Permissions, e.g. `contacts:read`; `*` is everything. */
  scopes: text().array().notNull().default(sql`'{*}'`),
})

/** Answers to requests that named an Idempotency-Key, given again when the request comes again. */
export const answers = pgTable(
  'answers',
  {
    keyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => apiKeys.id),
    idempotencyKey: text().notNull(),
    /** SHA-256 of method, path and body: another request under the same key is refused. */
    requestHash: bytes().notNull(),
    /** NULL: the first request is still being answered. */
    status: smallint(),
    body: jsonb(),
    at: instant().notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.idempotencyKey] }),
    // Serves forgetting after a day.
    index('answers_by_age').on(table.at),
  ],
)
