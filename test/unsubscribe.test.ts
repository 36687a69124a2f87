import { desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { account } from '../server/account/table.ts'
import { consents } from '../server/consents/table.ts'
import { contacts } from '../server/contacts/table.ts'
import { events } from '../server/events/table.ts'
import { readToken, unsubscribeToken } from '../server/messages/token.ts'
import { masked } from '../server/messages/unsubscribe-page.ts'
import { suppressions } from '../server/suppressions/table.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import { type House, openHouse } from './database.ts'
import { queuedMessages, rowsOf, sendJourney } from './mailing.ts'
import { runDry } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await ensureTransport(house.db, house)
  await house.db.insert(account).values({ senderName: '飛び石株式会社' })
})
beforeEach(() => {
  house.tickets.length = 0
})
afterAll(() => house.close())

type Sent = { id: number; journey: { id: number }; contactId: number; path: string }

/** A message that stands in somebody's inbox, with another one still queued. */
async function sent(): Promise<Sent> {
  const journey = await sendJourney(house)
  const [id] = await queuedMessages(house, journey, 1)
  const [row] = await rowsOf(house, [id!])
  const path = `/u/${unsubscribeToken(house.secret, id!)}`
  return { id: id!, journey, contactId: row!.contactId, path }
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (path: string, body: string | FormData = '', headers: Record<string, string> = form) =>
  house.app.request(path, {
    method: 'POST',
    body,
    headers: typeof body === 'string' ? headers : {},
  })

const suppressionOf = async (contactId: number) => {
  const [row] = await house.db
    .select()
    .from(suppressions)
    .where(eq(suppressions.contactId, contactId))
  return row
}
/** Puts a contact on the list for a reason that is not the reader's opt-out. */
const stopped = async (contactId: number, reason: 'by-hand' | 'bounced' | 'complained') => {
  const [contact] = await house.db.select().from(contacts).where(eq(contacts.id, contactId))
  const { emailKey } = contact!
  const at = Temporal.Now.instant()
  await house.db.insert(suppressions).values({ emailKey, contactId, reason, origin: 'test', at })
}
const newestConsent = async (contactId: number) => {
  const [row] = await house.db
    .select()
    .from(consents)
    .where(eq(consents.contactId, contactId))
    .orderBy(desc(consents.id))
  return row
}
const eventsOf = async (contactId: number) =>
  (await house.db.select().from(events).where(eq(events.contactId, contactId))).map((e) => e.name)

describe('one click (RFC 8058)', () => {
  test.for([
    ['urlencoded', 'List-Unsubscribe=One-Click'],
    ['multipart', null],
  ] as const)('stops advertising at once, posted %s', async ([, body]) => {
    const { id, contactId, path, journey } = await sent()
    const fields = new FormData()
    fields.set('List-Unsubscribe', 'One-Click')
    const response = await post(path, body ?? fields)
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('location')).toBeNull()

    expect(await suppressionOf(contactId)).toMatchObject({
      reason: 'unsubscribed',
      origin: `message:${id}`,
    })
    expect(await newestConsent(contactId)).toMatchObject({
      given: 'withdrawn',
      basis: 'opt-in',
      origin: `message:${id}`,
    })
    expect(await eventsOf(contactId)).toEqual(['contact.unsubscribed'])
    // What was still queued is called back, and the walk goes on.
    expect(await rowsOf(house, [id])).toMatchObject([
      { state: 'suppressed', reason: 'unsubscribed', dueAt: null },
    ])
    expect(house.tickets).toContainEqual({ name: 'advance', keys: [journey.id] })
    expect(await runDry(house, journey)).toBe(1)
  })

  test('a second time changes nothing', async () => {
    const { contactId, path } = await sent()
    for (const _ of [1, 2, 3]) {
      expect((await post(path, 'List-Unsubscribe=One-Click')).status).toBe(200)
    }
    expect(await eventsOf(contactId)).toHaveLength(1)
    const rows = await house.db.select().from(consents).where(eq(consents.contactId, contactId))
    expect(rows.map((row) => row.given)).toEqual(['given', 'withdrawn'])
  })

  test('many at one moment end in one opt-out, without a deadlock', async () => {
    const { contactId, path, id } = await sent()
    const journey = await sendJourney(house)
    await queuedMessages(house, journey, 20)
    const all = await Promise.all(
      Array.from({ length: 12 }, () => post(path, 'List-Unsubscribe=One-Click')),
    )
    expect(all.map((response) => response.status)).toEqual(all.map(() => 200))
    expect(await eventsOf(contactId)).toHaveLength(1)
    expect(await rowsOf(house, [id])).toMatchObject([{ state: 'suppressed' }])
  })

  test('leaves receipts alone', async () => {
    const receipt = await sendJourney(house, { class: 'transactional' })
    const [id] = await queuedMessages(house, receipt, 1)
    await post(`/u/${unsubscribeToken(house.secret, id!)}`, 'List-Unsubscribe=One-Click')
    expect(await rowsOf(house, [id!])).toMatchObject([{ state: 'queued' }])
  })

  test('weakens no bounce, and is on record all the same', async () => {
    const { contactId, path } = await sent()
    await stopped(contactId, 'bounced')
    await post(path, 'List-Unsubscribe=One-Click')
    expect(await suppressionOf(contactId)).toMatchObject({ reason: 'bounced' })
    expect(await newestConsent(contactId)).toMatchObject({ given: 'withdrawn' })
  })
})

