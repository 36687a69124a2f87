import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { deleteTag } from './delete-tag.ts'
import { usesOfTag } from './tag-uses.ts'
import { createTag, listTags, renameTag, tagName } from './tags.ts'
import {
  changeTopic,
  createTopic,
  listTopics,
  newTopicSchema,
  topicChangeSchema,
} from './topics.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive().max(2147483647) })
const nameSchema = z.object({ name: tagName })

export const tagRoutes = ({ db, clock }: Ground) =>
  new Hono<Env>()
    .get('/api/tags', async (c) => c.json(await listTags(db)))
    .post('/api/tags', valid('json', nameSchema), async (c) => {
      const by = { ...c.req.valid('json'), actor: c.get('actor') }
      return c.json(await transaction(db, (tx) => createTag(tx, by)), 201)
    })
    .patch('/api/tags/:id', valid('param', idSchema), valid('json', nameSchema), async (c) => {
      const by = { ...c.req.valid('param'), ...c.req.valid('json'), actor: c.get('actor') }
      return c.json(await transaction(db, (tx) => renameTag(tx, by)))
    })
    .delete('/api/tags/:id', valid('param', idSchema), async (c) => {
      const by = { ...c.req.valid('param'), actor: c.get('actor'), clock }
      const bulkActId = await transaction(db, (tx) => deleteTag(tx, by))
      return c.json({ bulkActId })
    })
    .get('/api/tags/:id/uses', valid('param', idSchema), async (c) =>
      c.json(await usesOfTag(db, c.req.valid('param').id)),
    )
    .get('/api/topics', async (c) => c.json(await listTopics(db)))
    .post('/api/topics', valid('json', newTopicSchema), async (c) => {
      const by = { topic: c.req.valid('json'), actor: c.get('actor') }
      await transaction(db, (tx) => createTopic(tx, by))
      return c.json(await listTopics(db), 201)
    })
    .patch(
      '/api/topics/:id',
      valid('param', idSchema),
      valid('json', topicChangeSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, change: c.req.valid('json'), actor: c.get('actor') }
        await transaction(db, (tx) => changeTopic(tx, by))
        return c.json(await listTopics(db))
      },
    )
    // Who wanted it keeps their consents; nobody is asked about it any more.
    .delete('/api/topics/:id', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      const by = { id, change: { archived: true }, actor: c.get('actor') }
      await transaction(db, (tx) => changeTopic(tx, by))
      return c.json(await listTopics(db))
    })
