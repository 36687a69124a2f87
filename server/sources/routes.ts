import { Hono } from 'hono'
import { z } from 'zod'
import { pageQuery } from '../cursor.ts'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { askIntake } from './ask.ts'
import { changeSource, siteSchema, sourceChangeSchema } from './change.ts'
import { changeConfirmation, confirmationSchema, readConfirmation } from './confirmation.ts'
import { createSource } from './create.ts'
import { formPageSchema } from './form-page.ts'
import { listFormVersions } from './form-versions.ts'
import { sourceHealth } from './health.ts'
import { forgetSources } from './known.ts'
import { latestOf } from './latest.ts'
import { listSources, readSource } from './list.ts'
import { replay, replayRefused } from './replay.ts'
import { listRequests, readRequest } from './requests.ts'
import { dropSigning, setSigning, signingSchema } from './signing.ts'
import { trialSchema, tryOut } from './trial.ts'
import { latestTrialSchema, tryLatest } from './trial-latest.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const pageSchema = z.object(pageQuery)
/** Which refused posts to run again: since when, and behind which of an earlier answer. */
const replaysSchema = z.object({
  since: z.iso.datetime({ offset: true }),
  after: z.number().int().min(0).default(0),
})
const newSourceSchema = z.object({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(['webhook', 'form', 'site']),
  consentWording: z.string().trim().max(2000).default(''),
  form: formPageSchema.optional(),
  site: siteSchema.optional(),
})

export const sourcesRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/api/sources', async (c) =>
      c.json({ sources: await listSources(ground.db, ground.baseUrl) }),
    )
    .post('/api/sources', valid('json', newSourceSchema), async (c) => {
      const by = { actor: c.get('actor'), language: c.get('language') }
      const { id } = await transaction(ground.db, (tx) =>
        createSource(tx, { ...c.req.valid('json'), ...by }),
      )
      return c.json(await readSource(ground.db, ground.baseUrl, id), 201)
    })
    .get('/api/sources/:id', valid('param', idSchema), async (c) =>
      c.json(await readSource(ground.db, ground.baseUrl, c.req.valid('param').id)),
    )
    .patch(
      '/api/sources/:id',
      valid('param', idSchema),
      valid('json', sourceChangeSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const change = c.req.valid('json')
        const actor = c.get('actor')
        await transaction(ground.db, (tx) => changeSource(tx, { id, change, actor }))
        forgetSources(ground)
        return c.json(await readSource(ground.db, ground.baseUrl, id))
      },
    )
    .get('/api/sources/:id/events', valid('param', idSchema), async (c) =>
      c.json({ events: await latestOf(ground.db, c.req.valid('param').id) }),
    )
    .post('/api/sources/:id/signing-secret', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      const by = { key: ground.secret, actor: c.get('actor') }
      const { secret } = await transaction(ground.db, (tx) =>
        setSigning(tx, { id, scheme: 'standard', ...by }),
      )
      forgetSources(ground)
      return c.json({ secret }, 201)
    })
    .put(
      '/api/sources/:id/signing',
      valid('param', idSchema),
      valid('json', signingSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const wanted = { ...c.req.valid('json'), id, key: ground.secret, actor: c.get('actor') }
        const made = await transaction(ground.db, (tx) => setSigning(tx, wanted))
        forgetSources(ground)
        return c.json(made)
      },
    )
    .post(
      '/api/sources/:id/trial',
      valid('param', idSchema),
      valid('json', trialSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        return c.json(
          await tryOut(ground, { ...c.req.valid('json'), id, language: c.get('language') }),
        )
      },
    )
    .post(
      '/api/sources/:id/trial/latest',
      valid('param', idSchema),
      valid('json', latestTrialSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const { mapping } = c.req.valid('json')
        return c.json(await tryLatest(ground, { id, mapping, language: c.get('language') }))
      },
    )
    .post(
      '/api/sources/:id/replays',
      valid('param', idSchema),
      valid('json', replaysSchema),
      async (c) => {
        const { id: sourceId } = c.req.valid('param')
        const { since, after } = c.req.valid('json')
        const wanted = { sourceId, since: Temporal.Instant.from(since), after }
        const actor = c.get('actor')
        const told = await transaction(ground.db, (tx) =>
          replayRefused(ground, tx, { ...wanted, actor }),
        )
        askIntake(ground.queue)
        return c.json(told)
      },
    )
    .get('/api/sources/:id/health', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await sourceHealth(ground, { id, language: c.get('language') }))
    })
    .delete('/api/sources/:id/signing-secret', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      const actor = c.get('actor')
      await transaction(ground.db, (tx) => dropSigning(tx, { id, actor }))
      forgetSources(ground)
      return c.body(null, 204)
    })
    .get('/api/sources/:id/confirmation', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await transaction(ground.db, (tx) => readConfirmation(tx, id)))
    })
    .put(
      '/api/sources/:id/confirmation',
      valid('param', idSchema),
      valid('json', confirmationSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const wanted = c.req.valid('json')
        const by = { actor: c.get('actor'), actorName: c.get('actorName') }
        await transaction(ground.db, (tx) => changeConfirmation(tx, { id, wanted, by }))
        forgetSources(ground)
        return c.json(await transaction(ground.db, (tx) => readConfirmation(tx, id)))
      },
    )
    .get('/api/sources/:id/form-versions', valid('param', idSchema), async (c) =>
      c.json({ versions: await listFormVersions(ground.db, c.req.valid('param').id) }),
    )
    .get(
      '/api/sources/:id/requests',
      valid('param', idSchema),
      valid('query', pageSchema),
      async (c) => {
        const { id: sourceId } = c.req.valid('param')
        const language = c.get('language')
        return c.json(
          await listRequests(ground.db, { sourceId, language, ...c.req.valid('query') }),
        )
      },
    )
    .get('/api/requests/:id', valid('param', idSchema), async (c) =>
      c.json(await readRequest(ground.db, c.req.valid('param').id, c.get('language'))),
    )
    .post('/api/requests/:id/replay', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      const actor = c.get('actor')
      await transaction(ground.db, (tx) => replay(ground, tx, { id, actor }))
      askIntake(ground.queue)
      return c.json(await readRequest(ground.db, id, c.get('language')), 202)
    })
