import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { pageOf, pageQuery, readCursor } from '../cursor.ts'
import type { Db } from '../db.ts'
import { expectedRows, inTime } from '../patience.ts'
import type { Suppression } from '../suppressions/suppress.ts'
import { displayName } from './name.ts'
import { searchFor } from './search.ts'
import { filterSql, selectionFields } from './selection.ts'
import type { Attributes } from './table.ts'

const sorts = ['newest', 'oldest', 'name', 'email', 'changed'] as const
type Sort = (typeof sorts)[number]

export const listSchema = z.object({
  ...selectionFields,
  ...pageQuery,
  sort: z.enum(sorts).default('newest'),
})
type Wanted = Omit<z.infer<typeof listSchema>, 'sort'> & { sort?: Sort }

/** So many hits of a search are sorted by themselves; more lie close enough along the sort's index. */
const FEW = 2000

/**
 * A page of contacts, with how many there are: exactly where that counts in no time, else as Postgres
 * estimates it.
 */
export async function listContacts(db: Db, wanted: Wanted, language: 'ja' | 'en') {
  const { search, sort = 'newest', cursor, limit = 50 } = wanted
  const { column, order, key, after } = orders[sort]
  const from = readCursor(cursor, z.tuple([key, z.number().int()]))
  const filter = filterSql(wanted)
  const found = search ? await fewHits(db, search, sort) : null
  const hits = found
    ? sql`contacts.id = ANY(${`{${found.join(',')}}`}::bigint[])`
    : search
      ? searchFor(search)
      : sql`TRUE`
  const behind = from ? after(from) : sql`TRUE`
  const asked = (who: SQL) => sql`
    SELECT id, email, attributes, created_at, updated_at, consent, ${column} AS sort_key,
           (SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.name)
              FROM tags t WHERE t.id = ANY(contacts.tags)) AS tags,
           (SELECT s.reason FROM suppressions s WHERE s.email_key = contacts.email_key) AS suppression,
           (SELECT count(*) FROM enrollments e
             WHERE e.contact_id = contacts.id AND e.ended_at IS NULL) AS walks
      FROM contacts WHERE ${who} AND ${behind}
     ORDER BY ${order} LIMIT ${limit + 1}`
  const who = sql`${filter} AND ${hits}`
  // Along the sort's index, as far as that is quick: those who are asked for may all lie at its end, as
  // a family name does. Then they are gathered first, and sorted.
  const reading = async () =>
    (await inTime(db, WALK_MS, (tx) => tx.execute<Row>(asked(who)))) ??
    (await db.execute<Row>(sql`
      WITH found AS MATERIALIZED (SELECT id FROM contacts WHERE ${search ? hits : filter})
      ${asked(sql`${filter} AND contacts.id IN (SELECT id FROM found)`)}`))
  const [rows, { total, estimated }] = await Promise.all([reading(), count(db, who)])
  const { page, next } = pageOf(rows, limit, (row) => [row.sort_key, Number(row.id)])
  return {
    contacts: page.map((row) => shown(row, language)),
    next,
    // An estimate knows less than what has been seen.
    total: estimated ? Math.max(total, rows.length) : total,
    estimated,
  }
}

type Row = {
  id: string
  email: string
  attributes: Attributes
  created_at: string
  updated_at: string
  consent: 'given' | 'withdrawn' | null
  sort_key: string | null
  tags: { id: number; name: string }[] | null
  suppression: Suppression['reason'] | null
  walks: string
}

const shown = (row: Row, language: 'ja' | 'en') => ({
  id: Number(row.id),
  email: row.email,
  name: displayName(row.attributes, row.email, language),
  tags: row.tags ?? [],
  consent: row.consent,
  suppression: row.suppression,
  suppressed: row.suppression !== null,
  walks: Number(row.walks),
  createdAt: Temporal.Instant.from(row.created_at).toString(),
  changedAt: Temporal.Instant.from(row.updated_at).toString(),
})

type Key = string | null
type Order = { column: SQL; order: SQL; key: z.ZodType<Key>; after: (from: [Key, number]) => SQL }

/** Each in the order of an index, so that a page costs what a page holds. */
const orders: Record<Sort, Order> = {
  newest: {
    column: sql`NULL`,
    order: sql`contacts.id DESC`,
    key: z.null(),
    after: ([, id]) => sql`contacts.id < ${id}`,
  },
  oldest: {
    column: sql`NULL`,
    order: sql`contacts.id`,
    key: z.null(),
    after: ([, id]) => sql`contacts.id > ${id}`,
  },
  name: {
    column: sql`folded_name`,
    order: sql`contacts.folded_name, contacts.id`,
    key: z.string(),
    after: ([key, id]) => sql`(contacts.folded_name, contacts.id) > (${key}::text, ${id}::bigint)`,
  },
  email: {
    column: sql`email_key`,
    order: sql`contacts.email_key`,
    key: z.string(),
    after: ([key]) => sql`contacts.email_key > ${key}::text`,
  },
  changed: {
    column: sql`(extract(epoch FROM updated_at) * 1000)::bigint::text`,
    order: sql`contacts.updated_at DESC, contacts.id DESC`,
    // Milliseconds: of a time as text not every one that looks right is one.
    key: z.string().regex(/^\d{1,15}$/),
    after: ([key, id]) =>
      sql`(contacts.updated_at, contacts.id) < (to_timestamp(${key}::float8 / 1000), ${id}::bigint)`,
  },
}

/**
 * Whom a search finds, if they are few; else null. Asked of the narrow index alone: the planner would
 * walk a sort's index through the whole table for somebody who is not there.
 */
async function fewHits(db: Db, search: string, sort: Sort): Promise<number[] | null> {
  const order = sort === 'oldest' ? sql`id` : sql`id DESC`
  const rows = await db.execute<{ id: string }>(sql`
    SELECT id FROM contacts WHERE ${searchFor(search)} ORDER BY ${order} LIMIT ${FEW + 1}`)
  return rows.length > FEW ? null : rows.map(({ id }) => Number(id))
}

/** So long a number is waited for, and a page along its index. */
const COUNT_MS = 150
const WALK_MS = 400

async function count(db: Db, which: SQL): Promise<{ total: number; estimated: boolean }> {
  const counted = await inTime(db, COUNT_MS, (tx) =>
    tx.execute<{ n: string }>(sql`SELECT count(*) AS n FROM contacts WHERE ${which}`),
  )
  return counted
    ? { total: Number(counted[0]!.n), estimated: false }
    : { total: await expectedRows(db, sql`SELECT FROM contacts WHERE ${which}`), estimated: true }
}
