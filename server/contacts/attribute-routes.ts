import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import {
  changeAttribute,
  defineAttribute,
  definitionChangeSchema,
  definitionSchema,
} from './define.ts'
import { listDefinitions } from './definitions.ts'

const keySchema = z.object({ key: z.string().max(64) })

/** Attributes that have a type. */
export const attributeRoutes = ({ db }: Ground) => {
  const list = async (language: 'ja' | 'en') => ({
    attributes: await listDefinitions(db, language),
  })
  return (
    new Hono<Env>()
      .get('/api/attributes', async (c) => c.json(await list(c.get('language'))))
      .post('/api/attributes', valid('json', definitionSchema), async (c) => {
        const by = { definition: c.req.valid('json'), actor: c.get('actor') }
        await transaction(db, (tx) => defineAttribute(tx, by))
        return c.json(await list(c.get('language')), 201)
      })
      .patch(
        '/api/attributes/:key',
        valid('param', keySchema),
        valid('json', definitionChangeSchema),
        async (c) => {
          const { key } = c.req.valid('param')
          const by = { key, change: c.req.valid('json'), actor: c.get('actor') }
          await transaction(db, (tx) => changeAttribute(tx, by))
          return c.json(await list(c.get('language')))
        },
      )
      // What people have of it stays with them, read by its type; it is only asked for no more.
      .delete('/api/attributes/:key', valid('param', keySchema), async (c) => {
        const { key } = c.req.valid('param')
        const by = { key, change: { archived: true }, actor: c.get('actor') }
        await transaction(db, (tx) => changeAttribute(tx, by))
        return c.json(await list(c.get('language')))
      })
  )
}
