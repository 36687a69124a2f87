import { describe, expect, test } from 'vitest'
import { formatter } from '../../editor/format.ts'
import { byDay } from '../../editor/pages/contact/days.ts'
import { holdBack } from '../../editor/pages/contact/held-back.ts'
import { tellNext } from '../../editor/pages/contact/next-words.ts'
import { lookingAt, shows } from '../../editor/pages/contact/shown.ts'
import {
  eventReason,
  factOf,
  questionSentence,
  type Telling,
  waitReason,
} from '../../editor/pages/contact/tell.ts'
import { noNames } from '../../editor/rules/names.ts'
import type { Language } from '../../editor/words.ts'
import type { Graph } from '../../server/engine/graph.ts'
import type { Entry, Next, Walk } from '../../server/timeline/shape.ts'

const year = Temporal.Now.plainDateISO('Asia/Tokyo').year
const at = (text: string) => `${year}-${text}+09:00`

const graph: Graph = {
  schema: 1,
  settings: { reentry: 'after-exit' },
  nodes: [
    node('in', 'trigger', { kind: 'source', sourceId: 1 }),
    node('hello', 'send', { subject: 'はじめまして' }),
    node('pause', 'wait', { wait: { type: 'duration', amount: 1, unit: 'days' } }),
    node('company', 'condition', {
      name: '法人ですか',
      branches: [{ id: 'yes', name: '法人', rule: { join: 'all', questions: [] } }],
    }),
    node('out', 'exit', { name: '通常配信へ' }),
  ],
  edges: [
    edge('in', 'hello'),
    edge('hello', 'pause'),
    edge('pause', 'company'),
    edge('company', 'out', 'yes'),
  ],
}

const walk: Walk = {
  enrollmentId: 7,
  journeyId: 1,
  journeyName: '会員登録ウェルカム',
  journeyKind: 'journey',
  journeyState: 'live',
  version: 1,
  state: 'waiting',
  enteredAt: at('11-24T14:30:00'),
  endedAt: null,
  nodeId: 'pause',
  seq: 3,
  graph,
  path: [],
  error: null,
}

const looking = (search: string) => lookingAt(new URLSearchParams(search))
const around = { walks: [walk], now: Temporal.Instant.from(at('11-24T15:00:00')) }

const telling = (language: Language): Telling => ({
  language,
  format: formatter(language, 'Asia/Tokyo'),
  sources: [
    { id: 1, name: '会員登録フォーム', kind: 'form', url: '', open: true, asksConsent: true },
  ],
  names: noNames,
  walks: [walk],
})

