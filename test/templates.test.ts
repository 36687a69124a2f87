import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { type Composing, compose } from '../server/templates/compose.ts'
import { htmlOfText } from '../server/templates/html.ts'
import { honorific } from '../server/templates/names.ts'
import { check, fill, LiquidProblem, prepare, surroundings } from '../server/templates/render.ts'
import { states } from '../server/templates/states.ts'
import { textOfHtml, textTemplate } from '../server/templates/text.ts'

const now = Temporal.Instant.from('2026-11-24T03:00:00Z')

const account: Composing['account'] = {
  name: '飛び石',
  zone: 'Asia/Tokyo',
  language: 'ja',
  senderName: '飛び石株式会社',
  senderAddress: 'hello@tobiishi.example',
  replyTo: '',
  postalAddress: '東京都渋谷区神宮前1-2-3',
  enquiry: 'https://tobiishi.example/contact',
  stopped: false,
  tracking: true,
}

type Changes = Partial<Omit<Composing, 'contact' | 'parts'>> & {
  contact?: Partial<Composing['contact']>
  parts?: Partial<Composing['parts']>
}

const composing = ({ contact, parts, ...more }: Changes = {}): Composing => ({
  key: null,
  parts: { subject: '件名', preheader: '', html: '<p>本文</p>', text: '', ...parts },
  class: 'advertising',
  contact: { email: 'yui@example.jp', attributes: {}, language: null, zone: null, ...contact },
  payload: {},
  account,
  journey: { id: 7, name: 'ウェルカム' },
  nodeId: 'send',
  unsubscribeUrl: 'https://mail.example/u/token',
  headerId: '1.abcdef12@tobiishi.example',
  now,
  ...more,
})

const filled = (source: string, scope: Record<string, unknown> = {}, zone = 'Asia/Tokyo') =>
  fill(prepare(source, 'text'), { ...scope, [surroundings]: { zone, language: 'ja', now } })

const problemIn = (work: () => unknown): LiquidProblem => {
  try {
    work()
  } catch (error) {
    if (error instanceof LiquidProblem) return error
    throw error
  }
  throw new Error('Nothing was wrong')
}

describe('names', () => {
  const table: [name: unknown, filter: string, shown: string][] = [
    ['山田', 'honorific', '山田様'],
    [' 山田　', 'honorific', '山田様'],
    ['', 'honorific', 'お客様'],
    ['　', 'honorific', 'お客様'],
    ['\u200b', 'honorific', 'お客様'],
    [null, 'honorific', 'お客様'],
    [undefined, 'honorific: "様", fallback: "みなさま"', 'みなさま'],
    ['飛び石株式会社', 'honorific: "御中"', '飛び石株式会社御中'],
    ['飛び石株式会社 御中', 'honorific', '飛び石株式会社 御中'],
    ['飛び石株式会社御中', 'honorific: "様"', '飛び石株式会社御中'],
    ['山田様', 'honorific', '山田様'],
    ['田中先生', 'honorific', '田中先生'],
    ['鵜殿', 'honorific', '鵜殿様'],
    ['蓮', 'honorific: "さん"', '蓮さん'],
    ['', 'honorific: "", fallback: "there"', 'there'],
    ['Yui', 'honorific: "", fallback: "there"', 'Yui'],
    ['　', 'default: "お客様"', 'お客様'],
    [null, 'fallback: "貴社"', '貴社'],
    ['髙﨑', 'fallback: "貴社"', '髙﨑'],
    [0, 'default: 5', '0'],
    [false, 'default: "no"', 'no'],
  ]
  test.for(table)('%j | %s shows %s', ([name, filter, shown]) => {
    expect(filled(`{{ name | ${filter} }}`, { name })).toBe(shown)
  })

  test('a blank field is no field in a condition', () => {
    const text = '{% if contact.company %}{{ contact.company }}御中{% else %}なし{% endif %}'
    const shown = (company: string) =>
      compose(composing({ parts: { html: '', text }, contact: { attributes: { company } } })).text
    expect(shown('　')).toMatch(/^なし/)
    expect(shown('飛び石')).toMatch(/^飛び石御中/)
  })

  test('a contact without a name gets a bare address, one with a name both', () => {
    const to = (attributes: Composing['contact']['attributes']) =>
      compose(composing({ contact: { attributes } })).to
    expect(to({})).toEqual({ name: '', address: 'yui@example.jp' })
    expect(to({ last_name: '山田', first_name: '唯' })).toEqual({
      name: '山田 唯',
      address: 'yui@example.jp',
    })
  })
})

