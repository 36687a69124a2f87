import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Env, Ground } from '../ground.ts'
import { createPace } from '../pace.ts'
import { page } from '../page.ts'
import { words } from '../words/tracking.ts'
import { agentOf } from './agent.ts'
import { openHits, type Trace } from './hits.ts'
import { locationOf } from './hrefs.ts'
import { urlOf } from './links.ts'
import { readClickToken, readOpenToken } from './token.ts'

/** A reader waits no longer than this for his click to be written; then it is written behind his back. */
const PATIENCE_MS = 1500

/** The short links and the pixel of our mails. */
export const trackingRoutes = (ground: Ground) => {
  const hits = openHits(ground)
  // A link that a program asks for again and again goes on leading there, but counts no more.
  const pace = createPace<string>({ perSecond: 0.1, burst: 30 })
  const take = async (c: Context, trace: Trace) => {
    const agent = agentOf((name) => c.req.header(name))
    if (c.req.method === 'HEAD' || agent === 'robot') return
    if (pace.take(`${trace.kind}:${trace.messageId}`) > 0) return
    await Promise.race([hits.take({ ...trace, agent }), pause(PATIENCE_MS)])
  }
  return new Hono<Env>()
    .get('/c/:token', async (c) => {
      const click = readClickToken(ground.secret, c.req.param('token'))
      const url = click && (await urlOf(ground.db, click.linkId))
      if (!url) return wrong(c)
      await take(c, { kind: 'click', ...click, url })
      quiet(c)
      return c.redirect(locationOf(url), 302)
    })
    .get('/o/:file{[\\w-]+\\.gif}', async (c) => {
      const messageId = readOpenToken(ground.secret, c.req.param('file').slice(0, -4))
      if (messageId !== null) await take(c, { kind: 'open', messageId })
      quiet(c)
      c.header('Content-Type', 'image/gif')
      return c.body(PIXEL)
    })
}

/** Each time it is asked for is to be seen, by us and by nobody else. */
function quiet(c: Context) {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
}

function wrong(c: Context<Env>) {
  const language = c.get('language')
  const { wrongTitle, wrong } = words[language]
  const content = html`<div class="card"><h1>${wrongTitle}</h1><p>${wrong}</p></div>`
  return page(c, { title: wrongTitle, language, content, status: 404 })
}

/** One transparent point. */
const PIXEL = Uint8Array.from(
  Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
)
