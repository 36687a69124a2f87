import { Hono } from 'hono'
import { z } from 'zod'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { preview } from './preview.ts'

const previewing = z.object({
  subject: z.string().max(500).default(''),
  preheader: z.string().max(500).default(''),
  html: z.string().max(500_000).default(''),
  text: z.string().max(200_000).default(''),
  class: z.enum(['advertising', 'transactional']).default('advertising'),
  contactId: z.number().int().positive().optional(),
  sample: z.record(z.string(), z.unknown()).optional(),
})

export const templatesRoutes = (ground: Ground) =>
  new Hono<Env>().post('/api/liquid', valid('json', previewing), async (c) =>
    c.json(await preview(ground, c.req.valid('json'))),
  )
