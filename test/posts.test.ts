import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { find } from '../server/sources/find.ts'
import { judge } from '../server/sources/judge.ts'

const hooks = `${import.meta.dirname}/fixtures/hooks/`

/** A real post: a content type line, an empty line, the body as it went over the wire. */
function fixture(name: string): { contentType: string; body: Uint8Array } {
  const bytes = readFileSync(`${hooks}${name}.post`)
  const end = bytes.indexOf('\r\n\r\n')
  const contentType = bytes.toString('latin1', 0, end).replace(/^Content-Type: /, '')
  return { contentType, body: bytes.subarray(end + 4) }
}

type Expected = {
  charset?: string
  email: string
  field: string
  attributes: object
  payload?: object
  eventId?: string
}

const expected: Record<string, Expected> = {
  'contact-form-7': {
    email: 'Taro.Yamada@example.jp',
    field: 'your-email',
    attributes: { name: '山田　太郎', last_name: '山田', first_name: '太郎' },
    payload: {
      'your-subject': '資料請求',
      'your-menu': ['カタログ', '料金表'],
      'your-message': '一行目\r\n二行目です。',
      'your-file': { name: '名刺.pdf', size: 7 },
    },
  },
  'contact-form-7-to-webhook': {
    email: 'hanako@example.jp',
    field: 'your-email',
    attributes: { name: '佐藤花子' },
  },
  'html-form-en': {
    email: 'ada@example.com',
    field: 'Email_Address',
    attributes: { first_name: 'Ada', last_name: 'Lovelace', company: 'Analytical Engines' },
    payload: { interests: ['a', 'b'], utm_source: 'newsletter' },
  },
  'html-form-shift-jis': {
    charset: 'shift_jis',
    email: 'saki@example.jp',
    field: 'メールアドレス',
    attributes: {
      name: '髙橋　﨑子',
      last_name: '髙橋',
      first_name: '﨑子',
      last_kana: 'タカハシ',
      first_kana: 'サキコ',
    },
    payload: { ご予算: '①5～10万円', 住所: '東京都千代田区表町ソ', submit: '送信' },
  },
  'html-form-shift-jis-multipart': {
    charset: 'shift_jis',
    email: 'tanaka@example.co.jp',
    field: 'ご担当者様メールアドレス',
    attributes: { company: '株式会社ソニックス表示', last_name: '田中', first_name: '能' },
    payload: { 表示: '十', 添付: { name: '写真ソ.jpg', size: 3 } },
  },
  'html-form-euc-jp': {
    charset: 'euc-jp',
    email: 'ichiro@example.ne.jp',
    field: 'mail',
    attributes: { last_name: '鈴木', first_name: '一郎' },
    payload: { 問い合わせ: 'よろしくお願いします' },
  },
  typeform: {
    email: 'grace@example.com',
    field: "What's your email address?",
    attributes: { name: 'Grace Hopper', last_name: 'Hopper', first_name: 'Grace' },
    payload: {
      utm_source: 'x',
      plan: 'trial',
      plan_wanted: 'Pro',
      'Which topics?': ['London', 'Sydney'],
      terms: true,
      start_on: '2026-12-01',
      "Your friend's email": 'friend@example.com',
      form_id: 'lT4Z3j',
      submitted_at: '2026-10-18T18:17:02Z',
    },
    eventId: '01HZX3K5T0N7Y8Q9R1S2T3U4V5',
  },
  tally: {
    email: 'ran@example.jp',
    field: 'メール',
    attributes: { name: '伊藤 蘭', last_name: '伊藤', first_name: '蘭' },
    payload: {
      会社名: null,
      規模: ['10〜50名'],
      '興味 (製品A)': true,
      utm_source: 'google',
      formName: '資料ダウンロード',
      submissionId: '2wgx4n',
    },
    eventId: 'a4cb511e-d513-4fa5-baee-b815d718dfd1',
  },
  'google-forms-named-values': {
    email: 'ai@example.jp',
    field: 'メールアドレス',
    attributes: { name: '中村 愛', last_name: '中村', first_name: '愛' },
    payload: {
      タイムスタンプ: '2026/10/28 12:00:00',
      参加日: ['11月1日', '11月8日'],
      ご質問: '',
    },
  },
  'google-forms-simple': {
    email: 'ken@example.jp',
    field: 'respondentEmail',
    attributes: { name: '小林健' },
  },
  'stripe-checkout': {
    email: 'buyer@example.com',
    field: 'data.object.customer_details.email',
    attributes: { name: '渡辺 直美', last_name: '渡辺', first_name: '直美' },
    eventId: 'evt_1RgRPrEEXQJo9EEOWggvNEHe',
  },
  'stripe-invoice': {
    email: 'payer@example.com',
    field: 'data.object.customer_email',
    attributes: { name: 'John Doe', last_name: 'Doe', first_name: 'John' },
    eventId: 'evt_1Example',
  },
  'shopify-order': {
    email: 'jon@example.com',
    field: 'email',
    attributes: { first_name: 'John', last_name: 'Smith', company: 'Shipping Company' },
  },
  'woocommerce-order': {
    email: 'misaki@example.jp',
    field: 'billing.email',
    attributes: { first_name: '美咲', last_name: '加藤' },
  },
  elementor: {
    email: 'mai@example.jp',
    field: 'Email',
    attributes: { name: '山本 舞', last_name: '山本', first_name: '舞' },
  },
  'notification-with-senders': {
    email: 'member@example.com',
    field: 'user.email',
    attributes: { name: 'Member One' },
  },
}

