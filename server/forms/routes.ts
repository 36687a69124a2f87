import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readAccount } from '../account/read.ts'
import type { Env, Ground } from '../ground.ts'
import type { Language } from '../language.ts'
import { createPace } from '../pace.ts'
import { page } from '../page.ts'
import { askIntake } from '../sources/ask.ts'
import { bytesOf } from '../sources/body.ts'
import { formVersion } from '../sources/form-versions.ts'
import { keep, keepRefused, keptHeaders } from '../sources/keep.ts'
import { knownSource, type Source } from '../sources/known.ts'
import { textOf } from '../sources/leaves.ts'
import { VERSION } from '../sources/own-fields.ts'
import type { Fields } from '../sources/read/fields.ts'
import { read } from '../sources/read/read.ts'
import type { FormPage } from '../sources/table.ts'
import { words } from '../words/form.ts'
import { embedScript, FRAME_SCRIPT, frameScriptHash } from './embed.ts'
import { type Entry, freshEntry, readEntry } from './entry.ts'
import { askedContent, formContent, type Shown, thanksContent } from './page.ts'

type OpenForm = { source: Source; shown: Shown }

/** Sign-up pages: one address shows the form, takes it and thanks. */
export const formsRoutes = (
  ground: Ground,
  pace = { perSecond: 20, burst: 200 },
  // An office or a school stands behind one address.
  eachAddress = { perSecond: 0.5, burst: 40 },
) => {
  const posts = createPace<number>(pace)
  const byAddress = createPace<string>(eachAddress)
  return new Hono<Env>()
    .get('/f/:file{.+\\.js}', async (c) => {
      const key = c.req.param('file').slice(0, -3)
      const source = (await knownSource(ground, key))?.source
      if (!source?.open || !source.form) return c.notFound()
      c.header('Content-Type', 'text/javascript; charset=utf-8')
      c.header('Cache-Control', 'public, max-age=300')
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return c.body(embedScript(source.form.title))
    })
    .get('/f/:key', async (c) => {
      const open = await openForm(c, ground)
      if (!open) return closed(c)
      const { form, language } = open.shown
      if (c.req.query('done') === undefined) return show(c, open, fresh(c, form))
      const { senderAddress } = await readAccount(ground.db)
      const from = senderAddress.slice(senderAddress.lastIndexOf('@') + 1)
      const { source } = open
      const content =
        source.confirmJourneyId === null
          ? thanksContent(form, { language, from })
          : askedContent({ language, from, hours: source.confirmHours })
      const finished = source.confirmJourneyId === null
      const onward =
        finished && framed(c) && form.redirect ? onwardLink(form.redirect, language) : ''
      return page(c, {
        title: form.title,
        language,
        content: html`${content}${onward}`,
        framed: framed(c),
      })
    })
    .post('/f/:key', async (c) => {
      const open = await openForm(c, ground)
      if (!open) return closed(c)
      const { source } = open
      const { language } = open.shown
      const address = c.get('address')
      const wait = Math.max(posts.take(source.id), address ? byAddress.take(address) : 0)
      if (wait > 0) {
        c.header('Retry-After', String(wait))
        return notice(c, language, words[language].tooMany, 429)
      }
      const contentType = c.req.header('content-type') ?? ''
      const body = await bytesOf(c.req)
      const reading = body && read(body, contentType)
      if (!body) return notice(c, language, words[language].tooLarge, 413)
      if (reading?.type !== 'read') return show(c, open, fresh(c, open.shown.form), 400)
      const filled = await asFilledIn(ground, open, reading.fields)
      const entry = readEntry(filled.shown.form, reading.fields, language)
      const post = {
        sourceId: source.id,
        contentType: contentType.slice(0, 500),
        headers: keptHeaders((name) => c.req.header(name)),
        ip: c.get('address'),
        body,
        // With what was typed: who goes back and corrects it sends another.
        dedupeKey: entry.once && `form:${createHash('sha256').update(body).digest('base64url')}`,
        formVersionId: filled.shown.versionId,
      }
      if (entry.trapped) {
        // A machine is thanked like everybody: it learns nothing.
        await keepRefused(ground.db, post, { reason: 'robot', field: null })
        return done(c, open)
      }
      if (entry.wrong.size > 0) return show(c, filled, entry, 422)
      await keep(ground.db, post)
      askIntake(ground.queue)
      return done(c, open)
    })
}

async function openForm(c: Context, ground: Ground): Promise<OpenForm | null> {
  const source = (await knownSource(ground, c.req.param('key') ?? ''))?.source
  if (!source?.open || source.kind !== 'form' || !source.form) return null
  const wanted = c.req.query('lang')
  const language = wanted === 'ja' || wanted === 'en' ? wanted : source.form.language
  const { form, consentWording, formVersionId: versionId } = source
  return { source, shown: { form, consentWording, versionId, language } }
}

/** The form that was in front of whoever filled it in: it may have changed since. */
async function asFilledIn(ground: Ground, open: OpenForm, fields: Fields): Promise<OpenForm> {
  const id = Number(textOf(fields[VERSION]))
  if (!Number.isSafeInteger(id) || id < 1 || id === open.shown.versionId) return open
  const then = await formVersion(ground.db, { sourceId: open.source.id, id })
  if (!then) return open
  const { form, consentWording } = then
  return { ...open, shown: { ...open.shown, form, consentWording, versionId: id } }
}

const fresh = (c: Context, form: FormPage) => freshEntry(form, (name) => c.req.query(name))

function show(c: Context, { shown }: OpenForm, entry: Entry, status: ContentfulStatusCode = 200) {
  const { form, language } = shown
  const content = formContent(shown, entry)
  const leavesFor = framed(c) ? '' : form.redirect
  return page(c, { title: form.title, language, content, status, leavesFor, framed: framed(c) })
}

/** A form that stands on another site's page. */
const framed = (c: Context) =>
  c.req.query('embed') === undefined ? null : { script: FRAME_SCRIPT, hash: frameScriptHash }

/** The page around goes on, not the frame; where it cannot, a link is there. */
const onwardLink = (url: string, language: Language) =>
  html`<p class="after"><a href="${url}" target="_top" data-onward>${words[language].onward}</a></p>`

/** Reloading what comes then sends nothing again. */
function done(c: Context, { source, shown: { form, language } }: OpenForm) {
  // Who is asked by mail first goes on from there.
  const finished = source.confirmJourneyId === null
  if (finished && form.redirect && !framed(c)) return c.redirect(form.redirect, 303)
  const lang = language === form.language ? '' : `&lang=${language}`
  const embed = framed(c) ? '&embed=1' : ''
  return c.redirect(`/f/${source.key}?done=1${lang}${embed}`, 303)
}

function closed(c: Context<Env>) {
  const language = c.get('language')
  const { closedTitle, closed } = words[language]
  const content = html`<div class="card"><h1>${closedTitle}</h1><p>${closed}</p></div>`
  return page(c, { title: closedTitle, language, content, status: 404 })
}

function notice(c: Context, language: Language, text: string, status: ContentfulStatusCode) {
  const content = html`<div class="card" role="alert"><p>${text}</p></div>`
  return page(c, { title: text, language, content, status })
}
