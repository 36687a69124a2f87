import { Hono } from 'hono'
import { z } from 'zod'
import { attributeKey } from '../contacts/define.ts'
import { readContact } from '../contacts/read.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { merge } from './merge.ts'
import { previewMerge } from './preview.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
const withSchema = z.object({ with: z.coerce.number().int().positive() })

const attributeField = z
  .string()
  .startsWith('attributes.')
  .refine((field) => attributeKey.safeParse(field.slice('attributes.'.length)).success)

const mergeSchema = z.object({
  /** The contact that is merged away. */
  from: z.number().int().positive(),
  /** Fields of which its value stays: `email`, `language`, `zone`, `attributes.<key>`. */
  take: z
    .array(z.union([z.enum(['email', 'language', 'zone']), attributeField]))
    .max(300)
    .default([]),
})

export const mergingRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get(
      '/api/contacts/:id/merge',
      valid('param', idSchema),
      valid('query', withSchema),
      async (c) => {
        const pair = { into: c.req.valid('param').id, from: c.req.valid('query').with }
        return c.json(await previewMerge(ground, pair, c.get('language')))
      },
    )
    .post(
      '/api/contacts/:id/merge',
      valid('param', idSchema),
      valid('json', mergeSchema),
      async (c) => {
        const { id: into } = c.req.valid('param')
        const { already } = await merge(ground, {
          into,
          ...c.req.valid('json'),
          actor: c.get('actor'),
        })
        return c.json({ already, contact: await readContact(ground.db, into, c.get('language')) })
      },
    )
