import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { cached, FOR_EVER } from './cached.ts'
import { fontFiles } from './font-files.ts'
import type { Env } from './ground.ts'

const root = join(import.meta.dirname, '../editor/dist')

/** The built editor; whatever address a person opens, the editor finds its page. */
export const editorFiles = () =>
  new Hono<Env>()
    .use((c, next) => (c.req.path.startsWith('/api/') ? Promise.resolve(c.notFound()) : next()))
    .route('/', fontFiles())
    .use(
      secureHeaders({
        xFrameOptions: 'DENY',
        contentSecurityPolicy: {
          defaultSrc: ["'self'"],
          // Mails are shown in sandboxed frames that inherit these: pictures and styles, no scripts.
          imgSrc: ["'self'", 'data:', 'blob:', 'https:', 'http:'],
          styleSrc: ["'self'", "'unsafe-inline'", 'https:'],
          fontSrc: ["'self'", 'data:', 'https:'],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
        },
      }),
    )
    .get('/assets/*', cached(FOR_EVER), serveStatic({ root }))
    // A page from before the last build asks for files that are gone: no page stands in for them.
    .get('/assets/*', (c) => c.notFound())
    .get('*', cached('no-cache'), serveStatic({ root }))
    .get('*', serveStatic({ root, path: 'index.html' }))
