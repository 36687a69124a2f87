import type { Context, MiddlewareHandler } from 'hono'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import type { Auth } from './auth.ts'
import { useKey } from './keys.ts'
import { may, needed, roles, type Scope } from './permissions.ts'

type Caller = {
  actor: string
  name: string
  member: Env['Variables']['member']
  keyId: number | null
  scopes: readonly Scope[]
}

/** The one permission check: every request passes here before any route. */
export function permit(ground: Ground, auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const need = needed(c.req.method, c.req.path)
    c.set('member', null)
    c.set('keyId', null)
    c.set('scopes', [])
    const key = bearerKey(c)
    if (need === 'open' || !key) refuseOtherSites(c, ground.baseUrl)
    if (need === 'open') return next()
    const caller = key ? await byKey(ground, key) : await bySession(c, auth)
    if (caller) {
      c.set('actor', caller.actor)
      c.set('actorName', caller.name)
      c.set('member', caller.member)
      c.set('keyId', caller.keyId)
      c.set('scopes', caller.scopes)
    }
    if (need === 'greeting') return next()
    if (!caller) throw new Refusal(401, 'not-signed-in')
    if (!may(caller.scopes, need)) {
      throw caller.keyId
        ? new Refusal(403, 'scope-missing', { scope: need })
        : new Refusal(403, 'not-allowed')
    }
    await next()
    // What somebody was allowed to see must not stand in a shared cache.
    c.res.headers.set('Cache-Control', 'no-store')
  }
}

const bearerKey = (c: Context) => /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]

async function byKey({ db }: Ground, key: string): Promise<Caller> {
  const known = await useKey(db, key)
  if (!known) throw new Refusal(401, 'key-wrong')
  if (known.expired) throw new Refusal(401, 'key-expired')
  const { id, name, scopes } = known
  return { actor: `key:${id}`, name, member: null, keyId: id, scopes }
}

async function bySession(c: Context, auth: Auth): Promise<Caller | null> {
  const session = await auth.api.getSession({ headers: c.req.raw.headers })
  if (!session) return null
  const { id, name, email, role } = session.user
  const member = { id, name, email, role }
  return { actor: `member:${id}`, name, member, keyId: null, scopes: roles[role] }
}

/**
 * A browser sends our cookie along with requests that another site makes. Browsers say where such a
 * request comes from; whoever says nothing is no browser and carries no cookie it did not earn.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site
 */
function refuseOtherSites(c: Context, baseUrl: string): void {
  const safe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
  // Forms on a shop's own site post to /hooks and /f; they carry no rights.
  if (safe || !c.req.path.startsWith('/api/')) return
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const origin = c.req.header('origin')
  if (!site && !origin) return
  if (origin === baseUrl || origin === new URL(c.req.url).origin) return
  throw new Refusal(403, 'cross-site')
}
