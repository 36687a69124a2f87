import { asc, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { contactViews } from './table.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive().max(2147483647) })
const viewSchema = z.object({
  name: z.string().trim().min(1).max(100),
  /** What stands behind `?` in the list's address. */
  query: z.string().max(12_000),
})

/** Searches, filters and orders of the list, kept under a name for everybody. */
export const viewRoutes = ({ db }: Ground) =>
  new Hono<Env>()
    .get('/api/contact-views', async (c) => c.json(await listViews(db)))
    .post('/api/contact-views', valid('json', viewSchema), async (c) => {
      await db.insert(contactViews).values({ ...c.req.valid('json'), createdBy: c.get('actor') })
      return c.json(await listViews(db), 201)
    })
    .patch(
      '/api/contact-views/:id',
      valid('param', idSchema),
      valid('json', viewSchema.partial()),
      async (c) => {
        const { id } = c.req.valid('param')
        const before = contactViews.name
        const change = { name: before.getSQL(), ...c.req.valid('json') }
        const rows = await db
          .update(contactViews)
          .set(change)
          .where(eq(contactViews.id, id))
          .returning({ id: contactViews.id })
        if (rows.length === 0) throw new Refusal(404, 'not-found')
        return c.json(await listViews(db))
      },
    )
    .delete('/api/contact-views/:id', valid('param', idSchema), async (c) => {
      await db.delete(contactViews).where(eq(contactViews.id, c.req.valid('param').id))
      return c.json(await listViews(db))
    })

async function listViews(db: Db) {
  const { id, name, query } = contactViews
  return { views: await db.select({ id, name, query }).from(contactViews).orderBy(asc(id)) }
}
