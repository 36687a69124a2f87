import type { Account } from '../../server/account/read.ts'
import { type Composing, compose } from '../../server/templates/compose.ts'

/** An ordinary Japanese welcome mail: a name, a condition, a list, some links; text made from HTML. */
export const letter = {
  name: '',
  subject: '{{ contact.last_name | honorific }}、飛び石へようこそ',
  preheader: 'はじめの一歩をご案内します',
  html: `<h1>ようこそ、{{ contact.last_name | honorific: "様", fallback: "お客様" }}</h1>
<p>このたびは<strong>{{ account.name }}</strong>にご登録いただき、ありがとうございます。<br>
{% if payload.plan == "gold" %}ゴールドプランのご案内を同封しました。{% else %}無料プランでお使いいただけます。{% endif %}</p>
<ul>{% for step in payload.steps %}<li>{{ step }}</li>{% endfor %}</ul>
${'<p>庭の飛び石のように、ひとつずつ進めば迷いません。まずは最初のシナリオを描いてみましょう。<a href="https://example.jp/start?u={{ contact.email | url_encode }}">はじめかたを読む</a></p>\n'.repeat(8)}<p>ご登録日：{{ "now" | date: "%Y年%m月%d日" }}</p>`,
  text: '',
  class: 'advertising' as const,
  ifLeftOut: 'go-on' as const,
}

export const payload = { plan: 'gold', steps: ['描く', '公開する', '見守る'] }

export const account: Account = {
  name: '飛び石',
  zone: 'Asia/Tokyo',
  language: 'ja',
  senderName: '飛び石株式会社',
  senderAddress: 'hello@tobiishi.example',
  replyTo: '',
  postalAddress: '〒150-0001 東京都渋谷区神宮前1-2-3',
  enquiry: 'https://tobiishi.example/contact',
  stopped: false,
  tracking: true,
}

const composing = (n: number): Composing => ({
  key: 'bench/letter',
  parts: letter,
  class: 'advertising',
  contact: {
    email: `bare${n}@bench.example`,
    attributes: { last_name: `山田${n}`, first_name: '唯' },
    language: null,
    zone: null,
  },
  payload,
  account,
  journey: { id: 1, name: 'Bench' },
  nodeId: 'send',
  unsubscribeUrl: `https://bench.example/u/${String(n).padStart(30, 'x')}`,
  headerId: `${n}.abcdef12@tobiishi.example`,
  now: Temporal.Now.instant(),
})

/** The mail to person n, by the product's own compose(). */
export const composed = (n: number) => compose(composing(n))
