import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { readAddress } from '../contacts/address.ts'
import { contacts } from '../contacts/table.ts'
import type { Db } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { enterByHand } from './by-hand.ts'
import { countsOf, peopleIn } from './people.ts'
import { putBack } from './put-back.ts'

const id = z.object({ id: z.coerce.number().int().positive() })
const page = z.object({
  nodeId: z.string().optional(),
  after: z.coerce.number().int().optional(),
})
const wanted = z.object({
  contactId: z.number().int().optional(),
  email: z.string().max(320).optional(),
  payload: z.record(z.string(), z.unknown()).default({}),
  triggerNodeId: z.string().optional(),
})

/** What concerns the people in one journey. */
export const journeyPeopleRoutes = (ground: Ground) =>
  new Hono<Env>()
    .basePath('/api/journeys')
    .get('/:id/counters', valid('param', id), async (c) =>
      c.json(await countsOf(ground.db, c.req.valid('param').id)),
    )
    .get('/:id/people', valid('param', id), valid('query', page), async (c) => {
      const { id: journeyId } = c.req.valid('param')
      return c.json(await peopleIn(ground.db, { journeyId, ...c.req.valid('query') }))
    })
    .get('/:id/failures', valid('param', id), valid('query', page), async (c) => {
      const { id: journeyId } = c.req.valid('param')
      const which = { journeyId, failed: true, ...c.req.valid('query') }
      return c.json(await peopleIn(ground.db, which))
    })
    .post('/:id/enrollments', valid('param', id), valid('json', wanted), async (c) => {
      const { email, payload, triggerNodeId, ...named } = c.req.valid('json')
      const contactId = named.contactId ?? (await contactBy(ground.db, email))
      const by = { actor: c.get('actor'), actorName: c.get('actorName') }
      const journeyId = c.req.valid('param').id
      const entrance = { journeyId, contactId, payload, triggerNodeId, by }
      return c.json({ enrollmentId: await enterByHand(ground, entrance) }, 201)
    })

export const enrollmentRoutes = (ground: Ground) =>
  new Hono<Env>().post('/api/enrollments/:id/retry', valid('param', id), async (c) => {
    await putBack(ground, c.req.valid('param').id, { actor: c.get('actor') })
    return c.body(null, 204)
  })

async function contactBy(db: Db, email = ''): Promise<number> {
  const [found] = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.emailKey, readAddress(email)?.key ?? ''))
  if (!found) throw new Refusal(404, 'contact-missing')
  return found.id
}
