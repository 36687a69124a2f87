import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Env, Ground } from '../ground.ts'
import { apiKeys, members } from '../members/table.ts'
import { valid } from '../valid.ts'
import { audit } from './table.ts'

const PAGE = 50

const querySchema = z.object({
  before: z.coerce.number().int().optional(),
  /** Only what was done to this, e.g. `journey:12`. */
  subject: z.string().optional(),
})

export const auditRoutes = ({ db }: Ground) =>
  new Hono<Env>().get('/api/audit', valid('query', querySchema), async (c) => {
    const { before, subject } = c.req.valid('query')
    const { id, at, actor, action, subject: what, detail } = audit
    const entries = await db
      .select({ id, at, actor, actorName, action, subject: what, detail })
      .from(audit)
      .leftJoin(members, eq(audit.actor, sql`'member:' || ${members.id}`))
      .leftJoin(apiKeys, eq(audit.actor, sql`'key:' || ${apiKeys.id}`))
      .where(and(before ? lt(id, before) : undefined, subject ? eq(what, subject) : undefined))
      .orderBy(desc(id))
      .limit(PAGE + 1)
    const page = entries.slice(0, PAGE)
    return c.json({
      entries: page.map((entry) => ({ ...entry, at: entry.at.toString() })),
      next: entries.length > PAGE ? page.at(-1)!.id : null,
    })
  })

const actorName = sql<string>`coalesce(${members.name}, ${apiKeys.name}, ${audit.actor})`
