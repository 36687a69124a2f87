import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { consentSchema, listConsents, recordConsent } from './consent.ts'
import {
  externalIdSchema,
  removeExternalId,
  setExternalId,
  systemName,
  whichSchema,
} from './external-ids.ts'
import { readContact, refuseMissing } from './read.ts'
import { someTags, tagByHand } from './tags.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const systemSchema = idSchema.extend({ system: systemName })

/** What belongs to one contact: tags, consents, numbers in other systems. */
export const belongingsRoutes = ({ db, clock, queue }: Ground) =>
  new Hono<Env>()
    .put('/api/contacts/:id/tags', valid('param', idSchema), valid('json', someTags), async (c) => {
      const { id } = c.req.valid('param')
      const by = { id, actor: c.get('actor'), clock, put: true, ...c.req.valid('json') }
      await queue.ask('advance', await transaction(db, (tx) => tagByHand(tx, by)))
      return c.json(await readContact(db, id, c.get('language')))
    })
    .delete(
      '/api/contacts/:id/tags',
      valid('param', idSchema),
      valid('json', someTags),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, actor: c.get('actor'), clock, put: false, ...c.req.valid('json') }
        await queue.ask('advance', await transaction(db, (tx) => tagByHand(tx, by)))
        return c.json(await readContact(db, id, c.get('language')))
      },
    )
    .get('/api/contacts/:id/consents', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await refuseMissing(db, id)
      return c.json(await listConsents(db, id))
    })
    .post(
      '/api/contacts/:id/consents',
      valid('param', idSchema),
      valid('json', consentSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, actor: c.get('actor'), clock, consent: c.req.valid('json') }
        await queue.ask('advance', await transaction(db, (tx) => recordConsent(tx, by)))
        return c.json(await listConsents(db, id), 201)
      },
    )
    .put(
      '/api/contacts/:id/external-ids/:system',
      valid('param', systemSchema),
      valid('json', externalIdSchema),
      async (c) => {
        const by = { ...c.req.valid('param'), ...c.req.valid('json'), actor: c.get('actor') }
        await transaction(db, (tx) => setExternalId(tx, by))
        return c.json(await readContact(db, by.id, c.get('language')))
      },
    )
    .delete(
      '/api/contacts/:id/external-ids/:system',
      valid('param', systemSchema),
      valid('query', whichSchema),
      async (c) => {
        const which = { ...c.req.valid('param'), ...c.req.valid('query') }
        await transaction(db, (tx) => removeExternalId(tx, { ...which, actor: c.get('actor') }))
        return c.json(await readContact(db, which.id, c.get('language')))
      },
    )
