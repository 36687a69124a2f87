import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import type { ActKinds } from './act.ts'
import { askForAct, bulkActSchema, cancelAct, listActs, readAct } from './bulk-acts.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })

/** Acts on many contacts: asked for here, done by workers. */
export const bulkRoutes = ({ db, clock }: Ground, kinds: ActKinds) =>
  new Hono<Env>()
    .get('/api/bulk-acts', async (c) => c.json(await listActs(db, await clock(db))))
    .post('/api/bulk-acts', valid('json', bulkActSchema), async (c) => {
      const by = { ...c.req.valid('json'), actor: c.get('actor'), clock }
      const id = await transaction(db, (tx) => askForAct(tx, kinds, by))
      return c.json(await readAct(db, id, await clock(db)), 201)
    })
    .get('/api/bulk-acts/:id', valid('param', idSchema), async (c) =>
      c.json(await readAct(db, c.req.valid('param').id, await clock(db))),
    )
    .delete('/api/bulk-acts/:id', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, (tx) => cancelAct(tx, { id, actor: c.get('actor') }))
      return c.json(await readAct(db, id, await clock(db)))
    })