describe('an opt-out and an administrator’s block', () => {
  const optOut = ({ path }: Sent) => post(path, 'List-Unsubscribe=One-Click')
  const suppression = ({ contactId }: Sent) => `/api/contacts/${contactId}/suppression`
  const block = (who: Sent) => house.api('PUT', suppression(who), {})
  const allow = (who: Sent) => house.api('DELETE', suppression(who), { reason: 'asked' })
  test.for([
    ['the block first', [block, optOut]],
    ['the opt-out first', [optOut, block]],
  ] as const)('stand one behind the other, %s', async ([, stops]) => {
    const who = await sent()
    for (const stop of stops) await stop(who)
    expect(await suppressionOf(who.contactId)).toMatchObject({ reason: 'by-hand' })

    // What lifts the block brings the opt-out to light, so that no advertising leaves.
    await allow(who)
    expect(await suppressionOf(who.contactId)).toMatchObject({
      reason: 'unsubscribed',
      origin: `message:${who.id}`,
    })

    await block(who)
    const page = await (await post(`${who.path}?lang=en`, 'undo=1')).text()
    expect(page).toContain('is stopped for another reason')
    expect(await suppressionOf(who.contactId)).toMatchObject({ reason: 'by-hand' })
    expect(await newestConsent(who.contactId)).toMatchObject({ given: 'given' })
    await allow(who)
    expect(await suppressionOf(who.contactId)).toBeUndefined()
  })

  test('the link says that the opt-out is made, though the block stands before it', async () => {
    const who = await sent()
    await block(who)
    const shown = async () => (await house.app.request(`${who.path}?lang=en`)).text()
    expect(await shown()).toContain('Stop these mails?')
    await optOut(who)
    expect(await shown()).toContain('You are unsubscribed.')
  })
})

