import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { pageOf, pageQuery, readCursor } from '../cursor.ts'
import type { Ground } from '../ground.ts'
import { expectedRows, inTime } from '../patience.ts'
import { Refusal } from '../refusal.ts'
import type { Suppression } from '../suppressions/suppress.ts'
import { gathered } from './gather.ts'
import { displayName } from './name.ts'
import { orders, type Sort, sorts } from './order.ts'
import { searchFor } from './search.ts'
import { filterSql, selectionQuery, settle, wholeAudienceSql } from './selection.ts'
import type { Attributes } from './table.ts'

export const listSchema = z.object({
  ...selectionQuery,
  ...pageQuery,
  sort: z.enum(sorts).default('newest'),
})
type Wanted = Omit<z.infer<typeof listSchema>, 'sort'> & { sort?: Sort }

/** So long a page is looked for along its order's index, and a number is waited for. */
const limits = { walkMs: 400, gatherMs: 10_000, countMs: 150 }

/**
 * A page of contacts, with how many there are: exactly where that counts in no time, else as Postgres
 * estimates it.
 * @throws Refusal `list-too-slow`, those of `checkRule`
 */
export async function listContacts(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  wanted: Wanted,
  language: 'ja' | 'en',
  { walkMs, gatherMs, countMs } = limits,
) {
  const { search, sort = 'newest', cursor, limit = 50, ...asked } = wanted
  const filters = await settle(db, asked, clock)
  const { column, order, key, after } = orders[sort]
  const from = readCursor(cursor, z.tuple([key, z.number().int()]))
  const reading = (who: SQL) => sql`
    SELECT id, email, attributes, created_at, updated_at, consent, ${column} AS sort_key,
           (SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.name)
              FROM tags t WHERE t.id = ANY(contacts.tags)) AS tags,
           (SELECT s.reason FROM suppressions s WHERE s.email_key = contacts.email_key) AS suppression,
           (SELECT count(*) FROM enrollments e
             WHERE e.contact_id = contacts.id AND e.ended_at IS NULL) AS walks
      FROM contacts WHERE ${who}
     ORDER BY ${order} LIMIT ${limit + 1}`
  const told = (rows: Row[], { total, estimated }: { total: number; estimated: boolean }) => {
    const { page, next } = pageOf(rows, limit, (row) => [row.sort_key, Number(row.id)])
    return {
      contacts: page.map((row) => shown(row, language)),
      next,
      // An estimate knows less than what has been seen.
      total: estimated ? Math.max(total, rows.length) : total,
      estimated,
    }
  }
  if (search) {
    const few = await gathered(db, { ...filters, search, sort, from, limit: limit + 1 })
    if (few) {
      const ids = sql`${`{${few.ids.join(',')}}`}::bigint[]`
      const rows = await db.execute<Row>(reading(sql`contacts.id = ANY(${ids})`))
      return told(rows, { total: few.total, estimated: false })
    }
  }
  const filter = filterSql(filters)
  const who = search ? sql`${filter} AND ${searchFor(search)}` : filter
  const met = wholeAudienceSql({ query: { search, ...filters } })
  const behind = from ? after(from) : sql`TRUE`
  // Along the order's index, as far as that is quick: those who are asked for may all lie at its end.
  // Then they are gathered first, and sorted.
  const page = async () => {
    const walked = reading(sql`${who} AND ${behind}`)
    const found = sql`
      WITH found AS MATERIALIZED (SELECT id FROM contacts WHERE ${met})
      ${reading(sql`contacts.id IN (SELECT id FROM found) AND ${behind}`)}`
    const rows =
      (await inTime(db, walkMs, (tx) => tx.execute<Row>(walked))) ??
      (await inTime(db, gatherMs, (tx) => tx.execute<Row>(found)))
    if (!rows) throw new Refusal(422, 'list-too-slow')
    return rows
  }
  const counting = async () => {
    const total = await inTime(db, countMs, (tx) =>
      tx.execute<{ n: string }>(sql`SELECT count(*) AS n FROM contacts WHERE ${met}`),
    )
    if (total) return { total: Number(total[0]!.n), estimated: false }
    const expected = await expectedRows(db, sql`SELECT FROM contacts WHERE ${who}`)
    return { total: expected, estimated: true }
  }
  const [rows, counted] = await Promise.all([page(), counting()])
  return told(rows, counted)
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
