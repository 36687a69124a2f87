import { desc, eq, lt, sql } from 'drizzle-orm'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db } from '../db.ts'
import { apiKeys, members } from '../members/table.ts'
import { Refusal } from '../refusal.ts'
import { exports } from './table.ts'

/** So long a reason holds; who wants the contacts again says why again. */
const DAYS = 7

/** What was taken out, newest first: who, why, how many. */
export async function listExports(db: Db, { cursor, limit = 50 }: Paged, actor: string) {
  const before = readIdCursor(cursor)
  const rows = await asked(db)
    .where(before ? lt(exports.id, before) : undefined)
    .orderBy(desc(exports.id))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, ({ row }) => row.id)
  return { exports: page.map((each) => shown(each, actor)), next }
}

/** @throws Refusal `not-found` */
export async function readExport(db: Db, id: number, actor: string) {
  const [found] = await asked(db).where(eq(exports.id, id))
  if (!found) throw new Refusal(404, 'not-found')
  return shown(found, actor)
}

/** An export that may be fetched. @throws Refusal `not-found`, `not-allowed`, `export-over` */
export async function fetchable(db: Db, id: number, actor: string) {
  const [found] = await asked(db).where(eq(exports.id, id))
  if (!found) throw new Refusal(404, 'not-found')
  // The reason was given for one pair of hands.
  if (found.row.actor !== actor) throw new Refusal(403, 'not-allowed')
  if (found.over) throw new Refusal(410, 'export-over')
  return found.row
}

const asked = (db: Db) =>
  db
    .select({ row: exports, actorName, over })
    .from(exports)
    .leftJoin(members, eq(exports.actor, sql`'member:' || ${members.id}`))
    .leftJoin(apiKeys, eq(exports.actor, sql`'key:' || ${apiKeys.id}`))

const actorName = sql<string>`coalesce(${members.name}, ${apiKeys.name}, ${exports.actor})`
const over = sql<boolean>`${exports.createdAt} < clock_timestamp() - make_interval(days => ${DAYS})`

type Asked = { row: typeof exports.$inferSelect; actorName: string; over: boolean }

function shown({ row, actorName, over }: Asked, by: string) {
  const { id, wanted, reason, actor, contacts, rows, createdAt, fetchedAt } = row
  return {
    id,
    reason,
    actorName,
    columns: wanted.columns,
    encoding: wanted.encoding,
    /** How many it was asked for, and how many rows are written. */
    contacts,
    rows,
    createdAt: createdAt.toString(),
    fetchedAt: fetchedAt?.toString() ?? null,
    expiresAt: createdAt.add({ hours: 24 * DAYS }).toString(),
    /** Where the file is, for whoever gave the reason, as long as it holds. */
    url: actor === by && !over ? `/api/exports/${id}/file` : null,
  }
}
