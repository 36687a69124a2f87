import { Hono } from 'hono'
import { z } from 'zod'
import { pageQuery } from '../cursor.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { listEvents, listNames } from './read.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const pageSchema = z.object({
  ...pageQuery,
  name: z.string().max(200).optional(),
})

export const eventsRoutes = ({ db }: Ground) =>
  new Hono<Env>()
    .get('/api/events/names', async (c) => c.json({ names: await listNames(db) }))
    .get(
      '/api/contacts/:id/events',
      valid('param', idSchema),
      valid('query', pageSchema),
      async (c) => {
        const { id: contactId } = c.req.valid('param')
        return c.json(await listEvents(db, { contactId, ...c.req.valid('query') }))
      },
    )
