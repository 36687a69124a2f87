import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { attributeRoutes } from './attribute-routes.ts'
import { belongingsRoutes } from './belongings-routes.ts'
import { changeContact, contactChangeSchema, createContact, newContactSchema } from './change.ts'
import { listContacts, listSchema } from './list.ts'
import { readContact } from './read.ts'
import { liftByHand, suppressByHand } from './suppression.ts'
import { tagRoutes } from './tag-routes.ts'
import { viewRoutes } from './views.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const suppressionSchema = z.object({ reason: z.string().max(500).default('') })
/** Mail is allowed again only with a reason: somebody may have to answer for it. */
const liftSchema = z.object({ reason: z.string().trim().min(1).max(500) })

export const contactsRoutes = (ground: Ground) => {
  const { db, clock, queue } = ground
  return new Hono<Env>()
    .route('/', attributeRoutes(ground))
    .route('/', tagRoutes(ground))
    .route('/', belongingsRoutes(ground))
    .route('/', viewRoutes(ground))
    .get('/api/contacts', valid('query', listSchema), async (c) =>
      c.json(await listContacts(ground, c.req.valid('query'), c.get('language'))),
    )
    .post('/api/contacts', valid('json', newContactSchema), async (c) => {
      const by = { contact: c.req.valid('json'), actor: c.get('actor'), clock }
      const { id, journeys } = await transaction(db, (tx) => createContact(tx, by))
      await queue.ask('advance', journeys)
      return c.json(await readContact(db, id, c.get('language')), 201)
    })
    .get('/api/contacts/:id', valid('param', idSchema), async (c) =>
      c.json(await readContact(db, c.req.valid('param').id, c.get('language'))),
    )
    .patch(
      '/api/contacts/:id',
      valid('param', idSchema),
      valid('json', contactChangeSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, change: c.req.valid('json'), actor: c.get('actor'), clock }
        await queue.ask('advance', await transaction(db, (tx) => changeContact(tx, by)))
        return c.json(await readContact(db, id, c.get('language')))
      },
    )
    .put(
      '/api/contacts/:id/suppression',
      valid('param', idSchema),
      valid('json', suppressionSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, actor: c.get('actor'), clock, note: c.req.valid('json').reason }
        await queue.ask('advance', await transaction(db, (tx) => suppressByHand(tx, by)))
        return c.json(await readContact(db, id, c.get('language')))
      },
    )
    .delete(
      '/api/contacts/:id/suppression',
      valid('param', idSchema),
      valid('json', liftSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, actor: c.get('actor'), clock, note: c.req.valid('json').reason }
        await queue.ask('advance', await transaction(db, (tx) => liftByHand(tx, by)))
        return c.json(await readContact(db, id, c.get('language')))
      },
    )
}
