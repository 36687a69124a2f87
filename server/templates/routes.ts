import { Hono } from 'hono'
import { z } from 'zod'
import { sendData } from '../engine/nodes/send.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { preview } from './preview.ts'

const previewing = sendData
  .pick({ subject: true, preheader: true, html: true, text: true, class: true })
  .extend({
    contactId: z.number().int().positive().optional(),
    sample: z.record(z.string(), z.unknown()).optional(),
  })

export const templatesRoutes = (ground: Ground) =>
  new Hono<Env>().post('/api/liquid', valid('json', previewing), async (c) =>
    c.json(await preview(ground, c.req.valid('json'))),
  )
