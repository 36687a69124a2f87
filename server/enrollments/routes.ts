import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import { readAddress } from '../contacts/address.ts'
import { contacts } from '../contacts/table.ts'
import { pageQuery } from '../cursor.ts'
import type { Db } from '../db.ts'
import { sendData } from '../engine/nodes/send.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { enterByHand } from './by-hand.ts'
import { countsOf, peopleIn } from './people.ts'
import { moveTo } from './place.ts'
import { putBack } from './put-back.ts'
import { sendSingleMail } from './single-mail.ts'
import { takeOut } from './take-out.ts'

const id = z.object({ id: z.coerce.number().int().positive() })
const page = z.object({
  nodeId: z.string().optional(),
  ...pageQuery,
})
const wanted = z.object({
  contactId: z.number().int().optional(),
  email: z.string().max(320).optional(),
  payload: z.record(z.string(), z.unknown()).default({}),
  triggerNodeId: z.string().optional(),
})

/** Whoever is moved by hand may ask why: somebody has said it. */
const why = z.object({ reason: z.string().trim().min(1).max(500) })
const place = why.extend({
  nodeId: z.string().min(1).max(64),
  /** Where the caller saw the walk: the number of its steps. */
  seq: z.number().int().min(0).max(2_147_483_647),
})
const mail = sendData.omit({ name: true, ifLeftOut: true })

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
  new Hono<Env>()
    .post('/api/enrollments/:id/retry', valid('param', id), async (c) => {
      await putBack(ground, c.req.valid('param').id, { actor: c.get('actor') })
      return c.body(null, 204)
    })
    .put('/api/enrollments/:id/exit', valid('param', id), valid('json', why), async (c) => {
      const by = { actor: c.get('actor'), note: c.req.valid('json').reason }
      await takeOut(ground, c.req.valid('param').id, by)
      return c.body(null, 204)
    })
    .put('/api/enrollments/:id/place', valid('param', id), valid('json', place), async (c) => {
      const { reason: note, ...where } = c.req.valid('json')
      const by = { actor: c.get('actor'), note }
      await moveTo(ground, { id: c.req.valid('param').id, ...where, by })
      return c.body(null, 204)
    })
    .post('/api/contacts/:id/mails', valid('param', id), valid('json', mail), async (c) => {
      const by = { actor: c.get('actor'), actorName: c.get('actorName') }
      const sent = { contactId: c.req.valid('param').id, mail: c.req.valid('json'), by }
      return c.json({ enrollmentId: await sendSingleMail(ground, sent) }, 201)
    })

async function contactBy(db: Db, email = ''): Promise<number> {
  const [found] = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.emailKey, readAddress(email)?.key ?? ''))
  if (!found) throw new Refusal(404, 'contact-missing')
  return found.id
}
