import { Hono } from 'hono'
import { z } from 'zod'
import { attachment, streamed } from '../csv.ts'
import type { Env, Ground } from '../ground.ts'
import { valid } from '../valid.ts'
import { words } from '../words/disclosure.ts'
import { disclose } from './disclose.ts'
import { erase } from './erase.ts'

const idSchema = z.object({ id: z.coerce.number().int().positive() })
/** Somebody may have to answer for it. */
const reason = z.string().trim().min(1).max(500)
const disclosureSchema = z.object({ reason })
const erasureSchema = z.object({ email: z.string().trim().min(1).max(1000), reason })

/** What people may ask of whoever holds their data: to see all of it, and to have it erased. */
export const privacyRoutes = (ground: Ground) =>
  new Hono<Env>()
    .post(
      '/api/contacts/:id/disclosure',
      valid('param', idSchema),
      valid('json', disclosureSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const by = { id, actor: c.get('actor'), reason: c.req.valid('json').reason }
        const language = c.get('language')
        const file = await disclose(ground, by, language)
        c.header('Content-Type', 'application/json; charset=utf-8')
        c.header('Content-Disposition', attachment(`${words[language].fileName}-${id}.json`))
        return c.body(streamed(file))
      },
    )
    .post(
      '/api/contacts/:id/erasure',
      valid('param', idSchema),
      valid('json', erasureSchema),
      async (c) => {
        const { id } = c.req.valid('param')
        const at = await erase(ground, { id, actor: c.get('actor'), ...c.req.valid('json') })
        return c.json({ id, erasedAt: at.toString() })
      },
    )
