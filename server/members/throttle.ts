import type { MiddlewareHandler } from 'hono'
import type { Env } from '../ground.ts'
import { createPace } from '../pace.ts'
import { Refusal } from '../refusal.ts'

export type Limit = { perSecond: number; burst: number }

const limits: Record<'key' | 'member', Limit> = {
  key: { perSecond: 100, burst: 1000 },
  member: { perSecond: 200, burst: 2000 },
}

/**
 * Holds each key and each member to a rate, and says with every answer how much is left.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function throttle({ key, member } = limits): MiddlewareHandler<Env> {
  const paces = { key: createPace<string>(key), member: createPace<string>(member) }
  return async (c, next) => {
    const actor = c.get('actor')
    if (!actor) return next()
    const who = c.get('keyId') ? 'key' : 'member'
    const wait = paces[who].take(actor)
    const { perSecond, burst } = who === 'key' ? key : member
    const { tokens, seconds } = paces[who].left(actor)
    c.header('RateLimit-Policy', `"${who}";q=${burst};w=${Math.ceil(burst / perSecond)}`)
    c.header('RateLimit', `"${who}";r=${tokens};t=${seconds}`)
    if (wait > 0) {
      c.header('Retry-After', String(wait))
      throw new Refusal(429, 'too-many')
    }
    await next()
  }
}
