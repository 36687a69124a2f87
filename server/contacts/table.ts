import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant } from '../db.ts'
import { foldedName, foldedText } from './folded.ts'

/** A date is `2026-01-05`, a date-time an ISO instant in UTC, several choices a list. */
export type AttributeValue = string | number | boolean | null | string[]
export type Attributes = Record<string, AttributeValue>

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
    /** Ids of `tags`. */
    tags: integer().array().notNull().default(sql`'{}'`),
    /** The newest consent row that speaks of all mail, kept by a trigger on `consents`; NULL: none. */
    consent: text({ enum: ['given', 'withdrawn'] }),
    consentAt: instant(),
    /** Ids of `topics` that the newest consent row of each says are wanted, by the same trigger. */
    topics: integer().array().notNull().default(sql`'{}'`),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    updatedAt: instant().notNull().default(sql`clock_timestamp()`),
    /** Merged into this contact: all that was this one's is that one's. The id and the address are left: they lead there. */
    mergedInto: bigint({ mode: 'number' }),
    /** Erased on request: nothing that points at a person is left in the row. */
    erasedAt: instant(),
    /** Addresses, names, reading and company as search compares them, a line each. */
    folded: text().notNull().generatedAlwaysAs(foldedText),
    /** What the list sorts names by: the reading, else the name, else the address. */
    foldedName: text().notNull().generatedAlwaysAs(foldedName),
  },
  (table) => [
    // One person an address; intake upserts on it. Serves the list by address, too.
    uniqueIndex('contacts_by_email').on(table.emailKey),
    // Serve the list by name and by last change, page by page.
    index('contacts_by_name').on(table.foldedName, table.id),
    index('contacts_by_change').on(table.updatedAt, table.id),
    // Serves the list of those who agreed, withdrew or were never asked.
    index('contacts_by_consent').on(table.consent, table.id),
    // Serves "who has this tag".
    index('contacts_by_tag').using('gin', table.tags),
    // Serves merging and erasing: who was merged into this one.
    index('contacts_by_merge').on(table.mergedInto).where(sql`${table.mergedInto} IS NOT NULL`),
  ],
)

/**
 * The folded text of everybody who is neither merged away nor erased, kept by triggers on `contacts`. In a
 * table of its own: a contact changes often and its names seldom, and each version of a row is written into
 * each of its table's indexes anew.
 */
export const contactSearches = pgTable(
  'contact_searches',
  {
    contactId: bigint({ mode: 'number' }).primaryKey(),
    folded: text().notNull(),
    /** What the list sorts names by. */
    name: text().notNull(),
  },
  (table) => [
    // Serves search, by every two letters that stand side by side: most Japanese names are two letters,
    // for which pg_trgm has no use; nor does it know any Japanese where the database's ctype is C, as ours.
    // Measured on a million contacts: a name that few have takes 20 ms instead of 1,600; a file
    // of 100,000 takes an eighth to a fifth longer to come in.
    index('contact_searches_by_pair').using('gin', sql`letter_pairs(${table.folded})`),
  ],
)

/** A contact's number in somebody else's system. */
export const externalIds = pgTable(
  'external_ids',
  {
    /** Whose number it is, e.g. `shopify`, `crm`. */
    system: text().notNull(),
    value: text().notNull(),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
  },
  (table) => [
    primaryKey({ columns: [table.system, table.value] }),
    // Serves the contact page, merging and erasing.
    index('external_ids_by_contact').on(table.contactId),
  ],
)

export const attributeTypes = [
  'text',
  'number',
  'date',
  'datetime',
  'boolean',
  'choice',
  'choices',
] as const
export type AttributeType = (typeof attributeTypes)[number]

/** Attributes that the account has named beside the well-known ones. */
export const attributes = pgTable('attributes', {
  key: text().primaryKey(),
  label: text().notNull(),
  type: text({ enum: attributeTypes }).notNull(),
  /** What may be chosen: `value` is kept, `label` is read. */
  choices: jsonb().$type<{ value: string; label: string }[]>().notNull().default([]),
  position: integer().notNull().default(0),
  archived: boolean().notNull().default(false),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})

export const tags = pgTable('tags', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})

/** What a contact may want mail about, by itself. */
export const topics = pgTable('topics', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  description: text().notNull().default(''),
  archived: boolean().notNull().default(false),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})

/** A search, a rule and an order of the contacts list, kept under a name. */
export const contactViews = pgTable('contact_views', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  /** What stands behind `?` in the list's address. */
  query: text().notNull(),
  createdBy: text().notNull(),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})

/** One act on many contacts, done in batches by a worker; it goes on after a crash. */
export const bulkActs = pgTable(
  'bulk_acts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** What is done, with its values. */
    act: jsonb().$type<Record<string, unknown>>().notNull(),
    /** To whom: ids, or a search and a rule as the list had them. */
    audience: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text({ enum: ['waiting', 'running', 'done', 'cancelled', 'failed'] })
      .notNull()
      .default('waiting'),
    /** How many there were when it was asked for. */
    total: integer().notNull(),
    done: integer().notNull().default(0),
    /** Left out, by a stored reason. */
    skipped: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** The last contact that is done: the next batch begins behind it. */
    lastId: bigint({ mode: 'number' }).notNull().default(0),
    actor: text().notNull(),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    endedAt: instant(),
    error: text(),
  },
  // Serves the worker's "is there anything to go on with".
  (table) => [
    index('bulk_acts_open').on(table.id).where(sql`${table.state} IN ('waiting', 'running')`),
  ],
)
