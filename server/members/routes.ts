import type { Context } from 'hono'
import { Hono } from 'hono'
import { z } from 'zod'
import { record } from '../audit/record.ts'
import { transaction } from '../db.ts'
import type { Env, Ground } from '../ground.ts'
import { createPace } from '../pace.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { ADDRESS_HEADER, type Auth } from './auth.ts'
import { createKey, listKeys, revokeKey } from './keys.ts'
import { may } from './permissions.ts'
import { scopeSchema } from './scope.ts'

const signInSchema = z.object({ email: z.string().max(254), password: z.string().max(128) })
const keySchema = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(scopeSchema).min(1).default(['*']),
  days: z.number().int().min(1).max(3650).nullish(),
  // Postgres knows no year 0, and what is past is of no use here.
  expiresAt: z.iso.datetime({ offset: true }).startsWith('2').nullish(),
})
const idSchema = z.object({ id: z.coerce.number().int() })

export const membersRoutes = (ground: Ground, auth: Auth) => {
  // Beside better-auth's limit for each address: an attacker may have many addresses.
  const tries = createPace<string>({ perSecond: 0.1, burst: 20 })
  return new Hono<Env>()
    .post('/api/auth/sign-in/email', valid('json', signInSchema), async (c) => {
      const wanted = c.req.valid('json')
      const email = wanted.email.toLowerCase()
      if (tries.take(email) > 0) throw new Refusal(429, 'too-many')
      const response = await auth.handler(forAuth(c, wanted))
      // Only a wrong password counts: who is held up for his address holds up nobody else.
      if (response.ok || response.status === 429) tries.giveBack(email)
      if (response.status === 429) throw new Refusal(429, 'too-many')
      if (!response.ok) throw new Refusal(401, 'sign-in-wrong')
      const { user } = (await response.json()) as { user: { id: string } }
      const member = `member:${user.id}`
      await record(ground.db, { actor: member, action: 'member.signed-in', subject: member })
      // The session lies in the cookie alone, where no script can read it.
      for (const cookie of response.headers.getSetCookie()) {
        c.header('Set-Cookie', cookie, { append: true })
      }
      return c.body(null, 204)
    })
    .post('/api/auth/sign-out', async (c) => {
      const session = await auth.api.getSession({ headers: c.req.raw.headers })
      if (session) {
        const member = `member:${session.user.id}`
        await record(ground.db, { actor: member, action: 'member.signed-out', subject: member })
      }
      const response = await auth.handler(forAuth(c, {}))
      if (response.status === 429) throw new Refusal(429, 'too-many')
      return response
    })
    .get('/api/api-keys', async (c) => c.json({ keys: await listKeys(ground.db) }))
    .post('/api/api-keys', valid('json', keySchema), async (c) => {
      const wanted = c.req.valid('json')
      // Nobody hands on what he may not do himself.
      const scope = wanted.scopes.find((each) => !may(c.get('scopes'), each))
      if (scope) throw new Refusal(403, 'scope-missing', { scope })
      const key = { ...wanted, actor: c.get('actor') }
      return c.json(await transaction(ground.db, (tx) => createKey(tx, key)), 201)
    })
    .delete('/api/api-keys/:id', valid('param', idSchema), async (c) => {
      const { id } = c.req.valid('param')
      await transaction(ground.db, (tx) => revokeKey(tx, { id, actor: c.get('actor') }))
      return c.body(null, 204)
    })
}

/** The same request with its body read anew and the address as we know it, for better-auth. */
function forAuth(c: Context<Env>, body: object): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  headers.set(ADDRESS_HEADER, c.get('address') ?? '127.0.0.1')
  return new Request(c.req.raw.url, { method: 'POST', headers, body: JSON.stringify(body) })
}
