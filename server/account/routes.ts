import { Hono } from 'hono'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { accountSchema, changeAccount } from './change.ts'
import { readMe } from './me.ts'
import { readAccount } from './read.ts'

export const accountRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/api/me', async (c) => {
      const me = await readMe(ground, c.get('member'))
      // What the editor need not offer, as it would be refused.
      return c.json({ ...me, scopes: c.get('scopes') })
    })
    .get('/api/account', async (c) => c.json(await readAccount(ground.db)))
    .put('/api/account', valid('json', accountSchema), async (c) => {
      const change = { actor: c.get('actor'), account: c.req.valid('json') }
      return c.json(await transaction(ground.db, (tx) => changeAccount(tx, change)))
    })