describe('the page', () => {
  const get = async (path: string, headers = {}) => {
    const response = await house.app.request(path, { headers })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  test('asks with a button and changes nothing, however often a scanner looks', async () => {
    const { contactId, path } = await sent()
    for (const _ of [1, 2]) {
      const { status, text, headers } = await get(`${path}?lang=ja`)
      expect(status).toBe(200)
      expect(text).toContain('<html lang="ja">')
      expect(text).toContain('メールの配信を停止しますか')
      expect(text).toContain('飛び石株式会社')
      expect(text).toMatch(/<form method="post"><button type="submit">配信を停止する<\/button>/)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect(await suppressionOf(contactId)).toBeUndefined()
    expect(await eventsOf(contactId)).toEqual([])
  })

  test('does not show the address to whoever finds the link', async () => {
    const { contactId, path } = await sent()
    const [contact] = await house.db.select().from(contacts).where(eq(contacts.id, contactId))
    const { text } = await get(path)
    expect(text).not.toContain(contact!.email)
    expect(text).toContain(masked(contact!.email))
    expect(masked('yui@example.jp')).toBe('y***@example.jp')
    expect(masked('"a..b"@docomo.ne.jp')).toBe('"***@docomo.ne.jp')
  })

  test('speaks as it is asked to, else as the contact does, else as the browser', async () => {
    const { contactId, path } = await sent()
    const english = { 'accept-language': 'en' }
    expect((await get(path, english)).text).toContain('Stop these mails?')
    await house.db.update(contacts).set({ language: 'ja' }).where(eq(contacts.id, contactId))
    expect((await get(path, english)).text).toContain('配信を停止する')
    expect((await get(`${path}?lang=en`)).text).toContain('Stop these mails?')
  })

  test('stops with its button, says so, and offers the way back', async () => {
    const { contactId, path } = await sent()
    const stopped = await (await post(`${path}?lang=en`)).text()
    expect(stopped).toContain('You are unsubscribed.')
    expect(await suppressionOf(contactId)).toMatchObject({ reason: 'unsubscribed' })
    expect((await get(`${path}?lang=en`)).text).toContain('You are unsubscribed.')

    const back = await (await post(`${path}?lang=en`, 'undo=1')).text()
    expect(back).toContain('You are no longer unsubscribed.')
    expect(back).toContain('News will be sent to')
    expect(await suppressionOf(contactId)).toBeUndefined()
    expect(await newestConsent(contactId)).toMatchObject({
      given: 'given',
      basis: 'opt-in',
      wording: 'Get these mails again',
    })
    expect(await eventsOf(contactId)).toEqual(['contact.unsubscribed', 'contact.resubscribed'])
    const { body } = await house.api<{ entries: { action: string; actor: string }[] }>(
      'GET',
      '/api/audit',
    )
    expect(body.entries.slice(0, 2)).toMatchObject([
      { action: 'contact.resubscribed', actor: 'system' },
      { action: 'contact.unsubscribed', actor: 'system' },
    ])
  })

  test.for(['by-hand', 'bounced', 'complained'] as const)(
    'lifts nothing that is not an opt-out (%s)',
    async (reason) => {
      const { contactId, path } = await sent()
      await stopped(contactId, reason)
      await post(path, 'undo=1')
      expect(await suppressionOf(contactId)).toMatchObject({ reason })
      expect(await eventsOf(contactId)).toEqual([])
    },
  )
})

describe('a link', () => {
  test('that we have not made opens a page that says so, and changes nothing', async () => {
    const { id } = await sent()
    const count = async () => {
      const [row] = await house.db.execute(sql`SELECT count(*) AS n FROM suppressions`)
      return row
    }
    const before = await count()
    const other = unsubscribeToken('another secret', id)
    for (const token of ['preview', other, `${other}x`, '%00', '0']) {
      const shown = await house.app.request(`/u/${token}?lang=ja`)
      expect(shown.status).toBe(404)
      expect(await shown.text()).toContain('このリンクは使えません。')
      expect((await post(`/u/${token}`, 'List-Unsubscribe=One-Click')).status).toBe(404)
    }
    expect(await count()).toEqual(before)
  })

  test('is sealed: no single changed character leaves it valid', () => {
    const token = unsubscribeToken('secret', 123_456)
    expect(readToken('secret', token)).toBe(123_456)
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect(readToken('secret', changed)).toBeNull()
    }
    expect(unsubscribeToken('secret', 1)).not.toBe(unsubscribeToken('secret', 2))
  })

  test('still works when the message is long gone from the queue', async () => {
    const { id, path, contactId } = await sent()
    await house.db.execute(sql`
      UPDATE messages SET state = 'sent', due_at = NULL, final_at = now() WHERE id = ${id}`)
    await post(path, 'List-Unsubscribe=One-Click')
    expect(await suppressionOf(contactId)).toMatchObject({ reason: 'unsubscribed' })
    expect(await rowsOf(house, [id])).toMatchObject([{ state: 'sent' }])
  })
})
