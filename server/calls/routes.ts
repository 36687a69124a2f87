import { Hono } from 'hono'
import { z } from 'zod'
import { pageQuery } from '../cursor.ts'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { may } from '../members/permissions.ts'
import { valid } from '../valid.ts'
import { listCalls, redeliver } from './log.ts'
import { tryOut } from './try-out.ts'
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  readWebhook,
  removeWebhook,
  renewSecret,
  webhookChangeSchema,
  webhookSchema,
} from './webhooks.ts'

const number = z.coerce.number().int().positive()
const one = z.object({ id: number })
const oneCall = one.extend({ callId: number })

export const webhooksRoutes = (ground: Ground) => {
  const { db, secret } = ground
  return new Hono<Env>()
    .basePath('/api/webhooks')
    .get('/', async (c) => c.json({ webhooks: await listWebhooks(db) }))
    .post('/', valid('json', webhookSchema), async (c) => {
      const wanted = { ...c.req.valid('json'), secret, actor: c.get('actor') }
      return c.json(await transaction(db, (tx) => createWebhook(tx, wanted)), 201)
    })
    .get('/:id', valid('param', one), async (c) =>
      c.json(await readWebhook(db, c.req.valid('param').id)),
    )
    .patch('/:id', valid('param', one), valid('json', webhookChangeSchema), async (c) => {
      const { id } = c.req.valid('param')
      const by = { change: c.req.valid('json'), actor: c.get('actor') }
      return c.json(await transaction(db, (tx) => changeWebhook(tx, id, by)))
    })
    .delete('/:id', valid('param', one), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, (tx) => removeWebhook(tx, id, { actor: c.get('actor') }))
      return c.body(null, 204)
    })
    .post('/:id/secret', valid('param', one), async (c) => {
      const { id } = c.req.valid('param')
      const by = { secret, actor: c.get('actor') }
      return c.json({ secret: await transaction(db, (tx) => renewSecret(tx, id, by)) }, 201)
    })
    .post('/:id/test', valid('param', one), async (c) =>
      c.json(await tryOut(ground, c.req.valid('param').id)),
    )
    .get('/:id/calls', valid('param', one), valid('query', z.object(pageQuery)), async (c) => {
      const seesContacts = may(c.get('scopes'), 'contacts:read')
      const wanted = { ...c.req.valid('param'), ...c.req.valid('query'), seesContacts }
      return c.json(await listCalls(db, wanted))
    })
    .post('/:id/calls/:callId/redelivery', valid('param', oneCall), async (c) => {
      const wanted = { ...c.req.valid('param'), actor: c.get('actor') }
      await transaction(db, (tx) => redeliver(tx, wanted))
      return c.body(null, 202)
    })
}
