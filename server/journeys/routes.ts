import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { type By, createJourney, saveDraft, settleCopy } from './draft.ts'
import { listJourneys } from './list.ts'
import { publish } from './publish.ts'
import { readJourney } from './read.ts'
import { removeDraft } from './remove.ts'
import { rename } from './rename.ts'
import { resume } from './resume.ts'
import { move } from './state.ts'

const name = z.string().trim().min(1).max(200)
const revision = z.number().int().min(0).max(2_147_483_647)
const id = z.object({ id: z.coerce.number().int().positive() })
const copy = id.extend({ copyId: z.coerce.number().int().positive() })

const by = (c: Context<Env>): By => ({ actor: c.get('actor'), actorName: c.get('actorName') })

export const journeyRoutes = (ground: Ground) => {
  const { db } = ground
  return new Hono<Env>()
    .basePath('/api/journeys')
    .get('/', async (c) => c.json(await listJourneys(db)))
    .post('/', valid('json', z.object({ name, graph: z.unknown().optional() })), async (c) => {
      const { name, graph } = c.req.valid('json')
      return c.json(
        await transaction(db, (tx) => createJourney(tx, { name, graph, by: by(c) })),
        201,
      )
    })
    .get('/:id', valid('param', id), async (c) =>
      c.json(await readJourney(db, c.req.valid('param').id)),
    )
    .patch('/:id', valid('param', id), valid('json', z.object({ name })), async (c) => {
      await rename(db, c.req.valid('param').id, c.req.valid('json').name, by(c))
      return c.body(null, 204)
    })
    .delete('/:id', valid('param', id), async (c) => {
      await removeDraft(db, c.req.valid('param').id, by(c))
      return c.body(null, 204)
    })
    .put(
      '/:id/draft',
      valid('param', id),
      valid('json', z.object({ graph: z.unknown(), revision })),
      async (c) => {
        const { graph, revision } = c.req.valid('json')
        const { id } = c.req.valid('param')
        const saved = await saveDraft(db, id, { graph, revision, by: by(c) })
        if (saved.type === 'stale') {
          const { copyId, current } = saved
          throw new Refusal(409, 'draft-stale', { savedBy: current.savedBy, copyId, current })
        }
        const { type: _, ...answer } = saved
        return c.json(answer)
      },
    )
    .delete('/:id/copies/:copyId', valid('param', copy), async (c) => {
      const { id, copyId } = c.req.valid('param')
      await settleCopy(db, id, copyId, by(c))
      return c.body(null, 204)
    })
    .post(
      '/:id/publication',
      valid('param', id),
      valid('json', z.object({ revision })),
      async (c) => {
        const { id } = c.req.valid('param')
        const { revision } = c.req.valid('json')
        const { number } = await transaction(db, (tx) => publish(tx, { id, revision, by: by(c) }))
        return c.json({ number }, 201)
      },
    )
    .put('/:id/pause', valid('param', id), async (c) => {
      await move(db, c.req.valid('param').id, 'pause', by(c))
      return c.body(null, 204)
    })
    .delete('/:id/pause', valid('param', id), async (c) => {
      await resume(ground, c.req.valid('param').id, by(c))
      return c.body(null, 204)
    })
    .put('/:id/archive', valid('param', id), async (c) => {
      await move(db, c.req.valid('param').id, 'archive', by(c))
      return c.body(null, 204)
    })
    .delete('/:id/archive', valid('param', id), async (c) => {
      await move(db, c.req.valid('param').id, 'restore', by(c))
      return c.body(null, 204)
    })
}