describe('dates', () => {
  const table: [value: unknown, zone: string, shown: string][] = [
    ['2026-12-01', 'America/New_York', '12/01 00:00'],
    ['2026/12/1 9:05', 'America/New_York', '12/01 09:05'],
    ['2026-12-01T00:30:00Z', 'Asia/Tokyo', '12/01 09:30'],
    ['2026-12-01T00:30:00+09:00', 'America/New_York', '11/30 10:30'],
    ['now', 'Asia/Tokyo', '11/24 12:00'],
    [1_795_500_000, 'UTC', '11/24 06:00'],
    ['someday', 'Asia/Tokyo', 'someday'],
    [null, 'Asia/Tokyo', ''],
  ]
  test.for(table)('%j in %s is %s', ([value, zone, shown]) => {
    expect(filled('{{ value | date: "%m/%d %H:%M" }}', { value }, zone)).toBe(shown)
  })

  test('weekdays are spoken in the language of the contact', () => {
    const weekday = (language: 'ja' | 'en') =>
      compose(
        composing({
          parts: { subject: '{{ "2026-11-24" | date: "%a" }}' },
          contact: { language },
        }),
      ).subject
    expect([weekday('ja'), weekday('en')]).toEqual(['火', 'Tue'])
  })
})

describe('what is wrong in a text', () => {
  test('is named with line, column and a caret below the place', () => {
    const problem = problemIn(() => prepare('こんにちは\nいろは{{ name | nope }}', 'html'))
    expect(problem).toMatchObject({ message: 'undefined filter: nope', line: 2, column: 4 })
    expect(problem.excerpt).toBe('いろは{{ name | nope }}\n　　　^')
  })

  test('is told in one line to the graph’s check', () => {
    expect(check('ok {{ contact.name }}')).toBeNull()
    expect(check('a\n{{ b | c }}')).toBe('2:1 undefined filter: c')
    expect(check('{% if %}')).toMatch(/^1:6 /)
    expect(check('{{ a')).toMatch(/^1:1 /)
  })

  test('is told with its part', () => {
    const parts = { subject: 'ok', html: '<p>{{ x | nope }}</p>' }
    expect(problemIn(() => compose(composing({ parts }))).part).toBe('html')
    expect(problemIn(() => compose(composing({ parts: { subject: '{% if %}' } }))).part).toBe(
      'subject',
    )
  })

  test('never reaches the disk, a prototype or the end of memory', () => {
    expect(check('{% include "secret" %}')).toMatch(/not found/)
    expect(check('{% render "secret" %}')).toMatch(/not found/)
    expect(filled('{{ a.constructor }}{{ a.__proto__ }}{{ a.toString }}', { a: {} })).toBe('')
    const endless = problemIn(() => filled('{% for i in (1..999999999) %}x{% endfor %}'))
    expect(endless.message).toMatch(/limit exceeded/)
    const slow = '{% for i in (1..3000) %}{% for j in (1..3000) %}x{% endfor %}{% endfor %}'
    expect(problemIn(() => filled(slow)).message).toMatch(/limit exceeded/)
  })

  test('is not what comes out: half a character and U+0000 are mended', () => {
    expect(filled('{{ name | first }}', { name: '𠮷田' })).toBe('\ufffd')
    expect(filled('{{ name }}', { name: 'a\u0000b' })).toBe('ab')
    expect(filled('[{{ contact.nothing.at_all }}]', { contact: {} })).toBe('[]')
  })
})

