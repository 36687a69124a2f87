import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { readAccount } from '../account/read.ts'
import type { Env, Ground } from '../ground.ts'
import { page } from '../page.ts'
import { words } from '../words/unsubscribe.ts'
import { readToken } from './token.ts'
import { hasSaidNo, type Reader, readerOf, resubscribe, unsubscribe } from './unsubscribe.ts'
import {
  askContent,
  doneContent,
  masked,
  UNDO,
  undoneContent,
  wrongContent,
} from './unsubscribe-page.ts'

/**
 * The opt-out link: GET asks, POST stops. A POST comes from the page's button or, as one click, from
 * the receiver's mail program (RFC 8058: no cookie, no redirect, no page to confirm).
 */
export const unsubscribeRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/u/:token', async (c) => {
      const reader = await readerAt(c, ground)
      if (!reader) return wrong(c)
      const address = masked(reader.email)
      if (await hasSaidNo(ground, reader)) return done(c, reader)
      const { senderName, name } = await readAccount(ground.db)
      const language = languageFor(c, reader)
      const content = askContent(language, address, senderName || name)
      return page(c, { title: words[language].askTitle, language, content })
    })
    .post('/u/:token', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
      const reader = await readerAt(c, ground)
      if (!reader) return wrong(c)
      const body = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
      const oneClick = body['List-Unsubscribe'] === 'One-Click'
      const how = {
        way: oneClick ? ('one-click' as const) : ('page' as const),
        ip: c.get('address'),
        userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null,
      }
      if (body[UNDO]) {
        const language = languageFor(c, reader)
        const { undo, undoneTitle } = words[language]
        const free = await resubscribe(ground, reader, { ...how, wording: undo })
        const content = undoneContent(language, masked(reader.email), free)
        return page(c, { title: undoneTitle, language, content })
      }
      await unsubscribe(ground, reader, how)
      return oneClick ? c.text('Unsubscribed.') : done(c, reader)
    })

async function readerAt(c: Context, ground: Ground): Promise<Reader | null> {
  const messageId = readToken(ground.secret, c.req.param('token') ?? '')
  return messageId === null ? null : readerOf(ground, messageId)
}

function done(c: Context<Env>, reader: Reader) {
  const language = languageFor(c, reader)
  const content = doneContent(language, masked(reader.email))
  return page(c, { title: words[language].doneTitle, language, content })
}

function wrong(c: Context<Env>) {
  const language = c.get('language')
  const title = words[language].wrongTitle
  return page(c, { title, language, content: wrongContent(language), status: 404 })
}

/** `?lang=` first, then the reader's own language, then the browser's. */
const languageFor = (c: Context<Env>, { language }: Reader) =>
  c.req.query('lang') ? c.get('language') : (language ?? c.get('language'))