describe('an entry says what happened', () => {
  test('who entered, from where', () => {
    const entered = entry('in', {
      kind: 'entered',
      origin: 'source:1/request:3',
      originName: '会員登録フォーム',
      payload: {},
    })
    expect(factOf(entered, telling('ja'))).toBe(
      '「会員登録フォーム」から「会員登録ウェルカム」に入りました',
    )
    expect(factOf(entered, telling('en'))).toBe(
      'Entered “会員登録ウェルカム” from “会員登録フォーム”',
    )
    const byHand = entry('in', { ...entered, origin: 'member:1', originName: '佐藤 美咲' })
    expect(factOf(byHand, telling('ja'))).toBe('佐藤 美咲さんが「会員登録ウェルカム」に入れました')
  })

  test('until when somebody waits, and by whose clock', () => {
    const waiting = entry('pause', {
      kind: 'waiting',
      until: at('11-25T14:32:07'),
      since: at('11-24T14:32:07'),
      amount: 1,
      unit: 'days',
      zone: 'Asia/Tokyo',
    })
    expect(factOf(waiting, telling('ja'))).toMatch(/^11\/25（.）14:32まで待ちます$/)
    expect(waitReason(waiting, telling('ja'))).toBe(
      '起点は14:32:07。そこから1日後の同じ時刻（日本標準時）です。',
    )
    expect(waitReason(waiting, telling('en'))).toBe(
      'Counted from 14:32:07: 1 day later at the same time of day (Japan Standard Time).',
    )
    expect(waitReason({ ...waiting, unit: 'minutes', amount: 30 }, telling('ja'))).toBe(
      '起点は14:32:07。そこから30分後です。',
    )
  })

  test('a wait that was over before somebody came to it, with the same reason', () => {
    const over = entry('pause', {
      kind: 'over',
      until: at('11-24T14:30:07'),
      since: at('11-23T14:30:07'),
      amount: 1,
      unit: 'days',
      zone: 'Asia/Tokyo',
    })
    expect(factOf(over, telling('ja'))).toMatch(
      /^「1日待つ」はすでに終わっていました（11\/24（.）14:30まで）$/,
    )
    expect(factOf(over, telling('en'))).toMatch(
      /^“Wait 1 day” was over already: it lasted until .+14:30/,
    )
    expect(waitReason(over, telling('ja'))).toMatch(
      /^起点は11\/23.+14:30.*。そこから1日後の同じ時刻（日本標準時）です。$/,
    )
    expect(shows(looking('show=waits'), over, around)).toBe(true)
  })

  test('what somebody did by hand, by name where it is known', () => {
    const hand = { actor: 'member:1', name: '佐藤 美咲', note: 'ご要望' }
    const out = entry('pause', { kind: 'ended', as: 'exited', reason: null, hand })
    expect(factOf(out, telling('ja'))).toBe('佐藤 美咲さんが「会員登録ウェルカム」から外しました')
    const moved = entry('hello', {
      kind: 'moved',
      toNodeId: 'pause',
      hand: { ...hand, name: null },
    })
    expect(factOf(moved, telling('ja'))).toBe('「会員登録ウェルカム」の「1日待つ」に移りました')
    const origin = { origin: 'member:1', originName: '佐藤 美咲', payload: {} }
    const mailed = { ...telling('en'), walks: [{ ...walk, journeyKind: 'mail' as const }] }
    expect(factOf(entry('in', { kind: 'entered', ...origin }), mailed)).toBe(
      '佐藤 美咲 asked for a single mail to be sent',
    )
    const form = { origin: 'source:1/request:2', originName: 'メルマガ登録', payload: {} }
    const asked = entry('in', { kind: 'entered', ...form })
    expect(factOf(asked, { ...mailed, language: 'ja' })).toBe(
      '「メルマガ登録」が登録の確認メールを頼みました',
    )
    const byKey = { origin: 'key:3', originName: '基幹システム', payload: {} }
    expect(factOf(entry('in', { kind: 'entered', ...byKey }), { ...mailed, language: 'ja' })).toBe(
      'APIキー「基幹システム」が一通のメールの送信を頼みました',
    )
  })

  test('a wait by the words that its face gives it', () => {
    const waited = entry('pause', { kind: 'waited' })
    expect(factOf(waited, telling('ja'))).toBe('「1日待つ」が終わりました')
    expect(factOf(waited, telling('en'))).toBe('“Wait 1 day” is over')
  })

  test('which way was taken, and by which answers', () => {
    const branched = entry('company', { kind: 'branched', out: 'yes', outName: '法人', asked: [] })
    expect(factOf(branched, telling('ja'))).toBe('「法人ですか」で「法人」に進みました')
    expect(factOf({ ...branched, out: 'else', outName: null }, telling('ja'))).toBe(
      '「法人ですか」で「それ以外」に進みました',
    )
    const looked = {
      from: 'contact',
      key: 'company',
      as: 'text',
      op: 'is-empty',
      value: '',
      seen: null,
      met: true,
    } as const
    expect(questionSentence(looked, telling('ja'))).toBe('会社名が空')
    expect(questionSentence(looked, telling('en'))).toBe('Company is empty')
  })

  test('what the built-in mailbox took was never sent', () => {
    const caught = message('caught')
    expect(factOf(caught, telling('ja'))).toBe('メールが内蔵メールボックスに入りました')
    expect(factOf(caught, telling('en'))).not.toMatch(/sent|deliver/i)
  })

  test('why a contact did not enter a second time', () => {
    const payload = { journeyId: 1, reason: 'walking' }
    const refused = entry(null, {
      kind: 'event',
      name: 'entry.refused',
      ...by('member:1'),
      payload,
    })
    expect(factOf(refused, telling('ja'))).toBe('「会員登録ウェルカム」には入りませんでした')
    expect(eventReason(refused, telling('ja'))).toBe('すでにこのシナリオを進んでいます。')
    expect(eventReason(refused, telling('en'))).toBe(
      'This contact is walking this journey already.',
    )
  })

  test('how a contact unsubscribed, from a mail of which journey', () => {
    const payload = { journeyId: 1, way: 'one-click' }
    const out = {
      kind: 'event',
      name: 'contact.unsubscribed',
      ...by('message:1'),
      payload,
    } as const
    const left = entry(null, out)
    expect(factOf(left, telling('ja'))).toBe('配信を停止しました')
    expect(eventReason(left, telling('ja'))).toBe(
      '「会員登録ウェルカム」のメールで、メールソフトの配信停止ボタンから。',
    )
    const back = entry(null, {
      ...out,
      name: 'contact.resubscribed',
      payload: { journeyId: 2, way: 'page' },
    })
    expect(factOf(back, telling('en'))).toBe('Takes mail again')
    expect(eventReason(back, telling('en'))).toBe('On the page that the link in a mail opens.')
  })

  test('an event nobody has named yet by its name', () => {
    const left = { kind: 'event', name: 'cart.left', ...by('key:1'), payload: {} } as const
    const event = entry(null, left)
    expect(factOf(event, telling('ja'))).toBe('イベント「cart.left」がありました')
  })
})