describe('a mail', () => {
  test('escapes what it did not write itself, in HTML alone', () => {
    const mail = compose(
      composing({
        parts: { subject: '{{ contact.name }}', html: '<p>{{ contact.name }}</p>', text: '' },
        contact: { attributes: { name: '<b>A&B</b>' } },
      }),
    )
    expect(mail.subject).toBe('<b>A&B</b>')
    expect(mail.html).toContain('<p>&lt;b&gt;A&amp;B&lt;/b&gt;</p>')
    expect(mail.text).toMatch(/^<b>A&B<\/b>\n/)
  })

  test('keeps its headers to a line whatever stands in a name', () => {
    const mail = compose(
      composing({
        parts: { subject: 'こんにちは　{{ contact.name }}' },
        contact: { attributes: { name: 'A\r\nBcc: b@example.com' } },
      }),
    )
    expect(mail.subject).toBe('こんにちは　A Bcc: b@example.com')
    expect(mail.to.name).not.toMatch(/[\r\n]/)
  })

  test('is a whole page with its preheader out of sight', () => {
    const { html } = compose(composing({ parts: { preheader: '前文' } }))
    expect(html).toMatch(/^<!doctype html>\n<html lang="ja">/)
    expect(html).toMatch(/display:none[^>]*>前文/)
  })

  test('leaves an author’s own page as it is, preheader and footer in their places', () => {
    const own = '<!DOCTYPE html><html><head></head><body class="x"><p>本文</p></body></html>'
    const { html } = compose(composing({ parts: { html: own, preheader: '前文' } }))
    expect(html.match(/<body/g)).toHaveLength(1)
    expect(html).toMatch(/<body class="x">\n<div style="display:none/)
    expect(html).toMatch(/配信停止はこちら<\/a>[\s\S]*<\/body><\/html>$/)
  })

  test('remembers which values of the contact stand in it', () => {
    const { merged } = compose(
      composing({
        parts: {
          subject: '{{ contact.last_name | honorific }}',
          html: '{% if contact.plan == "a" %}{{ contact.email }}{% endif %}{{ contact.company }}',
        },
        contact: { attributes: { last_name: '山田', plan: 'a', secret: 'x' } },
      }),
    )
    expect(merged).toEqual({ last_name: '山田', plan: 'a', email: 'yui@example.jp' })
  })

  test('gets one however deeply the HTML is nested', () => {
    const deep = `<p>Hello</p>${'<div>'.repeat(20_000)}…${'</div>'.repeat(20_000)}`
    expect(textOfHtml(deep)).toMatch(/^Hello/)
  })

  test('gets a text part from its HTML', () => {
    const html =
      '<h1>ようこそ</h1><p>{{ contact.name | honorific }}<br>こちらを<a href="https://a.example/?u={{ contact.email | url_encode }}">ご覧ください</a></p><ul>{% for x in payload.items %}<li>{{ x }}</li>{% endfor %}</ul>'
    const { text } = compose(composing({ parts: { html }, payload: { items: ['あ', 'い'] } }))
    expect(text).toMatch(
      /^ようこそ\n\nお客様\nこちらをご覧ください <https:\/\/a\.example\/\?u=yui%40example\.jp>\n\n・あ\n・い\n/,
    )
  })

  test('gets an HTML part from its text: paragraphs, links, nothing executed', () => {
    const text = 'こんにちは\n<script>x</script>\n\nhttps://a.example/b?c=1&d=2をどうぞ。'
    const { html } = compose(composing({ parts: { html: '', text } }))
    expect(html).toContain('<p>こんにちは<br>\n&lt;script&gt;x&lt;/script&gt;</p>')
    expect(html).toContain(
      '<p><a href="https://a.example/b?c=1&amp;d=2">https://a.example/b?c=1&amp;d=2</a>をどうぞ。</p>',
    )
  })

  test('carries what the law wants in both parts, the way out beside the right to it', () => {
    const { html, text } = compose(composing())
    for (const part of [html, text]) {
      for (const wanted of ['飛び石株式会社', '東京都渋谷区', 'tobiishi.example/contact']) {
        expect(part).toContain(wanted)
      }
      expect(part).toMatch(/いつでも停止できます。[\s\S]{0,100}https:\/\/mail\.example\/u\/token/)
    }
    const english = compose(composing({ contact: { language: 'en' } }))
    expect(english.html).toMatch(/You can stop these mails at any time\..*Unsubscribe/)
    expect(english.html).toContain('<html lang="en">')
  })

  test('says at its foot what the author has not said: who sends, and the way out with its words', () => {
    const own = '<p><a href="{{ unsubscribe_url }}">やめる</a></p>'
    const mine = compose(composing({ parts: { html: own } }))
    expect(mine.html).not.toContain('配信停止はこちら')
    const rule = '─'.repeat(16)
    const sender = [account.senderName, account.postalAddress]
    const enquiry = `お問い合わせ：${account.enquiry}`
    expect(mine.text).toBe(
      `やめる <https://mail.example/u/token>\n\n${[rule, ...sender, enquiry].join('\n')}\n`,
    )
    for (const fact of sender) expect(mine.html).toContain(fact)
    const named = `${own}<p>飛び石株式会社<br>{{ account.postal_address }}</p>`
    const some = compose(composing({ parts: { html: named } }))
    expect(some.html.split('飛び石株式会社')).toHaveLength(2)
    expect(some.html.split(account.postalAddress)).toHaveLength(2)
    expect(some.html).toContain('お問い合わせ')
    const bare = '<p><a href="{{ unsubscribe_url }}">こちら</a></p>'
    expect(compose(composing({ parts: { html: bare } })).html).toContain('いつでも停止できます')
    const half = compose(composing({ parts: { html: own, text: '本文' } }))
    expect(half.text).toContain('配信停止はこちら')
    const receipt = compose(composing({ class: 'transactional' }))
    expect(receipt.html + receipt.text).not.toContain('配信停止')
    expect(receipt.headers).toEqual({ 'Feedback-ID': '7:send:transactional:tobiishi' })
  })
})

test.for([
  ['みなと珈琲', 'みなと珈琲です。', true],
  ['みなと珈琲', 'みなと珈琲店です。', false],
  ['東京都渋谷区', '（東京都渋谷区）', true],
  ['渋谷区神宮前1-2-3', '渋谷区神宮前1-2-34', false],
  ['神宮前1-2-3', '東京都神宮前1-2-3', false],
  ['https://shop.example.jp', 'こちら <https://shop.example.jp/sale>', false],
  [
    'https://shop.example.jp',
    'セールは https://shop.example.jp/sale へ。お問い合わせ：https://shop.example.jp',
    true,
  ],
  ['info@shop.jp', 'info@shop.jpまで。', true],
  ['info@shop.jp', 'my-info@shop.jp', false],
  ['03-1234-5678', 'TEL:03-1234-5678.', true],
  ['03-1234-5678', '03-1234-56789', false],
] as const)('%s is said or not by “%s”', ([fact, text, said]) => {
  expect(states(text, fact)).toBe(said)
})

test('an address of which a line is said stands at the foot whole; what nobody sees says nothing', () => {
  const lines = ['〒150-0001', '東京都渋谷区', '神宮前1-2-3']
  const settings = { ...account, postalAddress: lines.join('\n') }
  const foot = (html: string) =>
    compose(composing({ parts: { html, text: '本文' }, account: settings })).html
  const whole = lines.join('<br>\n')
  expect(foot('<p>東京都渋谷区に開店</p>')).toContain(whole)
  expect(foot(`<!-- ${account.senderName} --><p>本文</p>`)).toContain(`${account.senderName}<br>`)
  expect(foot(`<p>${lines.join('<br>')}</p>`)).not.toContain(whole)
})

test('a text part made from the template is the one made from the mail', async () => {
  const bits = fc.array(
    fc.constantFrom(
      '<p>{{ contact.name | honorific }}</p>',
      '<p>あ &amp; い<br>う</p>',
      '{% if payload.a %}<p>はい {{ payload.a }}</p>{% else %}<p>いいえ</p>{% endif %}',
      '<table><tr><td>左</td><td>{{ payload.b }}</td></tr></table>',
      '<ul>{% for x in payload.list %}<li>{{ x }}</li>{% endfor %}</ul>',
      '<a href="https://a.example/{{ payload.b }}">ここ</a>',
      '<div><img src="x" alt="絵"><span>{{ contact.name }}</span></div>',
    ),
    { minLength: 1, maxLength: 6 },
  )
  const scope = {
    contact: { name: '山田' },
    payload: { a: 'x', b: 'y & z', list: ['1', '2'] },
    [surroundings]: { zone: 'Asia/Tokyo', language: 'ja' as const, now },
  }
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  fc.assert(
    fc.property(bits, (parts) => {
      const html = parts.join('\n')
      const early = fill(prepare(textTemplate(html)!, 'text'), scope)
      const late = textOfHtml(fill(prepare(html, 'html'), scope))
      expect(words(early)).toBe(words(late))
    }),
  )
  expect(textTemplate('<p>{{ payload.html | raw }}</p>')).toBeNull()
})

test('a text survives being made HTML and read again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z<>&"'あ-ん]{1,30}$/), (text) => {
      expect(textOfHtml(htmlOfText(text))).toBe(text)
    }),
  )
})

