import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table.ts'
import { instant } from '../db.ts'
import type { Rest } from '../engine/advance.ts'
import { journeys, versions } from '../journeys/table.ts'

/** One contact's walk through one version. The row is the one truth about where a contact stands. */
export const enrollments = pgTable(
  'enrollments',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    journeyId: bigint({ mode: 'number' })
      .notNull()
      .references(() => journeys.id),
    versionId: bigint({ mode: 'number' })
      .notNull()
      .references(() => versions.id),
    contactId: bigint({ mode: 'number' })
      .notNull()
      .references(() => contacts.id),
    state: text({ enum: ['active', 'waiting', 'held', 'completed', 'exited', 'failed'] })
      .notNull()
      .default('active'),
    nodeId: text().notNull(),
    /** Steps written so far; the next one takes this number. */
    seq: integer().notNull().default(0),
    /** When somebody must look at the row next; NULL: rests on a message, is held, or has ended. */
    wakeAt: instant(),
    /** What the node wrote down when it began to rest; NULL: not yet arrived. */
    rest: jsonb().$type<Rest>(),
    /** Waits are counted from here: the arrival, or the real send that let the walk go on. */
    sinceAt: instant().notNull(),
    /** What came with the trigger: the form's or caller's fields. */
    payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** What made it begin, e.g. `source:3/request:88`, `member:1`. */
    origin: text().notNull(),
    enteredAt: instant().notNull(),
    endedAt: instant(),
    /** The last error of a node that threw, with how often it was tried. */
    error: text(),
    erredAt: instant(),
    tries: smallint().notNull().default(0),
  },
  (table) => [
    // Serves the claim "due rows of this journey, oldest first" and the waker's "is anything due".
    index('enrollments_due')
      .on(table.journeyId, table.wakeAt)
      .where(sql`${table.wakeAt} IS NOT NULL`),
    // Serves the list of what failed, which is short.
    index('enrollments_failed').on(table.journeyId).where(sql`${table.state} = 'failed'`),
    // Serves a contact's timeline, re-entry under the contact's lock, and waking on an event.
    index('enrollments_by_contact').on(table.contactId, table.journeyId),
  ],
)

/** One node lived by one enrollment. The key makes a second time impossible. */
export const steps = pgTable(
  'steps',
  {
    enrollmentId: bigint({ mode: 'number' }).notNull(),
    seq: integer().notNull(),
    nodeId: text().notNull(),
    /** rest: arrived and stays · pass: left by `out` · end: the walk ended here · move: put elsewhere by hand. */
    kind: text({ enum: ['rest', 'pass', 'end', 'move'] }).notNull(),
    out: text(),
    at: instant().notNull(),
    /** Why: the values looked at, until when, the message's outcome. */
    detail: json().$type<Record<string, unknown>>(),
  },
  (table) => [primaryKey({ columns: [table.enrollmentId, table.seq] })],
)

/** Ids that a worker is about to run, committed before it runs them and deleted with their result:
 *  what a dead worker leaves here is run one by one. */
export const turns = pgTable('turns', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  worker: bigint({ mode: 'number' }).notNull(),
  journeyId: bigint({ mode: 'number' }).notNull(),
  enrollmentIds: bigint({ mode: 'number' }).array().notNull(),
  /** How often this row was begun alone; each time but the last its worker died over it. */
  deaths: smallint().notNull().default(0),
})

/** Deltas appended by batches, folded into `counters` each second; no batch updates a shared row. */
export const counterDeltas = pgTable('counter_deltas', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  versionId: bigint({ mode: 'number' }).notNull(),
  nodeId: text().notNull(),
  /** here: people standing · passed: people gone through · out:<handle> · entered, ended (nodeId ''). */
  name: text().notNull(),
  delta: integer().notNull(),
})

export const counters = pgTable(
  'counters',
  {
    versionId: bigint({ mode: 'number' }).notNull(),
    nodeId: text().notNull(),
    name: text().notNull(),
    value: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.nodeId, table.name] })],
)

/** Living worker processes; `beatAt` by the database's clock says who is gone (15 s). */
export const workers = pgTable('workers', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  startedAt: instant().notNull().default(sql`clock_timestamp()`),
  beatAt: instant().notNull().default(sql`clock_timestamp()`),
  host: text().notNull(),
  pid: integer().notNull(),
})
