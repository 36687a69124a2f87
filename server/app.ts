import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { HTTPException } from 'hono/http-exception'
import { accountRoutes } from './account/routes.ts'
import { acts } from './acts.ts'
import { auditRoutes } from './audit/routes.ts'
import { webhooksRoutes } from './calls/routes.ts'
import { knowAddress } from './client-address.ts'
import { codeOf, framesOf } from './code-of.ts'
import { bulkRoutes } from './contacts/bulk-routes.ts'
import { contactsRoutes } from './contacts/routes.ts'
import { editorFiles } from './editor-files.ts'
import { enrollmentRoutes, journeyPeopleRoutes } from './enrollments/routes.ts'

import { eventsRoutes } from './events/routes.ts'
import { exportsRoutes } from './exports/routes.ts'
import { confirmRoutes } from './forms/confirm-routes.ts'
import { formPreviewRoutes } from './forms/preview-routes.ts'

import { formsRoutes } from './forms/routes.ts'
import type { Env, Ground } from './ground.ts'
import { healthRoutes } from './health.ts'
import { importsRoutes } from './imports/routes.ts'
import { incomingRoutes } from './incoming/routes.ts'
import { journeyRoutes } from './journeys/routes.ts'
import { speak } from './language.ts'
import { mailboxRoutes } from './mailbox/routes.ts'
import { createAuth } from './members/auth.ts'
import { once } from './members/once.ts'
import { permit } from './members/permit.ts'
import { membersRoutes } from './members/routes.ts'
import { throttle } from './members/throttle.ts'
import { mergingRoutes } from './merging/routes.ts'
import { messagesRoutes } from './messages/routes.ts'
import { stopRoutes } from './messages/stop-routes.ts'
import { unsubscribeRoutes } from './messages/unsubscribe-routes.ts'
import { openApi } from './openapi.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { problem } from './problem.ts'
import { Refusal, sentenceOf } from './refusal.ts'
import { setupRoutes } from './samples/routes.ts'
import { segmentsRoutes } from './segments/routes.ts'
import { sitesRoutes } from './sites/routes.ts'
import { hooksRoutes } from './sources/hooks.ts'
import { sourcesRoutes } from './sources/routes.ts'
import { templatesRoutes } from './templates/routes.ts'
import { timelineRoutes } from './timeline/routes.ts'
import { trackingRoutes } from './tracking/routes.ts'

export type Api = ReturnType<typeof createApp>

/**
 * All HTTP there is. Rooms write whole paths (`/api/journeys/:id`), so each is mounted at the root;
 * the chain carries their types to the editor's `hc<Api>`.
 */
export function createApp(ground: Ground) {
  const auth = createAuth(ground)
  const app = new Hono<Env>()
    .onError((error, c) => {
      if (error instanceof Refusal) return refuse(c, error)
      if (error instanceof HTTPException && error.status < 500) {
        const code = error.status === 413 ? 'too-large' : 'wrong-input'
        return refuse(c, new Refusal(error.status, code, { fields: [] }))
      }
      if (c.req.raw.signal.aborted && codeOf(error) === 'ECONNRESET') {
        // Its sender went away in the middle of it: no failure of ours, and nobody hears the answer.
        ground.log.info({ fact: 'request.cut-off', method: c.req.method })
        return refuse(c, new Refusal(400, 'wrong-input', { fields: [] }))
      }
      // The path may hold a capability (/hooks/:key), and messages quote values: neither is logged.
      const told = { method: c.req.method, error: codeOf(error), at: framesOf(error) }
      ground.log.error({ fact: 'request.failed', ...told })
      return refuse(c, new Refusal(500, 'went-wrong'))
    })
    .notFound((c) => refuse(c, new Refusal(404, 'not-found')))
    .use(speak)
    .use(knowAddress(ground))
    .use(permit(ground, auth))
    .use('/api/*', throttle())
    // Before anybody has signed in there is little to say; a journey with its mails is long.
    .use('/api/auth/*', bodyLimit({ maxSize: 16 * 1024 }))
    .use('/api/setup', bodyLimit({ maxSize: 16 * 1024 }))
    // A file of contacts is kept piece by piece and has a limit of its own.
    .use('/api/*', except('/api/imports', bodyLimit({ maxSize: 8 * 1024 * 1024 })))
    .use('/api/*', except('/api/imports', once(ground)))
    .route('/', healthRoutes(ground))
    .route('/', membersRoutes(ground, auth))
    .route('/', setupRoutes(ground, auth))
    .route('/', accountRoutes(ground))
    .route('/', auditRoutes(ground))
    .route('/', bulkRoutes(ground, acts))
    .route('/', journeyRoutes(ground))
    .route('/', journeyPeopleRoutes(ground))
    .route('/', enrollmentRoutes(ground))
    .route('/', timelineRoutes(ground))
    .route('/', sourcesRoutes(ground))
    .route('/', contactsRoutes(ground))
    .route('/', mergingRoutes(ground))
    .route('/', segmentsRoutes(ground))
    .route('/', eventsRoutes(ground))
    .route('/', incomingRoutes(ground))
    .route('/', webhooksRoutes(ground))
    .route('/', importsRoutes(ground))
    .route('/', exportsRoutes(ground))
    .route('/', hooksRoutes(ground))
    .route('/', formPreviewRoutes())
    .route('/', formsRoutes(ground))
    .route('/', sitesRoutes(ground))
    .route('/', confirmRoutes(ground))
    .route('/', templatesRoutes(ground))
    .route('/', messagesRoutes(ground))
    .route('/', stopRoutes(ground))
    .route('/', unsubscribeRoutes(ground))
    .route('/', trackingRoutes(ground))
    .route('/', mailboxRoutes(ground))
    .route('/', privacyRoutes(ground))
  app.get('/api/openapi.json', openApi(app))
  // Not part of the chain: its `*` would stand in the types of every client.
  app.route('/', editorFiles())
  return app
}

function refuse(c: Context<Env>, { status, code, params }: Refusal) {
  const detail = sentenceOf(code, c.get('language'), params)
  return problem(c, { status, code, detail, params })
}
