import { expect, test } from 'vitest'
import { formatter } from '../../editor/format.ts'
import { asideOf, eventReason, factOf, type Telling } from '../../editor/pages/contact/tell.ts'
import { toldFields, toldOf } from '../../editor/pages/contact/told-fields.ts'
import { noNames } from '../../editor/rules/names.ts'
import type { Language } from '../../editor/words.ts'

const sources = [
  { id: 1, name: 'メルマガ登録', kind: 'form' },
  { id: 2, name: 'ECサイト注文', kind: 'webhook' },
] as const

const telling = (language: Language): Telling => ({
  language,
  format: formatter(language, 'Asia/Tokyo'),
  sources: sources.map((each) => ({ ...each, url: '', open: true, asksConsent: false })),
  names: {
    ...noNames,
    segments: [{ id: 3, name: '春の会員' }],
    attributes: [
      { key: 'last_kana', label: 'セイ', type: 'text', choices: [], archived: false },
      { key: '誕生日', label: '誕生日', type: 'date', choices: [], archived: false },
    ],
  },
  walks: [],
})

const event = (name: string, payload: Record<string, unknown> = {}, by = 'member:1') => ({
  id: 'event:1',
  at: '2026-11-24T14:32:08+09:00',
  enrollmentId: null,
  journeyId: null,
  journeyName: null,
  nodeId: null,
  nodeType: null,
  nodeName: null,
  kind: 'event' as const,
  name,
  origin: by,
  by,
  byName: by === 'member:1' ? '佐藤 美咲' : by === 'key:1' ? '基幹システム' : 'ECサイト注文',
  payload,
})

test('what a hand did says whose it was, and why', () => {
  const stopped = event('contact.suppressed', { reason: 'by-hand', note: '電話でのご希望' })
  expect(factOf(stopped, telling('ja'))).toBe('この方への配信を止めました')
  expect(asideOf(stopped, telling('ja'))).toBe('佐藤 美咲さん')
  expect(asideOf(stopped, telling('en'))).toBe('佐藤 美咲')
  expect(eventReason(stopped, telling('ja'))).toBe('電話でのご希望')
  expect(asideOf(event('contact.exported', { note: '請求' }, 'key:1'), telling('ja'))).toBe(
    'APIキー「基幹システム」',
  )
})

test('a change names the attributes that changed by their labels', () => {
  const changed = event('contact.changed', { fields: ['last_kana', '誕生日', 'zone'] })
  expect(toldOf(changed, telling('ja'))).toEqual([
    { label: '変わった内容', text: 'セイ、誕生日、タイムゾーン' },
  ])
  expect(asideOf(changed, telling('ja'))).toBe('佐藤 美咲さん')
})

test('a segment stands there by its name, with a way to it', () => {
  const entered = event('segment.entered', { segmentId: 3 })
  expect(toldOf(entered, telling('ja'))).toEqual([
    { label: 'セグメント', text: '春の会員', to: '/segments/3' },
  ])
  expect(toldOf(event('segment.left', { segmentId: 9 }), telling('ja'))).toEqual([])
})

test('an import says whether it brought somebody in, and no key', () => {
  const imported = event('contact.imported', { added: true }, 'import:1')
  expect(factOf(imported, telling('ja'))).toBe('ファイルの取り込みで加わりました')
  expect(toldOf(imported, telling('ja'))).toEqual([])
  const out = event('contact.unsubscribed', { way: 'import' }, 'import:1')
  expect(eventReason(out, telling('ja'))).toBe('取り込んだファイルの記載から。')
})

test('a form was sent, while at a webhook something came in', () => {
  const filled = event('source.received', {}, 'source:1')
  expect(factOf(filled, telling('ja'))).toBe('フォーム「メルマガ登録」を送信しました')
  const posted = event('source.received', {}, 'source:2')
  expect(factOf(posted, telling('ja'))).toBe('「ECサイト注文」で受け取りました')
  expect(factOf(posted, telling('en'))).toBe('Came in at “ECサイト注文”')
  expect(asideOf(posted, telling('ja'))).toBeNull()
  expect(factOf(event('source.received', {}, 'source:9'), telling('ja'))).toBe(
    '受付口で受け取りました',
  )
})

test('what came in is told in words: lists joined, nested values under the way to them', () => {
  const order = {
    order: { id: 'A-100', items: [{ sku: 'BEAN-1' }], total: 4800, gift: false },
    商品: ['エチオピア', '', 'ケニア'],
    pairs: [{ a: 1 }, { a: 2 }],
    last_kana: 'キムラ',
    empty: '  ',
    none: null,
    nothing: {},
  }
  const told = toldFields(order, telling('ja')).map(({ label, text }) => `${label}：${text}`)
  expect(told).toEqual([
    'order › id：A-100',
    'order › items › sku：BEAN-1',
    'order › total：4800',
    'order › gift：いいえ',
    '商品：エチオピア、ケニア',
    'pairs › 1 › a：1',
    'pairs › 2 › a：2',
    'セイ：キムラ',
  ])
  expect(toldFields({ 商品: ['a', 'b'] }, telling('en'))).toEqual([{ label: '商品', text: 'a, b' }])
})

test('an event of one’s own keeps its own names', () => {
  const paid = event('order.paid', { name: '珈琲豆', total: 4800 }, 'key:1')
  expect(toldOf(paid, telling('ja'))).toEqual([
    { label: 'name', text: '珈琲豆' },
    { label: 'total', text: '4800' },
  ])
})
