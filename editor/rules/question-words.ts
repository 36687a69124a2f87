import type { Question } from '../../server/engine/question.ts'
import type { Language } from '../words.ts'
import { daysInEnglish } from './comparison-words.ts'

type Op<From extends Question['from']> = Extract<Question, { from: From }>['op']
type Did = Extract<Question, { from: 'message' }>['did']
/** How a name is said that may be gone: null. */
type Name = string | null

type QuestionWords = {
  subject: { profile: Record<'language' | 'zone' | 'created', string> }
  language: Record<'ja' | 'en', string>
  payload(key: string): string
  tag: Record<Op<'tag'>, (tags: string, several: boolean) => string>
  tags(known: string[], gone: number): string
  topic: Record<Op<'topic'>, (topic: Name) => string>
  consent: Record<Op<'consent'>, string>
  suppression: Record<Op<'suppression'>, string>
  event(name: string, op: Op<'event'>, times: number, days: number | undefined): string
  lastEvent: Record<Op<'last-event'>, (name: string, days: number) => string>
  /** An event whose payload is asked about, too. */
  eventWith(name: string, where: string): string
  message(did: Did, has: boolean, which: string | null, days: number | undefined): string
  /** Mails of a journey, or one of them. */
  mailsOf(journey: Name): string
  mailOf(journey: Name, mail: Name): string
  segment: Record<Op<'segment'>, (segment: Name) => string>
  journey: Record<Op<'journey'>, (journey: Name) => string>
  and(clauses: string[]): string
  or(clauses: string[]): string
  /** None of these holds; each stands in brackets. */
  none(groups: string[]): string
  group(clause: string): string
  nothingYet: string
}

