import { Hono } from 'hono'
import { z } from 'zod'
import { pageQuery } from '../cursor.ts'
import type { Env, Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { valid } from '../valid.ts'
import { emptyMailbox } from './empty.ts'
import { listMails, readMail } from './read.ts'

const number = z.coerce.number().int().positive()
const which = z.object({
  journeyId: number.optional(),
  contactId: number.optional(),
  ...pageQuery,
})
const id = z.object({ id: number })

export const mailboxRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/api/mailbox', valid('query', which), async (c) =>
      c.json(await listMails(ground, c.req.valid('query'))),
    )
    .get('/api/mailbox/:id', valid('param', id), async (c) => {
      const mail = await readMail(ground, c.req.valid('param').id)
      if (!mail) throw new Refusal(404, 'not-found')
      return c.json(mail)
    })
    .get('/api/mailbox/:id/html', valid('param', id), async (c) => {
      const mail = await readMail(ground, c.req.valid('param').id)
      if (!mail?.html) throw new Refusal(404, 'not-found')
      c.header('Content-Security-Policy', SANDBOX)
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Referrer-Policy', 'no-referrer')
      return c.html(withTarget(mail.html))
    })
    .delete('/api/mailbox', async (c) => {
      await emptyMailbox(ground, c.get('actor'))
      return c.body(null, 204)
    })

/** Links open beside the mail; in front of a doctype the tag would bring back the browsers of 1999. */
const withTarget = (html: string) =>
  /<head\b/i.test(html)
    ? html.replace(/<head\b[^>]*>/i, '$&<base target="_blank">')
    : html.replace(/^\s*(<!doctype[^>]*>)?/i, '$&<base target="_blank">')

/** A mail is a stranger's page: no origin of ours, no script, no form; pictures and styles may show. */
const SANDBOX = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  'img-src data: http: https:',
  "style-src 'unsafe-inline'",
  'font-src data: https:',
  "base-uri 'none'",
].join('; ')
