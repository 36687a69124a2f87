import type { MiddlewareHandler } from 'hono'

/** How long a browser may keep unasked what a route answers. */
export const cached =
  (how: string): MiddlewareHandler =>
  async (c, next) => {
    await next()
    if (c.res.ok) c.res.headers.set('Cache-Control', how)
  }

/** For what is named by its content or its version. */
export const FOR_EVER = 'public, max-age=31536000, immutable'
