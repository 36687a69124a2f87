import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { cached, FOR_EVER } from './cached.ts'
import type { Env } from './ground.ts'

/** What a page links to so that Japanese can be read where the machine has no font for it. */
export const FONT_STYLE = '/fonts/noto-sans-jp.css'

const folder = join(import.meta.dirname, '../node_modules/@fontsource-variable/noto-sans-jp')
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
// The font comes in 124 pieces by range of characters; a browser asks for those that it needs.
const style = readFileSync(join(folder, 'wght.css'), 'utf8').replaceAll(
  'url(./files/',
  `url(/fonts/${version}/`,
)

/**
 * Noto Sans JP. Everybody may load it: mails are shown in sandboxed frames, which have no origin, and
 * the font is public anyway.
 */
export const fontFiles = () =>
  new Hono<Env>()
    .use('/fonts/*', async (c, next) => {
      await next()
      c.header('Access-Control-Allow-Origin', '*')
      c.header('X-Content-Type-Options', 'nosniff')
    })
    .get(FONT_STYLE, compress(), (c) => {
      c.header('Content-Type', 'text/css; charset=utf-8')
      c.header('Cache-Control', 'public, max-age=86400, stale-while-revalidate=604800')
      return c.body(style)
    })
    .get(
      `/fonts/${version}/*`,
      cached(FOR_EVER),
      serveStatic({
        root: join(folder, 'files'),
        rewriteRequestPath: (path) => path.slice(`/fonts/${version}`.length),
      }),
    )
    // A style from before the last update asks for files that are gone: no page stands in for them.
    .get('/fonts/*', (c) => c.notFound())
