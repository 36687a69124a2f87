import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Halt } from './halt.ts'

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

/** Streams (a page that follows a timeline) never end by themselves. */
const LAST_ANSWERS_MS = 1_000

/**
 * Takes the port at once, so that a taken one is known before anything slow begins; whoever comes
 * before `serve` is asked to come again.
 * @throws Halt `port-taken`, `port-refused`
 */
export async function listen({ host, port }: { host: string; port: number }) {
  let fetch: Fetch = () =>
    new Response('Tobiishi is starting.', { status: 503, headers: { 'Retry-After': '2' } })
  const server = createAdaptorServer({
    fetch: (request, env) => fetch(request, env),
    hostname: host,
  }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message
      reject(
        reason === 'EADDRINUSE'
          ? new Halt('port-taken', { host, port })
          : new Halt('port-refused', { host, port, reason }),
      )
    })
    server.listen(port, host, resolve)
  })
  return {
    serve(app: { fetch: Fetch }) {
      fetch = app.fetch
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const impatience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS)
      await closed
      clearTimeout(impatience)
    },
  }
}
