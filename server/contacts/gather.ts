import { sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { expectedRows, inTime } from '../patience.ts'
import { orders, type Place, type Sort } from './order.ts'
import { foundBy, searchThrough } from './search.ts'
import { filterSql, isFiltered, type Selection } from './selection.ts'
import { contactSearches } from './table.ts'

const GATHER_MS = 300

type Asked = Selection & { search: string; sort: Sort; from: Place | undefined; limit: number }

/**
 * A page of those whom a search finds, with how many they are, by the index of pairs.
 * @returns null where they are too many
 */
export async function gathered(
  db: Db,
  { search, sort, from, limit, ...filters }: Asked,
): Promise<{ ids: number[]; total: number } | null> {
  const { key, of, order, after, most } = orders[sort].found
  if ((await expectedFinds(db, search)) > most) return null
  const found = sql`
    SELECT contact_id AS id, ${of === 'contacts' ? sql`NULL` : key} AS key
      FROM ${contactSearches} WHERE ${foundBy(search)} LIMIT ${most + 1}`
  const fit =
    of === 'contacts' || isFiltered(filters)
      ? sql`SELECT s.id, ${of === 'contacts' ? key : sql`s.key`} AS key
              FROM found s JOIN contacts ON contacts.id = s.id WHERE ${filterSql(filters)}`
      : sql`TABLE found`
  const rows = await inTime(db, GATHER_MS, async (tx) => {
    // A hundred thousand keys are held and sorted in memory.
    await tx.execute(sql`SELECT set_config('work_mem', '32MB', true)`)
    return await tx.execute<{ hits: string; total: string; id: string | null }>(sql`
      WITH found AS MATERIALIZED (${found}), fit AS MATERIALIZED (${fit})
      SELECT told.*, page.id
        FROM (SELECT (SELECT count(*) FROM found) AS hits, (SELECT count(*) FROM fit) AS total) told
        LEFT JOIN LATERAL (SELECT id FROM fit WHERE ${from ? after(from) : sql`TRUE`}
                            ORDER BY ${order} LIMIT ${limit}) page ON TRUE`)
  })
  if (!rows || Number(rows[0]!.hits) > most) return null
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [Number(id)]))
  return { ids, total: Number(rows[0]!.total) }
}

/** How many a search is expected to find, by statistics: near enough where they are many. */
const expectedFinds = (db: Db, search: string) =>
  expectedRows(db, sql`SELECT FROM ${contactSearches} WHERE ${searchThrough(search)}`)