export const questionWords: Record<Language, QuestionWords> = {
  en: {
    subject: { profile: { language: 'Language', zone: 'Time zone', created: 'Added' } },
    language: { ja: 'Japanese', en: 'English' },
    payload: (key) => `${key} (as it came in)`,
    tag: {
      'has-any': (tags, several) => `has ${several ? 'any of ' : ''}${tags}`,
      'has-all': (tags, several) => `has ${several ? 'all of ' : ''}${tags}`,
      'has-none': (tags, several) => (several ? `has none of ${tags}` : `does not have ${tags}`),
    },
    tags: (known, gone) =>
      [
        known.length > 0 &&
          `the ${known.length === 1 ? 'tag' : 'tags'} ${quoted(known).join(', ')}`,
        gone > 0 && (gone === 1 ? 'a deleted tag' : `${gone} deleted tags`),
      ]
        .filter(Boolean)
        .join(', '),
    topic: {
      wanted: (topic) => `wants mail about ${named(topic, 'a deleted topic')}`,
      'not-wanted': (topic) => `has not asked for mail about ${named(topic, 'a deleted topic')}`,
    },
    consent: {
      given: 'consents to advertising',
      'not-given': 'does not consent to advertising',
      withdrawn: 'has withdrawn the consent to advertising',
      none: 'has no record of consent to advertising',
    },
    suppression: { suppressed: 'mail is stopped', 'not-suppressed': 'mail is not stopped' },
    event: (name, op, times, days) => {
      const span = days === undefined ? '' : ` in the last ${windowInEnglish(days)}`
      if (times === 0 && op !== 'at-least') {
        return days === undefined ? `${name} never happened` : `${name} did not happen${span}`
      }
      const often = times === 1 ? 'once' : `${times} times`
      const bound = { 'at-least': 'at least', 'at-most': 'at most', exactly: 'exactly' }[op]
      return `${name} happened ${bound} ${often}${span}`
    },
    lastEvent: {
      'within-past': (name, days) =>
        `${name} last happened within the last ${windowInEnglish(days)}`,
      'longer-ago': (name, days) => `${name} last happened more than ${windowInEnglish(days)} ago`,
    },
    eventWith: (name, where) => `${name} (where ${where})`,
    message: (did, has, which, days) => {
      const span = days === undefined ? '' : ` in the last ${windowInEnglish(days)}`
      const mail = which ?? 'any mail'
      if (did === 'sent') return `${has ? 'was sent' : 'was not sent'} ${mail}${span}`
      if (did === 'bounced') {
        return `${mail} ${has ? 'bounced' : 'did not bounce'}${span}`
      }
      const verb = did === 'opened' ? ['opened', 'open'] : ['clicked in', 'click in']
      return `${has ? verb[0] : `did not ${verb[1]}`} ${mail}${span}`
    },
    mailsOf: (journey) => `any mail of ${named(journey, 'a deleted journey')}`,
    mailOf: (journey, mail) =>
      `${named(mail, 'a deleted mail')} of ${named(journey, 'a deleted journey')}`,
    segment: {
      in: (segment) => `is in ${named(segment, 'a deleted segment')}`,
      'not-in': (segment) => `is not in ${named(segment, 'a deleted segment')}`,
    },
    journey: {
      walking: (journey) => `is walking ${named(journey, 'a deleted journey')} now`,
      'not-walking': (journey) => `is not walking ${named(journey, 'a deleted journey')} now`,
      entered: (journey) => `has entered ${named(journey, 'a deleted journey')}`,
      'never-entered': (journey) => `has never entered ${named(journey, 'a deleted journey')}`,
      completed: (journey) => `has completed ${named(journey, 'a deleted journey')}`,
    },
    and: (clauses) => clauses.join(' and '),
    or: (clauses) => clauses.join(' or '),
    none: (groups) => (groups.length === 1 ? `not ${groups[0]}` : `none of ${groups.join(', ')}`),
    group: (clause) => `(${clause})`,
    nothingYet: 'No condition yet',
  },
  ja: {
    subject: {
      profile: { language: '言語', zone: 'タイムゾーン', created: '登録日時' },
    },
    language: { ja: '日本語', en: '英語' },
    payload: (key) => `届いた${key}`,
    tag: {
      'has-any': (tags, several) => `${tags}${several ? 'のどれか' : ''}がある`,
      'has-all': (tags, several) => `${tags}が${several ? 'すべて' : ''}ある`,
      'has-none': (tags, several) => (several ? `${tags}のどれもない` : `${tags}がない`),
    },
    tags: (known, gone) =>
      [
        known.length > 0 && `タグ${known.map((name) => `「${name}」`).join('')}`,
        gone > 0 && (gone === 1 ? '削除されたタグ' : `削除されたタグ${gone}個`),
      ]
        .filter(Boolean)
        .join('、'),
    topic: {
      wanted: (topic) => `${called('トピック', topic)}のメールを希望している`,
      'not-wanted': (topic) => `${called('トピック', topic)}のメールを希望していない`,
    },
    consent: {
      given: '広告メールに同意している',
      'not-given': '広告メールに同意していない',
      withdrawn: '広告メールの同意を撤回している',
      none: '広告メールの同意の記録がない',
    },
    suppression: {
      suppressed: '配信が止まっている',
      'not-suppressed': '配信が止まっていない',
    },
    event: (name, op, times, days) => {
      const span = days === undefined ? '' : `${windowInJapanese(days)}に`
      if (times === 0 && op !== 'at-least') return `${span}${name}が一度もない`
      const bound = { 'at-least': '回以上', 'at-most': '回以下', exactly: '回だけ' }[op]
      return `${span}${name}が${times}${bound}ある`
    },
    lastEvent: {
      'within-past': (name, days) => `最後の${name}が${windowInJapanese(days)}にある`,
      'longer-ago': (name, days) => `最後の${name}から${lengthInJapanese(days)}より長くたっている`,
    },
    eventWith: (name, where) => `${name}（${where}）`,
    message: (did, has, which, days) => {
      const span = days === undefined ? '' : `${windowInJapanese(days)}に`
      const mail = which ?? 'メール'
      if (did === 'sent') return `${span}${mail}が送信${has ? 'された' : 'されていない'}`
      if (did === 'bounced') return `${span}${mail}がバウンス${has ? 'した' : 'していない'}`
      const what = did === 'opened' ? `${mail}を開封` : `${mail}のリンクをクリック`
      return `${span}${what}${has ? 'した' : 'していない'}`
    },
    mailsOf: (journey) => `${called('シナリオ', journey)}のメール`,
    mailOf: (journey, mail) => `${called('シナリオ', journey)}の${called('メール', mail)}`,
    segment: {
      in: (segment) => `${called('セグメント', segment)}に入っている`,
      'not-in': (segment) => `${called('セグメント', segment)}に入っていない`,
    },
    journey: {
      walking: (journey) => `${called('シナリオ', journey)}を進行中`,
      'not-walking': (journey) => `${called('シナリオ', journey)}を進行中ではない`,
      entered: (journey) => `${called('シナリオ', journey)}に入ったことがある`,
      'never-entered': (journey) => `${called('シナリオ', journey)}に入ったことがない`,
      completed: (journey) => `${called('シナリオ', journey)}を完了したことがある`,
    },
    and: (clauses) => clauses.join('、かつ'),
    or: (clauses) => clauses.join('、または'),
    none: (groups) =>
      groups.length === 1
        ? `${groups[0]}に当てはまらない`
        : `${groups.join('')}のどれにも当てはまらない`,
    group: (clause) => `（${clause}）`,
    nothingYet: '条件がまだありません',
  },
}

const quoted = (names: string[]) => names.map((name) => `“${name}”`)
const named = (name: Name, gone: string) => (name === null ? gone : `“${name}”`)
const called = (kind: string, name: Name) =>
  name === null ? `削除された${kind}` : `${kind}「${name}」`

/** Windows are counted in hours: the last day is the last 24 hours, whatever the calendar says. */
const windowInEnglish = (days: number) => (days === 1 ? '24 hours' : daysInEnglish(days))
const lengthInJapanese = (days: number) => (days === 1 ? '24時間' : `${days}日`)
const windowInJapanese = (days: number) => `過去${lengthInJapanese(days)}${days === 1 ? '' : '間'}`
