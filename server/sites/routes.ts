import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env, Ground } from '../ground.ts'
import type { Told } from '../incoming/read.ts'
import { takeEvents } from '../incoming/take.ts'
import { createPace } from '../pace.ts'
import { problem } from '../problem.ts'
import { keepRefused, keptHeaders } from '../sources/keep.ts'
import { knownSource, type Source } from '../sources/known.ts'
import { type Reason, reasons } from '../sources/reasons.ts'
import { words } from '../words/doors.ts'
import { identityOf } from './identity.ts'
import { readPost, readSiteEvent } from './read.ts'
import { siteScript } from './script.ts'

/** The script of a website, and where it posts what its visitors do. */
export const sitesRoutes = (ground: Ground) => {
  const ofSource = createPace<number>({ perSecond: 100, burst: 1000 })
  const ofAddress = createPace<string>({ perSecond: 5, burst: 60 })
  return new Hono<Env>()
    .get('/t/:file{[\\w-]+\\.js}', async (c) => {
      const key = c.req.param('file').slice(0, -3)
      const known = await site(ground, key)
      c.header('Content-Type', 'text/javascript; charset=utf-8')
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      c.header('X-Content-Type-Options', 'nosniff')
      if (!known) return c.body('// Nothing is received here.\n', 404)
      c.header('Cache-Control', 'public, max-age=3600')
      return c.body(siteScript(`${ground.baseUrl}/e/${key}`))
    })
    .use('/e/*', bodyLimit({ maxSize: 64 * 1024 }))
    .post('/e/:key', async (c) => {
      const known = await site(ground, c.req.param('key'))
      const say = words[c.get('language')]
      if (!known) return problem(c, { status: 404, code: 'unknown-key', detail: say.unknownKey })
      const { source, now } = known
      const wait = Math.max(ofSource.take(source.id), ofAddress.take(c.get('address') ?? ''))
      if (wait > 0) {
        c.header('Retry-After', String(wait))
        allow(c, source)
        return problem(c, { status: 429, code: 'too-many', detail: say.tooMany })
      }
      const body = new Uint8Array(await c.req.arrayBuffer())
      const refuse = (reason: Reason, field: string | null) =>
        refused(c, ground, { source, body, reason, field })
      if (!allow(c, source)) return refuse('origin-wrong', c.req.header('origin') ?? null)
      const post = readPost(body)
      if (!post) return refuse('body-unreadable', null)
      const trustsAddresses = source.site?.trustsAddresses ?? false
      const identity = identityOf(post.who, { secret: source.signingSecret, trustsAddresses })
      if (identity.type === 'refused') return refuse(identity.reason, null)
      const { address, proven } = identity
      // Anybody can write any address into a page: of a bare one nobody is made.
      const of = { email: address.email, create: proven, now }
      const judged = post.events.map((event) => readSiteEvent(event, of))
      const wrong = judged.find((each) => 'wrong' in each)
      const told = judged.filter((each): each is Told => !('wrong' in each))
      const results = await takeEvents(ground, `source:${source.id}`, told)
      if (wrong) return refuse('event-wrong', wrong.wrong.code)
      return c.json({ taken: results.filter((each) => 'id' in each).length }, 202)
    })
}

async function site(ground: Ground, key: string) {
  const known = await knownSource(ground, key)
  return known?.source.open && known.source.kind === 'site' ? known : null
}

/** Lets the pages of this site read our answer, and nobody else's. */
function allow(c: Context<Env>, { site }: Source): boolean {
  const origin = c.req.header('origin')
  c.header('Vary', 'Origin')
  if (!origin || !site?.origins.includes(origin)) return false
  c.header('Access-Control-Allow-Origin', origin)
  return true
}

type Turned = { source: Source; body: Uint8Array; reason: Reason; field: string | null }

async function refused(c: Context<Env>, ground: Ground, { source, body, reason, field }: Turned) {
  const id = await keepRefused(
    ground.db,
    {
      sourceId: source.id,
      contentType: (c.req.header('content-type') ?? '').slice(0, 500),
      headers: keptHeaders((name) => c.req.header(name)),
      ip: c.get('address'),
      body,
      dedupeKey: null,
    },
    { reason, field },
  )
  const detail = words[c.get('language')].refused[reason](field)
  return problem(c, { status: reasons[reason], code: reason, detail, params: { id } })
}
