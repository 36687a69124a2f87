import { asc, eq, like } from 'drizzle-orm'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contacts } from '../server/contacts/table.ts'
import { asks } from '../server/engine/asks.ts'
import { evaluate, ruleSchema } from '../server/engine/rule.ts'
import { events } from '../server/events/table.ts'
import { ruleSql } from '../server/rules/rule-sql.ts'
import { factsOf } from '../server/segments/known.ts'
import { counted } from '../server/tracking/count.ts'
import { addressOf, hrefsIn, locationOf } from '../server/tracking/hrefs.ts'
import { linkIds } from '../server/tracking/links.ts'
import { links } from '../server/tracking/table.ts'
import { clickToken, openToken, readClickToken, readOpenToken } from '../server/tracking/token.ts'
import { type House, openHouse } from './database.ts'
import { handled, openPost, type Post, queuedMessages, sendJourney } from './mailing.ts'
import { nameSender } from './make.ts'
import { type Listener, openListener } from './smtp.ts'

let house: House
let listener: Listener
let post: Post
beforeAll(async () => {
  listener = await openListener()
  house = await openHouse({ baseUrl: 'https://mail.example', smtpUrl: listener.url })
  await nameSender(house)
})
beforeEach(async () => {
  listener.arrived.length = 0
  post = await openPost(house, listener.url)
})
afterEach(() => post.pump.stop())
afterAll(async () => {
  await house.close()
  await listener.stop()
})

const shop = 'https://minato.example.jp/豆?a=1&b=2#top'
const letter = {
  html: `<p>{{ contact.email }}</p><a href="https://minato.example.jp/豆?a=1&amp;b=2#top">店</a>
<a href='mailto:a@b.example'>mail</a> <a href="#top">up</a> <a href="https://x.example/{{ payload.n }}">yours</a>`,
  text: '',
}

/** One mail, sent; as it came out at the other end, with whom it is about. */
async function sentMail(data: Record<string, unknown> = letter, payload = {}) {
  const [id] = await queuedMessages(house, await sendJourney(house, data), 1, { payload })
  const [row] = await handled(house, post, [id!])
  const parsed = await simpleParser(listener.arrived.at(-1)!.raw)
  return { id: id!, row: row!, html: String(parsed.html), text: parsed.text! }
}

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  house.app.request(url.replace('https://mail.example', ''), { method, headers })
const shortIn = (html: string) => html.match(/https:\/\/mail\.example\/c\/[\w-]+/g) ?? []
const pixelIn = (html: string) => /https:\/\/mail\.example\/o\/[\w-]+\.gif/.exec(html)![0]
const told = async (contactId: number) =>
  (
    await house.db
      .select()
      .from(events)
      .where(eq(events.contactId, contactId))
      .orderBy(asc(events.id))
  ).filter(({ name }) => name.startsWith('message.'))

