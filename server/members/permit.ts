import type { Context, MiddlewareHandler } from 'hono'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import type { Auth } from './auth.ts'
import { useKey } from './keys.ts'
import { may, needed, type Role } from './permissions.ts'

type Caller = { role: Role; actor: string; name: string; member: Env['Variables']['member'] }

/** The one permission check: every request passes here before any route. */
export function permit(ground: Ground, auth: Auth): MiddlewareHandler<Env> {
  return async (c, next) => {
    const need = needed(c.req.method, c.req.path)
    refuseOtherSites(c, ground.baseUrl)
    c.set('member', null)
    if (need === 'open') return next()
    const caller = await identify(c, ground, auth)
    if (caller) {
      c.set('actor', caller.actor)
      c.set('actorName', caller.name)
      c.set('member', caller.member)
    }
    if (need === 'greeting') return next()
    if (!caller) throw new Refusal(401, 'not-signed-in')
    if (!may(caller.role, need)) throw new Refusal(403, 'not-allowed')
    await next()
    // What somebody was allowed to see must not stand in a shared cache.
    c.res.headers.set('Cache-Control', 'no-store')
  }
}

async function identify(c: Context, ground: Ground, auth: Auth): Promise<Caller | null> {
  const key = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (key) {
    const known = await useKey(ground.db, key)
    if (!known) throw new Refusal(401, 'key-wrong')
    return { role: 'key', actor: `key:${known.id}`, name: known.name, member: null }
  }
  const session = await auth.api.getSession({ headers: c.req.raw.headers })
  if (!session) return null
  const { id, name, email, role } = session.user
  return { role, actor: `member:${id}`, name, member: { id, name, email, role } }
}

/**
 * A browser sends our cookie along with requests that another site makes. Browsers say where such a
 * request comes from; whoever says nothing is no browser and carries no cookie it did not earn.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site
 */
function refuseOtherSites(c: Context, baseUrl: string): void {
  const safe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
  // Forms on a shop's own site post to /hooks and /f; they carry no rights.
  if (safe || !c.req.path.startsWith('/api/') || c.req.header('authorization')) return
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const origin = c.req.header('origin')
  if (!site && !origin) return
  const own = [new URL(baseUrl).host, c.req.header('host')]
  if (origin && URL.canParse(origin) && own.includes(new URL(origin).host)) return
  throw new Refusal(403, 'cross-site')
}
