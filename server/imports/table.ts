import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../db.ts'
import type { Change } from './apply.ts'
import type { Plan } from './plan.ts'
import type { Reading } from './reading.ts'

/** A file of contacts, how it is read, and how far it has been taken in. */
export const imports = pgTable(
  'imports',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    fileName: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    /** uploading · ready: looked at, waits for a mapping · waiting, running · undoing, undone. */
    state: text({
      enum: [
        'uploading',
        'ready',
        'waiting',
        'running',
        'done',
        'cancelled',
        'failed',
        'undoing',
        'undone',
      ],
    })
      .notNull()
      .default('uploading'),
    /** Encoding, delimiter, header: what was detected, or chosen instead; NULL while it comes. */
    reading: jsonb().$type<Reading>(),
    /** What the file's first row calls its columns; none where it names nothing. */
    names: jsonb().$type<string[]>().notNull().default([]),
    /** Column → field, mode, consent, tags, the journey to enter; NULL until somebody says. */
    plan: jsonb().$type<Plan>(),
    /** Rows that are done, the head too: the next batch begins behind the byte where they end. */
    rows: integer().notNull().default(0),
    offset: bigint({ mode: 'number' }).notNull().default(0),
    added: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    entered: integer().notNull().default(0),
    /** Rows with nothing in them. */
    blank: integer().notNull().default(0),
    undone: integer().notNull().default(0),
    /** Undoing goes backwards: rows from this one on are done with. */
    undoneTo: integer(),
    /** What could not be undone: how many rows, by a stored reason. */
    kept: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** Who takes it in, and its last sign of life. */
    worker: bigint({ mode: 'number' }),
    beatAt: instant(),
    actor: text().notNull(),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    startedAt: instant(),
    endedAt: instant(),
    error: text(),
  },
  // Serves the worker's "is there anything to go on with".
  (table) => [
    index('imports_open')
      .on(table.id)
      .where(sql`${table.state} IN ('waiting', 'running', 'undoing')`),
  ],
)

/** The file in pieces, so that any worker can go on with it. */
export const importPieces = pgTable(
  'import_pieces',
  {
    importId: bigint({ mode: 'number' })
      .notNull()
      .references(() => imports.id),
    /** Where it begins in the file, in bytes. */
    offset: bigint({ mode: 'number' }).notNull(),
    data: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.offset] })],
)

/** What became of a row: for the result file and for undoing. */
export const importRows = pgTable(
  'import_rows',
  {
    importId: bigint({ mode: 'number' })
      .notNull()
      .references(() => imports.id),
    /** The row's number as a spreadsheet counts: a row of several lines is one, the head is 1. */
    line: integer().notNull(),
    outcome: text({ enum: ['added', 'updated', 'unchanged', 'refused'] }).notNull(),
    contactId: bigint({ mode: 'number' }),
    /** Of a refused row: a stored name for why, the column it is about, and the row as it came. */
    reason: text(),
    column: text(),
    raw: jsonb().$type<string[]>(),
    /** Of an updated contact: what the row changed, as it was and as it became. */
    change: jsonb().$type<Change>(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    // Serves what is held about one contact: disclosing, merging and erasing it.
    index('import_rows_by_contact').on(table.contactId).where(sql`${table.contactId} IS NOT NULL`),
  ],
)
