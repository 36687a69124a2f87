import { Hono } from 'hono'
import { z } from 'zod'
import type { Env, Ground } from '../ground.ts'
import type { Auth } from '../members/auth.ts'
import { hasOwner, isSetupToken, ownerSchema } from '../members/owner.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { firstDay } from './first-day.ts'

const schema = ownerSchema.extend({ token: z.string().max(200), language: z.enum(['ja', 'en']) })

/** The first visit, by the link printed at start; afterwards this door is closed. */
export const setupRoutes = (ground: Ground, auth: Auth) =>
  new Hono<Env>().post('/api/setup', valid('json', schema), async (c) => {
    const { token, ...owner } = c.req.valid('json')
    if (await hasOwner(ground.db)) throw new Refusal(409, 'setup-closed')
    if (!isSetupToken(ground.secret, token)) throw new Refusal(403, 'setup-link-wrong')
    await firstDay(ground, owner)
    const body = { email: owner.email, password: owner.password }
    const { headers } = await auth.api.signInEmail({ body, returnHeaders: true })
    for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
    return c.json({ done: true }, 201)
  })