describe('a mail that leaves', () => {
  test('has short links and a pixel; opt-outs, mailto and its text part stay as they are', async () => {
    const { html, text } = await sentMail(letter, { n: 7 })
    // Both of the author's, and where the footer says to ask.
    expect(shortIn(html)).toHaveLength(3)
    for (const url of shortIn(html))
      expect(url.slice('https://mail.example/c/'.length).length).toBeLessThan(40)
    expect(html).toContain("href='mailto:a@b.example'")
    expect(html).toContain('href="#top"')
    expect(html).toMatch(/href="https:\/\/mail\.example\/u\/[\w-]+"/)
    expect(pixelIn(html)).toBeTruthy()
    expect(text).toContain('https://minato.example.jp/')
    expect(text).not.toContain('/c/')
  })

  test('is kept as the author wrote it', async () => {
    const { id } = await sentMail()
    const { body } = await house.api<{ html: string }>('GET', `/api/messages/${id}`)
    expect(body.html).toContain('href="https://minato.example.jp/豆?a=1&amp;b=2#top"')
    expect(body.html).not.toMatch(/\/[co]\//)
  })

  test('shares links with other mails; one with a contact’s value is a link of its own', async () => {
    await sentMail(letter, { n: 'one' })
    await sentMail(letter, { n: 'two' })
    const rows = await house.db.select().from(links).where(like(links.url, '%x.example/%o%'))
    expect(rows.map(({ url }) => url)).toEqual(['https://x.example/one', 'https://x.example/two'])
    expect(await house.db.$count(links, eq(links.url, shop))).toBe(1)
  })

  test('is left alone when counting is switched off, and no longer counted', async () => {
    const before = await sentMail()
    await house.api('PUT', '/api/account', { ...(await account()), tracking: false })
    try {
      const { html } = await sentMail()
      expect(shortIn(html)).toEqual([])
      expect(html).not.toContain('/o/')
      expect((await ask(shortIn(before.html)[0]!)).status).toBe(302)
      expect(await told(before.row.contactId)).toEqual([])
    } finally {
      await house.api('PUT', '/api/account', { ...(await account()), tracking: true })
    }
  })
})

const account = async () => {
  const { stopped: _, ...rest } = (await house.api<Record<string, unknown>>('GET', '/api/account'))
    .body
  return rest
}

describe('a click', () => {
  test('leads where the author wrote, and is an event of the contact', async () => {
    const { html, row, id } = await sentMail()
    const response = await ask(shortIn(html)[0]!)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(new URL(shop).href)
    expect(await told(row.contactId)).toMatchObject([
      {
        name: 'message.clicked',
        origin: `message:${id}`,
        payload: { messageId: id, journeyId: row.journeyId, nodeId: 'send', url: shop },
      },
    ])
  })

  test('and an opening are what a rule about a mail of this journey asks for', async () => {
    const { html, row } = await sentMail()
    await ask(shortIn(html)[0]!)
    await ask(new URL(pixelIn(html)).pathname)
    for (const did of ['opened', 'clicked'] as const) {
      const met = async (nodeId: string) => {
        const questions = [
          { from: 'message' as const, did, op: 'has' as const, journeyId: row.journeyId, nodeId },
        ]
        const asked = ruleSchema.parse({ join: 'all', questions })
        const place = { now: await house.clock(house.db), accountZone: 'Asia/Tokyo' }
        const inSql = await house.db.$count(contacts, ruleSql(asked, place))
        const facts = await factsOf(house.db, [row.contactId], { asks: asks(asked), ...place })
        return [inSql, evaluate(asked, facts.get(row.contactId)!).met]
      }
      expect([did, await met('send'), await met('other')]).toEqual([did, [1, true], [0, false]])
    }
  })

  test('is none when a program looks ahead; the link leads on all the same', async () => {
    const { html, row } = await sentMail()
    const [url] = shortIn(html)
    const looks = [
      await ask(url!, {}, 'HEAD'),
      await ask(url!, { 'sec-purpose': 'prefetch;prerender' }),
      await ask(url!, { purpose: 'prefetch' }),
      await ask(url!, { 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' }),
    ]
    expect(looks.map(({ status }) => status)).toEqual([302, 302, 302, 302])
    expect(await told(row.contactId)).toEqual([])
  })

  test('of many at once is counted for each, and a program’s hundred for no more than thirty', async () => {
    const mails = [await sentMail(), await sentMail()]
    const urls = mails.flatMap(({ html }) => Array(20).fill(shortIn(html)[0]!))
    const answers = await Promise.all(urls.map((url) => ask(url)))
    expect(answers.every(({ status }) => status === 302)).toBe(true)
    for (const { row } of mails) expect(await told(row.contactId)).toHaveLength(20)
    await Promise.all(Array.from({ length: 80 }, () => ask(urls[0]!)))
    expect((await told(mails[0]!.row.contactId)).length).toBeLessThanOrEqual(32)
  })

  test('with an address nobody has made leads to a calm page in the reader’s language', async () => {
    const { html } = await sentMail()
    const [url] = shortIn(html)
    const forged = `${url!.slice(0, -1)}${url!.endsWith('A') ? 'B' : 'A'}`
    for (const path of [forged, '/c/x', '/c/%00', `/c/${openToken(house.secret, 1)}`]) {
      const response = await ask(path, { 'accept-language': 'ja' })
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('リンクが正しくありません')
    }
  })

  test('leads on though the contact is locked elsewhere, and is written when it may', async () => {
    const { html, row } = await sentMail()
    let seen: Response | undefined
    await house.db.transaction(async (tx) => {
      await tx.execute(`SELECT FROM contacts WHERE id = ${row.contactId} FOR UPDATE`)
      seen = await ask(shortIn(html)[0]!)
    })
    expect(seen!.status).toBe(302)
    // The next one waits for those before it.
    await ask(shortIn(html)[0]!)
    expect(await told(row.contactId)).toHaveLength(2)
  })
})

describe('an open', () => {
  test('is counted once an hour, however often a mail program fetches', async () => {
    const { html, row } = await sentMail()
    const url = pixelIn(html)
    const response = await ask(url)
    expect(response.headers.get('content-type')).toBe('image/gif')
    expect(response.headers.get('cache-control')).toBe('no-store')
    await ask(url, { 'user-agent': 'GoogleImageProxy' })
    expect(await told(row.contactId)).toMatchObject([{ name: 'message.opened' }])
    house.clockAt((await house.clock(house.db)).add({ hours: 1 }))
    await ask(url, { 'user-agent': 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' })
    house.clockAt(null)
    const [first, second] = await told(row.contactId)
    expect(first!.payload).toEqual({ messageId: row.id, journeyId: row.journeyId, nodeId: 'send' })
    expect(second!.payload).toMatchObject({ agent: 'proxy' })
  })

  test('stands on the contact’s timeline', async () => {
    const { html, row } = await sentMail()
    await ask(pixelIn(html))
    await ask(shortIn(html)[0]!)
    const { body } = await house.api<{ entries: { kind: string; name?: string }[] }>(
      'GET',
      `/api/contacts/${row.contactId}/timeline`,
    )
    const names = body.entries.flatMap(({ name }) => name ?? [])
    expect(names).toEqual(expect.arrayContaining(['message.opened', 'message.clicked']))
  })

  test('of nothing answers a picture and writes nothing', async () => {
    const before = await house.db.$count(events)
    for (const path of ['/o/x.gif', `/o/${clickToken(house.secret, 1, 1)}.gif`]) {
      expect((await ask(path)).status).toBe(200)
    }
    expect(await house.db.$count(events)).toBe(before)
  })
})

test('a preview counts nothing', async () => {
  const { body } = await house.api<{ html: string }>('POST', '/api/liquid', {
    subject: 'x',
    preheader: '',
    ...letter,
    class: 'advertising',
  })
  expect(body.html).toContain('href="https://minato.example.jp/豆')
  expect(body.html).not.toMatch(/\/[co]\//)
})

describe('addresses in HTML', () => {
  test('are found however they are written, and read as a browser reads them', () => {
    const table: [html: string, url: string | null][] = [
      ['<a href="https://a.example/?x=1&amp;y=2">', 'https://a.example/?x=1&y=2'],
      ['<A class=b\n HREF = \'https://a.example/"q"\'>', 'https://a.example/"q"'],
      ['<a href=https://a.example/x>', 'https://a.example/x'],
      ['<a title="a > b" href=" https://a.example/ ">', 'https://a.example/'],
      ['<area href="HTTP://a.example">', 'HTTP://a.example'],
      ['<v:roundrect href="https://a.example/">', 'https://a.example/'],
      ['<a href="https://a.example/&copy=1">', 'https://a.example/&copy=1'],
      ['<a href="mailto:x@a.example">', null],
      ['<a href="tel:0312345678">', null],
      ['<a href="/here">', null],
      ['<a href="javascript:alert(1)">', null],
      ['<a href="https://">', null],
    ]
    for (const [html, url] of table) {
      const [href] = hrefsIn(html)
      expect(addressOf(href!.written), html).toBe(url)
    }
    for (const none of [
      '<abbr href="x">',
      '<a data-href="x">',
      '<link href="x">',
      '<a',
      'href="x"',
    ]) {
      expect(hrefsIn(none), none).toEqual([])
    }
  })

  test('are taken from a megabyte of anything in no time', () => {
    for (const piece of ['<a ', '<a href="', "<a x='", '<a href=', '<a ='.padEnd(40)]) {
      const begunAt = performance.now()
      hrefsIn(piece.repeat(1_000_000 / piece.length))
      expect(performance.now() - begunAt, piece).toBeLessThan(2000)
    }
  })

  test('only they change in a mail: undone, it is as it was', async () => {
    const urls = ['https://a.example/1', 'https://a.example/2?x=1&amp;y', 'https://b.example/é#z']
    const piece = fc.oneof(
      fc.constantFrom(...urls).map((url) => `<a href="${url}">x</a>`),
      fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('<', '')),
      fc.constantFrom(
        '<p title="a>b">',
        '<a name="top">',
        '<a href="#x">',
        '</body>',
        '<!-- x -->',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        const html = pieces.join('')
        const [made] = await counted(house, [{ messageId: 5, html }])
        const back = new Map<string, string>()
        for (const written of urls) {
          const url = addressOf(`"${written}"`)!
          const id = (await linkIds(house.db, [url])).get(url)!
          back.set(`https://mail.example/c/${clickToken(house.secret, 5, id)}`, written)
        }
        const undone = made!
          .replace(/<img src="https:\/\/mail\.example\/o\/[^>]+>\n?/, '')
          .replace(/https:\/\/mail\.example\/c\/[\w-]+/g, (short) => back.get(short)!)
        expect(undone).toBe(html)
      }),
      { numRuns: 50 },
    )
  })
})

test('a token is read back and nothing else is; an address stands in a header as it may', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 47), fc.nat(2 ** 47), fc.string(), (messageId, linkId, other) => {
      const token = clickToken('secret', messageId, linkId)
      expect(token).toHaveLength(32)
      expect(readClickToken('secret', token)).toEqual({ messageId, linkId })
      expect(readClickToken('another', token)).toBeNull()
      expect(readOpenToken('secret', openToken('secret', messageId))).toBe(messageId)
      expect(readClickToken('secret', other)).toBeNull()
    }),
  )
  expect(locationOf('https://A.example/%7e/../x#y')).toBe('https://A.example/%7e/../x#y')
  expect(locationOf('https://例え.jp/a b')).toBe('https://xn--r8jz45g.jp/a%20b')
})

test('rows of one address are one, however many write it at once', async () => {
  const urls = Array.from({ length: 20 }, (_, n) => `https://many.example/${n}`)
  const all = await Promise.all(
    Array.from({ length: 8 }, () =>
      linkIds(
        house.db,
        urls.toSorted(() => 0),
      ),
    ),
  )
  for (const ids of all) expect(ids).toEqual(all[0])
  expect(await house.db.$count(links, like(links.url, 'https://many.example/%'))).toBe(20)
})