describe('what happens next', () => {
  const now = Temporal.Instant.from(at('11-24T16:32:07'))
  const next: Next = {
    enrollmentId: 7,
    journeyId: 1,
    journeyName: '会員登録ウェルカム',
    nodeId: 'pause',
    nodeType: 'wait',
    nodeName: '',
    at: at('11-25T14:32:07'),
    reason: 'wait',
    onward: { nodeType: 'condition', nodeName: '' },
  }
  const tell = (part: Partial<Next>, language: Language, of = walk) =>
    tellNext({ ...next, ...part }, of, { ...telling(language), now })

  test('when, how long from now, and where the walk goes on', () => {
    const told = tell({}, 'ja')
    expect(told.title).toMatch(/^次は11\/25（.）14:32$/)
    expect(told.distance).toBe('あと22時間')
    expect(told.sentence).toBe('「1日待つ」が終わり、条件分岐「法人ですか」へ進みます。')
    expect(tell({}, 'en').sentence).toBe(
      '“Wait 1 day” is over then, and condition “法人ですか” follows.',
    )
  })

  test('a time that has come is said as a moment, not as a distance', () => {
    expect(tell({ at: at('11-24T16:32:07') }, 'ja')).toMatchObject({
      title: 'まもなく進みます',
      distance: null,
    })
  })

  test('an error says what to do', () => {
    const failed: Walk = { ...walk, state: 'failed' }
    expect(tell({ reason: 'held', at: null }, 'ja', failed).title).toBe(
      '問題が起きて止まっています',
    )
    expect(tell({ reason: 'held', at: null }, 'ja').title).toBe('決めるのを待っています')
  })

  test('a mail that is held is not said to be on its way', () => {
    expect(tell({ reason: 'mail-held', at: null }, 'ja').title).toBe('メールを保留しています')
  })

  test('a pause names the journey that must be resumed', () => {
    expect(tell({ reason: 'paused', at: null }, 'ja').sentence).toContain(
      '「会員登録ウェルカム」を再開',
    )
  })

  test('an archived journey must come back before it is resumed', () => {
    expect(tell({ reason: 'archived', at: null }, 'ja').sentence).toBe(
      '「1日待つ」にいます。「会員登録ウェルカム」を保管から戻して再開すると進みます。',
    )
  })
})

describe('the list', () => {
  const late = { ...entry('hello', { kind: 'waited' }), id: 'late', at: at('11-25T00:10:00') }
  const early = { ...entry('hello', { kind: 'waited' }), id: 'early', at: at('11-24T23:50:00') }

  test('is parted by the days of the zone, not of UTC', () => {
    expect(byDay([late, early], 'Asia/Tokyo').map((day) => day.date)).toEqual([
      `${year}-11-25`,
      `${year}-11-24`,
    ])
    expect(byDay([late, early], 'UTC').map((day) => day.date)).toEqual([`${year}-11-24`])
  })

  test('keeps what is new out of a reader’s way until they are at the top', () => {
    const standing = new Set(['early'])
    const below = holdBack([late, early], standing, false)
    expect(below.visible.map((each) => each.id)).toEqual(['early'])
    expect(below.waiting).toBe(1)
    const top = holdBack([late, early], standing, true)
    expect(top.visible).toHaveLength(2)
    expect(top.waiting).toBe(0)
  })

  test('is filtered by what the URL says, and whole when it says nothing known', () => {
    expect(looking('show=nonsense&days=5')).toEqual({ show: 'all', journey: null, days: null })
    expect(shows(looking('show=mail'), message('sent'), around)).toBe(true)
    expect(shows(looking('show=waits'), message('sent'), around)).toBe(false)
  })

  test('is filtered by journey and by the last days', () => {
    const sent = message('sent')
    expect(shows(looking('journey=1'), sent, around)).toBe(true)
    expect(shows(looking('journey=2'), sent, around)).toBe(false)
    const mailed = { ...around, walks: [{ ...walk, journeyKind: 'mail' as const }] }
    expect(shows(looking('journey=mail'), sent, mailed)).toBe(true)
    const later = Temporal.Instant.from(sent.at).add({ hours: 7 * 24 })
    expect(shows(looking('days=7'), sent, { ...around, now: later })).toBe(true)
    expect(shows(looking('days=7'), sent, { ...around, now: later.add({ seconds: 1 }) })).toBe(
      false,
    )
  })
})

const by = (origin: string) => ({ origin, by: origin, byName: null })

type Kind =
  Extract<Entry, { kind: string }> extends infer E
    ? E extends Entry
      ? Omit<E, 'id' | 'at' | `${'enrollment' | 'journey' | 'node'}${string}`>
      : never
    : never

function entry<K extends Kind>(nodeId: string | null, kind: K) {
  return {
    id: 'step:7/1',
    at: at('11-24T14:32:08'),
    enrollmentId: 7,
    journeyId: 1,
    journeyName: walk.journeyName,
    nodeId,
    nodeType: null,
    nodeName: null,
    ...kind,
  }
}

function message(state: string) {
  return entry('hello', {
    kind: 'message',
    message: {
      id: 1,
      state,
      reason: null,
      subject: 'はじめまして',
      from: null,
      to: null,
      reply: null,
      transport: '',
      queuedAt: at('11-24T14:32:07'),
      finalAt: null,
      merged: {},
    },
  })
}

function node(id: string, type: string, data: Record<string, unknown>) {
  return { id, type, position: { x: 0, y: 0 }, data }
}

function edge(source: string, target: string, sourceHandle = 'out') {
  return { id: `${source}-${target}`, source, target, sourceHandle }
}
