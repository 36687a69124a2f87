import { isDeepStrictEqual } from 'node:util'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env, Ground } from '../ground.ts'
import { createPace } from '../pace.ts'
import { page } from '../page.ts'
import { type Problem, problem } from '../problem.ts'
import { words } from '../words/doors.ts'
import { askIntake } from './ask.ts'
import { bytesOf } from './body.ts'
import { handshake } from './handshake.ts'
import { type Judged, judge } from './judge.ts'
import { type Kept, keep, keepRefused, keptHeaders } from './keep.ts'
import { knownSource } from './known.ts'
import type { Fields } from './read/fields.ts'
import { read } from './read/read.ts'
import { type Reason, reasons } from './reasons.ts'
import { verify } from './signature.ts'

/** The door for other people's forms and systems: answered once the bytes are safe, worked later. */
export const hooksRoutes = (ground: Ground, pace = { perSecond: 200, burst: 1000 }) => {
  const posts = createPace<number>(pace)
  return (
    new Hono<Env>()
      // Forms on any site may post from a browser; no cookie of ours goes along.
      .use('/hooks/*', cors({ origin: '*', allowMethods: ['POST'], maxAge: 86_400 }))
      .get('/hooks/:key', async (c) => {
        c.header('Allow', 'POST')
        const detail = words[c.get('language')].postOnly
        return answer(c, { status: 405, code: 'post-only', detail })
      })
      .post('/hooks/:key', async (c) => {
        const say = words[c.get('language')]
        const known = await knownSource(ground, c.req.param('key'))
        if (!known?.source.open || known.source.kind !== 'webhook') {
          return answer(c, { status: 404, code: 'unknown-key', detail: say.unknownKey })
        }
        const { source, now } = known
        const wait = posts.take(source.id)
        if (wait > 0) {
          c.header('Retry-After', String(wait))
          return answer(c, { status: 429, code: 'too-many', detail: say.tooMany })
        }
        const body = await bytesOf(c.req)
        if (!body) return answer(c, { status: 413, code: 'too-large', detail: say.tooLarge })

        const header = (name: string) => c.req.header(name)
        const query = (name: string) => c.req.query(name)
        const { signing, signingSecret: secret } = source
        const signed = secret
          ? verify(signing, { header, query, body }, { secret, now })
          : { type: 'unasked' as const }
        const contentType = header('content-type') ?? ''
        const judged: Judged =
          signed.type === 'wrong'
            ? { type: 'refused', reason: signed.reason, field: null, fields: null, charset: null }
            : judge({ body, contentType }, source, { now, zone: known.zone })
        const post = {
          sourceId: source.id,
          contentType: contentType.slice(0, 500),
          headers: keptHeaders(header),
          ip: c.get('address'),
          body,
          dedupeKey: dedupeKey(c, judged, signed.type === 'right' ? signed.once : null),
        }
        const asked = signed.type === 'right' && handshake(signing, { header }, judged.fields)
        if (asked) return c.json(asked, 200)
        if (judged.type === 'refused') {
          const { reason, field } = judged
          const id = await keepRefused(ground.db, post, { reason, field })
          // Nothing is wrong with it: its sender need not try again.
          if (reason === 'filtered') return c.json({ id, filtered: true }, 202)
          return refused(c, reason, field, id)
        }
        const kept = await keep(ground.db, post)
        if (kept.first && header('idempotency-key') && !saysTheSame(judged.fields, kept.first)) {
          // Not taken for a repetition: what it says would be lost.
          const unkeyed = { ...post, dedupeKey: null }
          const reason = 'key-reused'
          const id = await keepRefused(ground.db, unkeyed, { reason, field: null })
          return refused(c, reason, null, id)
        }
        askIntake(ground.queue)
        return accepted(c, kept, judged.fields)
      })
  )
}

/** What the sender says first, then what the provider says, then the signature over moment and body. */
function dedupeKey(c: Context, judged: Judged, signature: string | null): string | null {
  const said = c.req.header('idempotency-key')
  if (said) return `key:${said}`
  const eventId = judged.type === 'taken' ? judged.found.eventId : null
  const id = eventId ?? c.req.header('webhook-id')
  if (id) return `event:${id}`
  return signature && `signature:${signature}`
}

/** By its fields: the boundary of a multipart form is another each time it is sent. */
function saysTheSame(fields: Fields, { body, contentType }: NonNullable<Kept['first']>): boolean {
  const reading = read(body, contentType)
  return reading.type === 'read' && isDeepStrictEqual(reading.fields, fields)
}

function accepted(c: Context<Env>, { id, first }: Kept, fields: Fields) {
  if (!wantsPage(c)) return c.json(first ? { id, duplicate: true } : { id }, 202)
  const back = sameSite(c, fields._redirect)
  if (back) return c.redirect(back, 303)
  const language = c.get('language')
  const { thanksTitle, thanks } = words[language]
  return simplePage(c, { title: thanksTitle, text: thanks, status: 202 })
}

function refused(c: Context<Env>, reason: Reason, field: string | null, id: number) {
  const detail = words[c.get('language')].refused[reason](field)
  const params = { ...(field && { field }), id }
  return answer(c, { status: reasons[reason], code: reason, detail, params })
}

function answer(c: Context<Env>, wrong: Problem) {
  if (!wantsPage(c)) return problem(c, wrong)
  const title = words[c.get('language')].refusedTitle
  return simplePage(c, { title, text: wrong.detail, status: wrong.status })
}

function simplePage(
  c: Context<Env>,
  { title, text, status }: { title: string; text: string; status: ContentfulStatusCode },
) {
  const content = html`<div class="card"><h1>${title}</h1><p>${text}</p></div>`
  return page(c, { title, language: c.get('language'), content, status })
}

/** A browser that leaves its page for the answer; `fetch` asks for anything or for JSON. */
const wantsPage = (c: Context) => c.req.header('accept')?.includes('text/html') ?? false

/** Where the form wants its reader to go on, if that is on the form's own site; else null. */
function sameSite(c: Context, wanted: Fields[string] | undefined): string | null {
  const from = c.req.header('referer') ?? c.req.header('origin')
  if (typeof wanted !== 'string' || !from || !URL.canParse(wanted, from)) return null
  const [target, site] = [new URL(wanted, from), new URL(from)]
  const web = target.protocol === 'https:' || target.protocol === 'http:'
  return web && target.origin === site.origin ? target.href : null
}
