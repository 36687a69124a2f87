import { Hono } from 'hono'
import { setStopped } from '../account/stop.ts'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { wakeHeld } from './withdraw.ts'

/** The emergency stop. Its routes stand here because letting go wakes the mails that it held. */
export const stopRoutes = ({ db, clock, queue }: Ground) =>
  new Hono<Env>()
    .basePath('/api/account/stop')
    .put('/', async (c) => {
      const actor = c.get('actor')
      await transaction(db, (tx) => setStopped(tx, { stopped: true, actor }))
      return c.body(null, 204)
    })
    .delete('/', async (c) => {
      const actor = c.get('actor')
      const transports = await transaction(db, async (tx) => {
        await setStopped(tx, { stopped: false, actor })
        return wakeHeld(tx, undefined, await clock(tx))
      })
      await queue.ask('deliver', transports)
      return c.body(null, 204)
    })
