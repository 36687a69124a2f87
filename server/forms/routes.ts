import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env, Ground } from '../ground.ts'
import { createPace } from '../pace.ts'
import { page } from '../page.ts'
import { askIntake } from '../sources/ask.ts'
import { bytesOf } from '../sources/body.ts'
import { keep, keepRefused, keptHeaders } from '../sources/keep.ts'
import { knownSource, type Source } from '../sources/known.ts'
import { read } from '../sources/read/read.ts'
import type { FormPage } from '../sources/table.ts'
import { words } from '../words/form.ts'
import { type Entry, emptyEntry, readEntry } from './entry.ts'
import { formContent, thanksContent } from './page.ts'

type Language = 'ja' | 'en'
type OpenForm = { source: Source; form: FormPage; language: Language }

/** Sign-up pages: one address shows the form, takes it and thanks. */
export const formsRoutes = (ground: Ground, pace = { perSecond: 20, burst: 200 }) => {
  const posts = createPace<number>(pace)
  return new Hono<Env>()
    .get('/f/:key', async (c) => {
      const open = await openForm(c, ground)
      if (!open) return closed(c)
      const { form, language } = open
      if (c.req.query('done') === undefined) return show(c, open, emptyEntry())
      return page(c, { title: form.title, language, content: thanksContent(form, language) })
    })
    .post('/f/:key', async (c) => {
      const open = await openForm(c, ground)
      if (!open) return closed(c)
      const { source, form, language } = open
      const wait = posts.take(source.id)
      if (wait > 0) {
        c.header('Retry-After', String(wait))
        return notice(c, language, words[language].tooMany, 429)
      }
      const contentType = c.req.header('content-type') ?? ''
      const body = await bytesOf(c.req)
      const reading = body && read(body, contentType)
      if (!body) return notice(c, language, words[language].tooLarge, 413)
      if (reading?.type !== 'read') return show(c, open, emptyEntry(), 400)
      const entry = readEntry(form, reading.fields, language)
      const post = {
        sourceId: source.id,
        contentType: contentType.slice(0, 500),
        headers: keptHeaders((name) => c.req.header(name)),
        ip: c.get('address'),
        body,
        // With what was typed: who goes back and corrects it sends another.
        dedupeKey: entry.once && `form:${createHash('sha256').update(body).digest('base64url')}`,
      }
      if (entry.trapped) {
        // A machine is thanked like everybody: it learns nothing.
        await keepRefused(ground.db, post, { reason: 'robot', field: null })
        return done(c, open)
      }
      if (entry.wrong.size > 0) return show(c, open, entry, 422)
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
  return { source, form: source.form, language }
}

function show(c: Context, open: OpenForm, entry: Entry, status: ContentfulStatusCode = 200) {
  const { source, form, language } = open
  const { consentWording } = source
  const content = formContent(form, { consentWording, language, entry })
  return page(c, { title: form.title, language, content, status })
}

/** Reloading what comes then sends nothing again. */
function done(c: Context, { source, form, language }: OpenForm) {
  const lang = language === form.language ? '' : `&lang=${language}`
  return c.redirect(`/f/${source.key}?done=1${lang}`, 303)
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
