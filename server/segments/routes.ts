import { Hono } from 'hono'
import { z } from 'zod'
import { refuseMissing as refuseMissingContact } from '../contacts/read.ts'
import { pageQuery } from '../cursor.ts'
import { transaction } from '../db.ts'
import { ruleSchema } from '../engine/rule.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { addAddresses } from './addresses.ts'
import {
  archiveSegment,
  changeSegment,
  createSegment,
  newSegmentSchema,
  restoreSegment,
  segmentChangeSchema,
} from './change.ts'
import { countRule } from './count.ts'
import { addContacts, removeContacts } from './fixed.ts'
import { contactsOf, listSegments, readSegment, refuseMissing, segmentsOf } from './read.ts'
import { usesOf } from './uses.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const listSchema = z.object({ archived: z.enum(['true', 'false']).optional() })
const pageSchema = z.object(pageQuery)
const ruleOnlySchema = z.object({ rule: ruleSchema })
const contactIdsSchema = z.object({
  contactIds: z.array(z.number().int().positive()).min(1).max(1000),
})
const addressesSchema = z.object({
  addresses: z.array(z.string().max(500)).min(1).max(1000),
})

export const segmentsRoutes = (ground: Ground) => {
  const { db, clock, queue } = ground
  return new Hono<Env>()
    .get('/api/segments', valid('query', listSchema), async (c) =>
      c.json({
        segments: await listSegments(db, { archived: c.req.valid('query').archived === 'true' }),
      }),
    )
    .post('/api/segments', valid('json', newSegmentSchema), async (c) => {
      const by = { segment: c.req.valid('json'), actor: c.get('actor') }
      const id = await transaction(db, (tx) => createSegment(tx, by))
      return c.json(await readSegment(db, id), 201)
    })
    .post('/api/segments/count', valid('json', ruleOnlySchema), async (c) =>
      c.json(await countRule(ground, c.req.valid('json').rule, c.get('language'))),
    )
    .get('/api/segments/:id', valid('param', idSchema), async (c) =>
      c.json(await readSegment(db, c.req.valid('param').id)),
    )
    .patch(
      '/api/segments/:id',
      valid('param', idSchema),
      valid('json', segmentChangeSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, change: c.req.valid('json'), actor: c.get('actor') }
        await transaction(db, (tx) => changeSegment(tx, by))
        return c.json(await readSegment(db, id))
      },
    )
    .get('/api/segments/:id/uses', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await refuseMissing(db, id)
      return c.json(await usesOf(db, id))
    })
    .put('/api/segments/:id/archive', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, (tx) => archiveSegment(tx, { id, actor: c.get('actor') }))
      return c.json(await readSegment(db, id))
    })
    .delete('/api/segments/:id/archive', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, (tx) => restoreSegment(tx, { id, actor: c.get('actor') }))
      return c.json(await readSegment(db, id))
    })
    .get(
      '/api/segments/:id/contacts',
      valid('param', idSchema),
      valid('query', pageSchema),
      async (c) => {
        const page = {
          ...c.req.valid('param'),
          ...c.req.valid('query'),
          language: c.get('language'),
        }
        return c.json(await contactsOf(db, page))
      },
    )
    .post(
      '/api/segments/:id/contacts',
      valid('param', idSchema),
      valid('json', contactIdsSchema),
      async (c) => {
        const by = { ...c.req.valid('param'), ...c.req.valid('json'), actor: c.get('actor'), clock }
        const { turned, journeys } = await transaction(db, (tx) => addContacts(tx, by))
        await queue.ask('advance', journeys)
        return c.json({ added: turned.length })
      },
    )
    .post(
      '/api/segments/:id/addresses',
      valid('param', idSchema),
      valid('json', addressesSchema),
      async (c) => {
        const by = { ...c.req.valid('param'), ...c.req.valid('json'), actor: c.get('actor'), clock }
        const { journeys, ...told } = await transaction(db, (tx) => addAddresses(tx, by))
        await queue.ask('advance', journeys)
        return c.json(told)
      },
    )
    .get('/api/contacts/:id/segments', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await refuseMissingContact(db, id)
      return c.json({ segments: (await segmentsOf(db, [id])).get(id) ?? [] })
    })
    .delete(
      '/api/segments/:id/contacts',
      valid('param', idSchema),
      valid('json', contactIdsSchema),
      async (c) => {
        const by = { ...c.req.valid('param'), ...c.req.valid('json'), actor: c.get('actor'), clock }
        const { turned, journeys } = await transaction(db, (tx) => removeContacts(tx, by))
        await queue.ask('advance', journeys)
        return c.json({ removed: turned.length })
      },
    )
}