describe('a real post', () => {
  test.for(Object.entries(expected))('of %s is read', ([name, want]) => {
    const { body, contentType } = fixture(name)
    const judged = judge({ body, contentType }, { mapping: {} })
    if (judged.type !== 'taken') throw new Error(judged.reason)
    const { address, field, attributes, payload, eventId } = judged.found
    expect({ email: address.email, field, charset: judged.charset, eventId }).toEqual({
      email: want.email,
      field: want.field,
      charset: want.charset ?? 'utf-8',
      eventId: want.eventId ?? null,
    })
    expect(attributes).toEqual(expect.objectContaining(want.attributes))
    if (want.payload) expect(payload).toEqual(want.payload)
  })

  test('has a fixture for every expectation and the other way round', () => {
    const files = readdirSync(hooks).map((file) => file.replace('.post', ''))
    expect(files.toSorted()).toEqual([...Object.keys(expected), 'owner-only'].toSorted())
  })

  test('whose only addresses are the shop’s is refused', () => {
    const { body, contentType } = fixture('owner-only')
    expect(judge({ body, contentType }, { mapping: {} })).toMatchObject({
      reason: 'email-missing',
      field: null,
    })
  })

  test('keeps numbers that a JavaScript number cannot hold', () => {
    const { body, contentType } = fixture('shopify-order')
    const judged = judge({ body, contentType }, { mapping: {} })
    expect(judged.fields).toMatchObject({ id: '820982911946154508', order_number: 1001 })
  })
})

describe('the contact’s address', () => {
  const email = (fields: object, mapping = {}) => {
    const found = find(JSON.parse(JSON.stringify(fields)), mapping)
    return found.type === 'found' ? found.address.email : `${found.reason}: ${found.field}`
  }

  test.for([
    'email',
    'mail',
    'Email',
    'E-mail',
    'e_mail',
    'email_address',
    'emailAddress',
    'Email Address *',
    'your-email',
    'email1',
    'input_email',
    'work_email',
    'contactEmail',
    'customer_email',
    'メールアドレス',
    'メール',
    'Ｅメール',
    'E-mailアドレス',
    'メールアドレス（必須）',
    'メールアドレス【半角】',
    'ご連絡先メールアドレス',
    'お客様のメールアドレス',
    'メールアドレス ※',
  ])('is taken from %s', (name) => {
    expect(email({ [name]: 'a@example.jp' })).toBe('a@example.jp')
  })

  test.for([
    'from',
    'From_Email',
    'sender',
    'sender_email',
    'reply_to',
    'reply-to-email',
    'replyTo',
    '_wpcf7_recipient',
    'recipient',
    'recipient_email',
    'admin_email',
    'adminEmail',
    'site_email',
    'owner_email',
    'shop_email',
    'store_email',
    'support_email',
    'to',
    'email_to',
    'cc',
    'bcc',
    'staff',
    'staff_mail',
    '担当者',
    '担当者メール',
    '店舗メールアドレス',
    '管理者メールアドレス',
    '送信元メールアドレス',
    'friend_email',
    'email_template',
    'form_email',
    'business_email',
    'receiver_email',
    'company_email',
    'account.email',
    'notes',
  ])('is never taken from %s', (name) => {
    expect(email({ [name]: 'a@example.jp' })).toBe('email-missing: null')
    expect(email({ [name]: 'a@example.jp', email: 'b@example.jp' })).toBe('b@example.jp')
  })

  test.for(['shop', 'store', 'sender', 'merchant', 'vendor', 'staff', 'owner', 'from', 'author'])(
    'is never taken from what is said of a %s',
    (name) => {
      expect(email({ [name]: { email: 'a@example.jp' } })).toBe('email-missing: null')
    },
  )

  test('is refused when two of equal right differ, naming both fields', () => {
    const both = { email: 'a@example.jp', メールアドレス: 'b@example.jp' }
    expect(email(both)).toBe('email-ambiguous: email, メールアドレス')
    expect(email({ email: ['a@example.jp', 'b@example.jp'] })).toBe('email-ambiguous: email, email')
    expect(email({ email: 'a@example.jp', メールアドレス: 'A@example.jp' })).toBe('a@example.jp')
  })

  test('typed differently in its confirmation is refused', () => {
    const typed = { email: 'a@example.jp', email_confirm: 'aa@example.jp' }
    expect(email(typed)).toBe('email-ambiguous: email, email_confirm')
  })

  test('at the top counts before one further down', () => {
    expect(email({ email: 'a@example.jp', customer: { email: 'b@example.jp' } })).toBe(
      'a@example.jp',
    )
  })

  test('is another field’s when the provider’s own e-mail question was left out', () => {
    const fields = [
      { label: 'Work', type: 'email', value: '' },
      { label: 'mail', type: 'text', value: 'a@example.jp' },
    ]
    expect(email({ fields })).toBe('a@example.jp')
  })

  test('is not a field that only asks whether mail is wanted', () => {
    expect(email({ mail: '希望する', 'your-email': 'a@example.jp' })).toBe('a@example.jp')
    expect(email({ mail_magazine: 'a@example.jp' })).toBe('email-missing: null')
  })

  test('is refused by the name of its field when it is empty or impossible', () => {
    expect(email({ mail: '' })).toBe('email-missing: mail')
    expect(email({ mail: 'taro@examplejp' })).toBe('email-impossible: mail')
    expect(email({ mail: 'taro.example.jp' })).toBe('email-impossible: mail')
    expect(email({ name: 'x' })).toBe('email-missing: null')
  })

  test('stands where the mapping says, and nowhere else', () => {
    const sent = { email: 'a@example.jp', deep: { list: [{ 'odd.name': 'b@example.jp' }] } }
    expect(email(sent, { email: 'deep.list.0.odd' })).toBe('email-missing: deep.list.0.odd')
    expect(email({ 'odd.name': 'b@example.jp' }, { email: 'odd.name' })).toBe('b@example.jp')
    expect(email({ from: 'c@example.jp' }, { email: 'from' })).toBe('c@example.jp')
    expect(email(sent, { email: '__proto__.x' })).toBe('email-missing: __proto__.x')
  })

  test('of an old carrier kind is possible', () => {
    expect(email({ email: 'a..b@docomo.ne.jp' })).toBe('a..b@docomo.ne.jp')
  })
})

