import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant } from '../db.ts'
import type { Graph } from '../engine/graph.ts'

export const journeys = pgTable('journeys', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  /** mail: one mail and nothing else, made by the product (sent by hand, a form's confirmation); not listed. */
  kind: text({ enum: ['journey', 'mail'] })
    .notNull()
    .default('journey'),
  state: text({ enum: ['draft', 'live', 'paused', 'archived'] })
    .notNull()
    .default('draft'),
  draft: jsonb().$type<Graph>().notNull(),
  /** Grows with every saved draft; a save names the one it began from. */
  revision: integer().notNull().default(1),
  draftSavedAt: instant().notNull().default(sql`clock_timestamp()`),
  draftSavedBy: text().notNull(),
  liveVersionId: bigint({ mode: 'number' }),
  createdAt: instant().notNull().default(sql`clock_timestamp()`),
})

/** A published graph, frozen. Enrollments are pinned to one. */
export const versions = pgTable(
  'versions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    journeyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => journeys.id),
    number: integer().notNull(),
    graph: jsonb().$type<Graph>().notNull(),
    /** Names of the events that wake this version's enrollments. */
    listens: jsonb().$type<string[]>().notNull().default([]),
    publishedAt: instant().notNull().default(sql`clock_timestamp()`),
    publishedBy: text().notNull(),
  },
  // Two publications at once cannot take one number.
  (table) => [uniqueIndex('versions_by_number').on(table.journeyId, table.number)],
)

/** A draft that came too late: kept until somebody chooses. Nothing is ever lost. */
export const draftCopies = pgTable(
  'draft_copies',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    journeyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => journeys.id),
    /** The revision it began from. */
    baseRevision: integer().notNull(),
    graph: jsonb().$type<Graph>().notNull(),
    savedAt: instant().notNull().default(sql`clock_timestamp()`),
    savedBy: text().notNull(),
    settledAt: instant(),
  },
  // Serves the editor's "two versions" bar.
  (table) => [
    index('draft_copies_open').on(table.journeyId).where(sql`${table.settledAt} IS NULL`),
  ],
)
