import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { events } from './table.ts'

/** What happened to one contact, newest first. @throws Refusal `not-found`, `contact-gone` */
export async function listEvents(
  db: Db,
  { contactId, name, cursor, limit = 50 }: Paged & { contactId: number; name?: string | undefined },
) {
  const before = readIdCursor(cursor)
  const [known] = await db
    .select({ mergedInto: contacts.mergedInto, erasedAt: contacts.erasedAt })
    .from(contacts)
    .where(eq(contacts.id, contactId))
  if (!known) throw new Refusal(404, 'not-found')
  if (known.mergedInto !== null || known.erasedAt) throw new Refusal(410, 'contact-gone')
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.contactId, contactId),
        before ? lt(events.id, before) : undefined,
        name ? eq(events.name, name) : undefined,
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, ({ id }) => id)
  return {
    events: page.map(({ id, name, at, happenedAt, origin, key, payload }) => {
      return { id, name, at: `${at}`, happenedAt: `${happenedAt}`, origin, key, payload }
    }),
    next,
  }
}

/** Names at most, events counted of each, and the newest that are looked through for the last one. */
const NAMES = 500
const COUNTED = 1000
const NEWEST = 20_000

/**
 * The names of what has happened so far, in their order. However many events there are, it reads so
 * many and no more: a count stops at a thousand (`more`), and `lastAt` is null where a common name
 * has not been seen among the newest.
 */
export async function listNames(db: Db) {
  const rows = await db.execute<{ name: string; count: string; last_at: string | null }>(sql`
    WITH RECURSIVE names AS (
      (SELECT name, 1 AS n FROM ${events} ORDER BY name LIMIT 1)
      UNION ALL
      -- From name to name by the index, over whatever lies between.
      SELECT (SELECT e.name FROM ${events} e WHERE e.name > names.name ORDER BY e.name LIMIT 1), n + 1
        FROM names WHERE names.name IS NOT NULL AND n < ${NAMES}),
    newest AS (
      SELECT name, max(happened_at) AS last_at
        FROM (SELECT name, happened_at FROM ${events} ORDER BY id DESC LIMIT ${NEWEST}) latest
       GROUP BY name)
    SELECT names.name, counted.count,
           coalesce(newest.last_at, CASE WHEN counted.count <= ${COUNTED} THEN counted.last_at END) AS last_at
      FROM names
     CROSS JOIN LATERAL (
       SELECT count(*) AS count, max(happened_at) AS last_at
         FROM (SELECT happened_at FROM ${events} e
                WHERE e.name = names.name LIMIT ${COUNTED + 1}) few) counted
      LEFT JOIN newest ON newest.name = names.name
     WHERE names.name IS NOT NULL
     ORDER BY names.name`)
  return rows.map(({ name, count, last_at }) => ({
    name,
    count: Math.min(Number(count), COUNTED),
    more: Number(count) > COUNTED,
    lastAt: last_at && `${Temporal.Instant.from(last_at)}`,
  }))
}
