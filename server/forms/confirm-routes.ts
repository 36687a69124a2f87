import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Env, Ground } from '../ground.ts'
import type { Language } from '../language.ts'
import { masked } from '../messages/unsubscribe-page.ts'
import { page } from '../page.ts'
import { readSignedId } from '../signed-id.ts'
import { CONFIRM } from '../sources/ask-first.ts'
import { type Asked, confirm, readAsked } from '../sources/confirm.ts'
import { words } from '../words/confirm.ts'

/** The link in a confirmation mail: GET asks, POST is the yes. Mail scanners follow every link. */
export const confirmRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/confirm/:token', async (c) => {
      const asked = await askedBy(c, ground)
      if (!asked) return wrong(c)
      if (asked.state === 'confirmed') return done(c, asked)
      return asked.state === 'expired' ? expired(c, asked) : ask(c, asked)
    })
    .post('/confirm/:token', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
      const asked = await askedBy(c, ground)
      if (!asked) return wrong(c)
      if (asked.state === 'expired') return expired(c, asked)
      const userAgent = c.req.header('user-agent')?.slice(0, 500) ?? null
      await confirm(ground, asked, { ip: c.get('address'), userAgent })
      const now = await readAsked(ground, asked.id)
      if (now?.state === 'open') return ask(c, now)
      return asked.form.redirect ? c.redirect(asked.form.redirect, 303) : done(c, asked)
    })

async function askedBy(c: Context, ground: Ground): Promise<Asked | null> {
  const id = readSignedId(ground.secret, CONFIRM, c.req.param('token') ?? '')
  return id === null ? null : readAsked(ground, id)
}

function ask(c: Context<Env>, asked: Asked) {
  const language = languageFor(c, asked)
  const say = words[language]
  const { form, email } = asked
  const content = html`<div class="card">
<h1>${say.askTitle}</h1>
<p>${say.ask(masked(email), form.title)}</p>
<form method="post"><button type="submit">${say.confirm}</button></form>
<p class="note after">${say.notMe}</p>
</div>`
  return page(c, { title: say.askTitle, language, content, leavesFor: form.redirect })
}

function done(c: Context<Env>, asked: Asked) {
  const language = languageFor(c, asked)
  const title = words[language].doneTitle
  const { thanks, language: theirs } = asked.form
  const content = html`<div class="card" role="status">
<h1>${title}</h1>
<p class="intro" lang="${theirs}">${thanks}</p>
</div>`
  return page(c, { title, language, content })
}

function expired(c: Context<Env>, asked: Asked) {
  const language = languageFor(c, asked)
  const say = words[language]
  const content = html`<div class="card">
<h1>${say.expiredTitle}</h1>
<p>${asked.open ? say.expired : say.closed}</p>
${asked.open ? html`<p><a href="/f/${asked.key}?lang=${language}">${say.again}</a></p>` : ''}
</div>`
  return page(c, { title: say.expiredTitle, language, content, status: 410 })
}

function wrong(c: Context<Env>) {
  const language = c.get('language')
  const say = words[language]
  const content = html`<div class="card"><h1>${say.wrongTitle}</h1><p>${say.wrong}</p></div>`
  return page(c, { title: say.wrongTitle, language, content, status: 404 })
}

/** `?lang=` first, then the reader's own language, then the form's. */
const languageFor = (c: Context<Env>, { language, form }: Asked): Language =>
  c.req.query('lang') ? c.get('language') : (language ?? form.language)