test('mail programs read back what was composed', async () => {
  const { written } = await import('../server/transports/mime.ts')
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = compose(
    composing({
      parts: { subject: '𠮷田様へ ☔ '.repeat(8), text: '.\n..点\nEND' },
      contact: { email: 'a..b@docomo.ne.jp', attributes: { name: '山田, "唯"' } },
    }),
  )
  const raw = written(new MailComposer({ ...mail, textEncoding: 'base64' }).compile())
  const read = await simpleParser(raw)
  expect(read.subject).toBe(mail.subject)
  expect(read.html).toBe(mail.html)
  expect(read.text).toBe(mail.text)
  expect(read.to).toMatchObject({ value: [{ name: '山田, "唯"' }] })
  expect(raw.toString()).toContain('<"a..b"@docomo.ne.jp>')
  expect(raw.toString()).not.toMatch(/X-Mailer/i)
  expect(
    raw
      .toString()
      .split('\r\n')
      .every((line) => line.length <= 998),
  ).toBe(true)
})

// Squares of these lengths would be minutes: somebody's post must not stop the process.
describe('a long text that somebody posts', () => {
  const long = 300_000

  test('becomes HTML when it is one address full of stops', () => {
    const url = `http://a${'!'.repeat(long)}x`
    expect(htmlOfText(url)).toContain(`<a href="${url}">`)
    expect(htmlOfText(`${url}!!`)).toContain(`<a href="${url}">${url}</a>!!`)
  })

  test('becomes a name when it is mostly white space', () => {
    const name = `y${' \u3000'.repeat(long)}x`
    expect(honorific(`\u200b ${name}\u3000`)).toBe(`${name}様`)
  })
})
