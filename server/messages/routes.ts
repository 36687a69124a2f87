import { Hono } from 'hono'
import { z } from 'zod'
import { pageQuery } from '../cursor.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { decideMessage } from './decision.ts'
import { listOpen, readMessage } from './read.ts'

const id = z.object({ id: z.coerce.number().int().positive() })
const which = z.object({
  state: z.enum(['unknown', 'held']).default('unknown'),
  ...pageQuery,
})
const decision = z.object({ do: z.enum(['send-again', 'leave']) })

export const messagesRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/api/messages', valid('query', which), async (c) =>
      c.json(await listOpen(ground, c.req.valid('query'))),
    )
    .get('/api/messages/:id', valid('param', id), async (c) => {
      const message = await readMessage(ground, c.req.valid('param').id)
      if (!message) throw new Refusal(404, 'not-found')
      return c.json(message)
    })
    .post('/api/messages/:id/decision', valid('param', id), valid('json', decision), async (c) => {
      const { id: messageId } = c.req.valid('param')
      await decideMessage(ground, { messageId, ...c.req.valid('json'), actor: c.get('actor') })
      return c.body(null, 204)
    })
