import { Hono } from 'hono'
import { z } from 'zod'
import { oneLine } from '../clean.ts'
import { attachment, streamed } from '../csv.ts'
import { pageQuery } from '../cursor.ts'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { askUndo, cancel, changeReading, discardFile, keepPlan, start } from './change.ts'
import { forecast } from './forecast.ts'
import { judgeFirst } from './judging.ts'
import { filePart, isMultipart } from './multipart.ts'
import { mappingSchema, planSchema } from './plan.ts'
import { preview } from './preview.ts'
import { listImports, readImport, rowOf } from './read.ts'
import { readingSchema } from './reading.ts'
import { receive } from './receive.ts'
import { firstRefused, refusedFile } from './refused.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const fileName = z.string().transform(oneLine).pipe(z.string().min(1).max(255))
/** A form names its file itself. */
const uploadSchema = z.object({ fileName: fileName.optional() })

/**
 * Contacts from files: `curl --data-binary @people.csv …/api/imports?fileName=people.csv`, or
 * `curl -F file=@people.csv …/api/imports`.
 */
export const importsRoutes = (ground: Ground) => {
  const { db, clock } = ground
  return new Hono<Env>()
    .get('/api/imports', valid('query', z.object(pageQuery)), async (c) =>
      c.json(await listImports(db, c.req.valid('query'))),
    )
    .post('/api/imports', valid('query', uploadSchema), async (c) => {
      const { body } = c.req.raw
      if (!body) throw new Refusal(422, 'import-empty')
      const type = c.req.header('content-type') ?? ''
      const file = isMultipart(type) ? await filePart(body, type) : { fileName: '', body }
      const named = fileName.safeParse(c.req.valid('query').fileName ?? file.fileName)
      if (!named.success) throw new Refusal(400, 'wrong-input', { fields: ['fileName'] })
      const sent = { fileName: named.data, body: file.body, actor: c.get('actor') }
      const id = await receive(db, sent)
      return c.json(await readImport(db, id), 201)
    })
    .get('/api/imports/:id', valid('param', idSchema), async (c) =>
      c.json(await readImport(db, c.req.valid('param').id)),
    )
    .patch(
      '/api/imports/:id',
      valid('param', idSchema),
      valid('json', readingSchema.partial()),
      async (c) => {
        const { id } = c.req.valid('param')
        await changeReading(db, id, c.req.valid('json'))
        return c.json(await readImport(db, id))
      },
    )
    .delete('/api/imports/:id', valid('param', idSchema), async (c) => {
      await discardFile(db, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .get('/api/imports/:id/preview', valid('param', idSchema), async (c) =>
      c.json(await preview(db, c.req.valid('param').id, c.get('language'))),
    )
    .post(
      '/api/imports/:id/judging',
      valid('param', idSchema),
      valid('json', mappingSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        return c.json(await judgeFirst(db, id, c.req.valid('json'), c.get('language')))
      },
    )
    .get('/api/imports/:id/forecast', valid('param', idSchema), async (c) =>
      c.json(await forecast(ground, c.req.valid('param').id)),
    )
    .put(
      '/api/imports/:id/plan',
      valid('param', idSchema),
      valid('json', planSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        await keepPlan(db, id, c.req.valid('json'))
        return c.json(await readImport(db, id))
      },
    )
    .post('/api/imports/:id/run', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, async (tx) =>
        start(tx, { id, actor: c.get('actor'), now: await clock(tx) }),
      )
      return c.json(await readImport(db, id), 202)
    })
    .delete('/api/imports/:id/run', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, (tx) => cancel(tx, { id, actor: c.get('actor') }))
      return c.json(await readImport(db, id))
    })
    .post('/api/imports/:id/undoing', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(db, (tx) => askUndo(tx, { id, actor: c.get('actor') }))
      return c.json(await readImport(db, id), 202)
    })
    .get('/api/imports/:id/refused', valid('param', idSchema), async (c) =>
      c.json(await firstRefused(db, await rowOf(db, c.req.valid('param').id))),
    )
    .get('/api/imports/:id/refused.csv', valid('param', idSchema), async (c) => {
      const row = await rowOf(db, c.req.valid('param').id)
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header(
        'Content-Disposition',
        attachment(`refused-${row.fileName.replace(/\.\w+$/, '')}.csv`),
      )
      return c.body(streamed(refusedFile(db, row, c.get('language'))))
    })
}
