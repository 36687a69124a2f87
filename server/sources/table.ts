import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { bytes, instant } from '../db.ts'
import type { Rule } from '../engine/rule.ts'

/**
 * Which field feeds what. Empty: found by the usual names. Paths are dotted, e.g. `data.object.email`;
 * what is `ignored` is found by no name.
 */
export type Mapping = { email?: string; attributes?: Record<string, string>; ignored?: string[] }

export const signingSchemes = [
  'standard',
  'stripe',
  'github',
  'shopify',
  'typeform',
  'slack',
  'token',
] as const

/** An inbound webhook or a form page. */
export const sources = pgTable('sources', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  kind: text({ enum: ['webhook', 'form', 'site'] }).notNull(),
  /** The capability in `/hooks/:key`, `/f/:key` and `/e/:key`; never logged. */
  key: text().notNull().unique(),
  mapping: jsonb().$type<Mapping>().notNull().default({}),
  /** Which posts are taken; the others are kept as refused by `filtered`. NULL: all. */
  filter: jsonb().$type<Rule>(),
  /** How posts are signed: our own and Standard Webhooks, or a sender's own scheme. */
  signing: text({ enum: signingSchemes }).notNull().default('standard'),
  /** HMAC-SHA256 secret, encrypted with SECRET; NULL: unsigned posts are taken. */
  signingSecret: text(),
  /** The sentence shown beside the consent box, kept with every consent. '' : no consent is recorded. */
  consentWording: text().notNull().default(''),
  /** Form pages: texts by language and the fields asked for. */
  form: jsonb().$type<FormPage>(),
  /** What stands on the page now: one of `form_versions`. */
  formVersionId: bigint({ mode: 'number' }),
  /** The journey of one mail that asks a form's people to confirm; NULL: nobody is asked. */
  confirmJourneyId: bigint({ mode: 'number' }),
  /** How long somebody has for the yes. */
  confirmHours: integer().notNull().default(72),
  /** Websites: whose pages may post. */
  site: jsonb().$type<Site>(),
  open: boolean().notNull().default(true),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})

export type Site = {
  /** e.g. `https://minato.example.jp`. */
  origins: string[]
  /** Whether a page may say an address that nobody has signed. */
  trustsAddresses: boolean
}

export const fieldTypes = [
  'text',
  'kana',
  'email',
  'tel',
  'number',
  'date',
  'choice',
  'choices',
  'long',
  'hidden',
] as const

/** One thing a form asks for. */
export type FormField = {
  name: string
  label: string
  type: (typeof fieldTypes)[number]
  required: boolean
  /** A sentence under the label; '' : none. */
  help: string
  /** What may be chosen: `value` is kept, `label` is read. */
  choices: { value: string; label: string }[]
  /** Of one choice: all in sight, or a list that opens. */
  look: 'radio' | 'select'
  /** What a hidden field says unless the page's address says otherwise (`?name=…`). */
  value: string
  /** The contact's attribute that keeps the answer; null: only the journeys that begin here know it. */
  attribute: string | null
}

export type FormPage = {
  title: string
  intro: string
  button: string
  thanks: string
  /** Where to send people instead of thanking them; '' : they are thanked. */
  redirect: string
  language: 'ja' | 'en'
  fields: FormField[]
  /** What people may want mail about, as it is offered: ids of `topics` with their words. */
  topics: { id: number; label: string }[]
}

/** Every post as it came, with what became of it: durable before we answer, readable and replayable. */
export const requests = pgTable(
  'requests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => sources.id),
    receivedAt: instant().notNull().default(sql`clock_timestamp()`),
    contentType: text().notNull(),
    /** The few headers worth keeping: user-agent, idempotency-key, signature names (never secrets). */
    headers: jsonb().$type<Record<string, string>>().notNull().default({}),
    ip: text(),
    body: bytes().notNull(),
    /** From Idempotency-Key or the provider's event id. */
    dedupeKey: text(),
    outcome: text({ enum: ['pending', 'accepted', 'refused'] }).notNull(),
    /** Why it was refused, a stored name: `email-missing`, `email-impossible`, `signature-wrong`, … */
    reason: text(),
    /** The field or detail the reason is about. */
    field: text(),
    contactId: bigint({ mode: 'number' }),
    /** The form as it was filled in: one of `form_versions`. */
    formVersionId: bigint({ mode: 'number' }),
    settledAt: instant(),
    /** Grows with each replay. */
    replays: integer().notNull().default(0),
  },
  (table) => [
    // A repeated delivery is answered, not taken twice.
    uniqueIndex('requests_once')
      .on(table.sourceId, table.dedupeKey)
      .where(sql`${table.dedupeKey} IS NOT NULL AND ${table.outcome} <> 'refused'`),
    // Serves intake: pending posts in the order they came.
    index('requests_pending').on(table.id).where(sql`${table.outcome} = 'pending'`),
    // Serves a source's latest payloads.
    index('requests_by_source').on(table.sourceId, table.id),
    // Serves what is held about one contact: disclosing, merging and erasing it.
    index('requests_by_contact').on(table.contactId).where(sql`${table.contactId} IS NOT NULL`),
  ],
)

/** A form with its consent wording as people saw it, frozen: what a consent was given on. */
export const formVersions = pgTable(
  'form_versions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => sources.id),
    number: integer().notNull(),
    form: jsonb().$type<FormPage>().notNull(),
    consentWording: text().notNull(),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    createdBy: text().notNull(),
  },
  // Two changes at once cannot take one number.
  (table) => [uniqueIndex('form_versions_by_number').on(table.sourceId, table.number)],
)

/** Somebody who was asked by mail whether it was them. What they sent counts once they say yes. */
export const confirmations = pgTable(
  'confirmations',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => sources.id),
    requestId: bigint({ mode: 'number' }).notNull(),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    formVersionId: bigint({ mode: 'number' }),
    /** Whether the consent box was ticked. */
    consenting: boolean().notNull(),
    /** What the form gave, for the journeys that begin with the yes. */
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    askedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    confirmedAt: instant(),
  },
  // Serve the contact page and merging; a request asks once.
  (table) => [
    index('confirmations_by_contact').on(table.contactId),
    uniqueIndex('confirmations_by_request').on(table.requestId),
  ],
)
