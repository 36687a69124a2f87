import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { pageOf, pageQuery, readIdCursor } from '../cursor.ts'
import type { Env, Ground } from '../ground.ts'
import { apiKeys, members } from '../members/table.ts'
import { valid } from '../valid.ts'
import { audit } from './table.ts'

const querySchema = z.object({
  ...pageQuery,
  /** Only what was done to this, e.g. `journey:12`. */
  subject: z.string().optional(),
})

export const auditRoutes = ({ db }: Ground) =>
  new Hono<Env>().get('/api/audit', valid('query', querySchema), async (c) => {
    const { cursor, limit, subject } = c.req.valid('query')
    const before = readIdCursor(cursor)
    const { id, at, actor, action, subject: what, detail } = audit
    const entries = await db
      .select({ id, at, actor, actorName, action, subject: what, detail })
      .from(audit)
      .leftJoin(members, eq(audit.actor, sql`'member:' || ${members.id}`))
      .leftJoin(apiKeys, eq(audit.actor, sql`'key:' || ${apiKeys.id}`))
      .where(and(before ? lt(id, before) : undefined, subject ? eq(what, subject) : undefined))
      .orderBy(desc(id))
      .limit(limit + 1)
    const { page, next } = pageOf(entries, limit, (entry) => entry.id)
    return c.json({
      entries: page.map((entry) => ({ ...entry, at: entry.at.toString() })),
      next,
    })
  })

const actorName = sql<string>`coalesce(${members.name}, ${apiKeys.name}, ${audit.actor})`