describe('what else was sent', () => {
  const found = (fields: object, mapping = {}) => {
    const result = find(JSON.parse(JSON.stringify(fields)), mapping)
    if (result.type === 'missed') throw new Error(result.reason)
    return result
  }

  test('becomes the payload, names and address apart', () => {
    const sent = { email: 'a@example.jp', 姓: '山田', 名: '太郎', plan: 'pro', note: null, n: 0 }
    const { attributes, payload } = found({ ...sent, _wpcf7_version: '6' })
    expect(attributes).toEqual({ last_name: '山田', first_name: '太郎' })
    expect(payload).toEqual({ plan: 'pro', note: null, n: 0 })
  })

  test('becomes an attribute where the mapping says so', () => {
    const mapping = { attributes: { plan: 'order.plan', tags: 'tags', size: 'size', gone: 'x.y' } }
    const sent = { email: 'a@example.jp', order: { plan: 'pro', no: 1 }, tags: ['x', 'y'], size: 3 }
    const { attributes, payload } = found(sent, mapping)
    expect(attributes).toEqual({ plan: 'pro', tags: 'x, y', size: 3 })
    expect(payload).toEqual({ order: { no: 1 } })
  })

  test('does not lend a thing’s name to a person', () => {
    const order = { email: 'a@example.jp', name: '#1001', line_items: [{ name: 'Tea' }] }
    expect(found(order).attributes).toEqual({})
    const event = { name: 'Newsletter form', user: { email: 'a@example.jp' } }
    expect(found(event).attributes).toEqual({})
  })

  test.for(['form_name', 'formName', 'user_name', 'product_name', 'name_of_shop', 'file name'])(
    'called %s is not a person’s name',
    (name) => {
      expect(found({ email: 'a@example.jp', [name]: 'x y' }).attributes).toEqual({})
    },
  )

  test('does not make one person of two', () => {
    const customer = { first_name: 'John' }
    const sent = { email: 'a@example.jp', customer, billing: { last_name: 'Payer' } }
    expect(found(sent).attributes).toEqual({ first_name: 'John' })
  })

  test('is never too long for an attribute', () => {
    const { attributes } = found({ email: 'a@example.jp', name: '𠮷'.repeat(2000) })
    expect(String(attributes.name).length).toBeLessThanOrEqual(1000)
    expect(String(attributes.name).isWellFormed()).toBe(true)
  })
})
