import type { Operator } from '../../server/engine/question.ts'
import type { Language } from '../words.ts'

/** A comparison as a clause: subject, value as it is said, upper end. Of days the value is a number. */
type Clause = (subject: string, value: string, upTo: string) => string
type DayOperator = Extract<
  Operator,
  'within-past' | 'within-next' | 'longer-ago' | 'further-ahead' | 'anniversary-within'
>

type ComparisonWords = {
  plain: Record<Exclude<Operator, DayOperator>, Clause>
  /** Where a moment is compared, it is earlier and later instead of less and more. */
  moment: Record<'greater' | 'less' | 'at-least' | 'at-most', Clause>
  /** The number is text: it may be blank. */
  days: Record<DayOperator, (subject: string, days: string) => string>
  /** Compared with several of which there is only one. */
  single: Record<'one-of' | 'none-of' | 'has-any' | 'has-all' | 'has-none', Clause>
  quoted(text: string): string
  /** Several values, one after the other. */
  several(values: string[]): string
  /** What is still to be filled in. */
  blank: string
}

export const comparisonWords: Record<Language, ComparisonWords> = {
  en: {
    plain: {
      equals: (s, v) => `${s} is ${v}`,
      'not-equals': (s, v) => `${s} is not ${v}`,
      contains: (s, v) => `${s} contains ${v}`,
      'not-contains': (s, v) => `${s} does not contain ${v}`,
      'starts-with': (s, v) => `${s} begins with ${v}`,
      'ends-with': (s, v) => `${s} ends with ${v}`,
      'one-of': (s, v) => `${s} is one of ${v}`,
      'none-of': (s, v) => `${s} is none of ${v}`,
      greater: (s, v) => `${s} is more than ${v}`,
      less: (s, v) => `${s} is less than ${v}`,
      'at-least': (s, v) => `${s} is at least ${v}`,
      'at-most': (s, v) => `${s} is at most ${v}`,
      between: (s, v, upTo) => `${s} is from ${v} to ${upTo}`,
      'is-true': (s) => `${s} is yes`,
      'is-false': (s) => `${s} is no`,
      'has-any': (s, v) => `${s} includes any of ${v}`,
      'has-all': (s, v) => `${s} includes all of ${v}`,
      'has-none': (s, v) => `${s} includes none of ${v}`,
      'is-empty': (s) => `${s} is empty`,
      'is-not-empty': (s) => `${s} has a value`,
    },
    moment: {
      greater: (s, v) => `${s} is after ${v}`,
      less: (s, v) => `${s} is before ${v}`,
      'at-least': (s, v) => `${s} is ${v} or later`,
      'at-most': (s, v) => `${s} is ${v} or earlier`,
    },
    days: {
      'within-past': (s, days) =>
        days === '0' ? `${s} is today` : `${s} is within the last ${daysInEnglish(days)}`,
      'within-next': (s, days) =>
        days === '0' ? `${s} is today` : `${s} is within the next ${daysInEnglish(days)}`,
      'longer-ago': (s, days) =>
        days === '0' ? `${s} is before today` : `${s} is more than ${daysInEnglish(days)} ago`,
      'further-ahead': (s, days) =>
        days === '0' ? `${s} is after today` : `${s} is more than ${daysInEnglish(days)} ahead`,
      'anniversary-within': (s, days) =>
        days === '0'
          ? `${s} (any year) is today`
          : `${s} (any year) is within the next ${daysInEnglish(days)}`,
    },
    single: {
      'one-of': (s, v) => `${s} is ${v}`,
      'none-of': (s, v) => `${s} is not ${v}`,
      'has-any': (s, v) => `${s} includes ${v}`,
      'has-all': (s, v) => `${s} includes ${v}`,
      'has-none': (s, v) => `${s} does not include ${v}`,
    },
    quoted: (text) => `“${text}”`,
    several: (values) => values.join(', '),
    blank: '…',
  },
  ja: {
    plain: {
      equals: (s, v) => `${s}が${v}`,
      'not-equals': (s, v) => `${s}が${v}以外`,
      contains: (s, v) => `${s}に${v}を含む`,
      'not-contains': (s, v) => `${s}に${v}を含まない`,
      'starts-with': (s, v) => `${s}が${v}で始まる`,
      'ends-with': (s, v) => `${s}が${v}で終わる`,
      'one-of': (s, v) => `${s}が${v}のどれか`,
      'none-of': (s, v) => `${s}が${v}のどれでもない`,
      greater: (s, v) => `${s}が${v}より大きい`,
      less: (s, v) => `${s}が${v}より小さい`,
      'at-least': (s, v) => `${s}が${v}以上`,
      'at-most': (s, v) => `${s}が${v}以下`,
      between: (s, v, upTo) => `${s}が${v}から${upTo}まで`,
      'is-true': (s) => `${s}が「はい」`,
      'is-false': (s) => `${s}が「いいえ」`,
      'has-any': (s, v) => `${s}に${v}のどれかがある`,
      'has-all': (s, v) => `${s}に${v}がすべてある`,
      'has-none': (s, v) => `${s}に${v}のどれもない`,
      'is-empty': (s) => `${s}が空`,
      'is-not-empty': (s) => `${s}がある`,
    },
    moment: {
      greater: (s, v) => `${s}が${v}より後`,
      less: (s, v) => `${s}が${v}より前`,
      'at-least': (s, v) => `${s}が${v}以降`,
      'at-most': (s, v) => `${s}が${v}以前`,
    },
    days: {
      'within-past': (s, days) => (days === '0' ? `${s}がきょう` : `${s}が過去${days}日以内`),
      'within-next': (s, days) => (days === '0' ? `${s}がきょう` : `${s}が今後${days}日以内`),
      'longer-ago': (s, days) =>
        days === '0' ? `${s}がきょうより前` : `${s}が${days}日前よりも前`,
      'further-ahead': (s, days) =>
        days === '0' ? `${s}がきょうより後` : `${s}が${days}日後よりも後`,
      'anniversary-within': (s, days) =>
        days === '0' ? `${s}（毎年）がきょう` : `${s}（毎年）が今後${days}日以内`,
    },
    single: {
      'one-of': (s, v) => `${s}が${v}`,
      'none-of': (s, v) => `${s}が${v}以外`,
      'has-any': (s, v) => `${s}に${v}がある`,
      'has-all': (s, v) => `${s}に${v}がある`,
      'has-none': (s, v) => `${s}に${v}がない`,
    },
    quoted: (text) => `「${text}」`,
    several: (values) => values.join('、').replaceAll('」、「', '」「'),
    blank: '…',
  },
}

/** Pure. */
export const daysInEnglish = (days: number | string) =>
  `${days}` === '1' ? '1 day' : `${days} days`

export const isAboutDays = (op: Operator): op is DayOperator =>
  Object.hasOwn(comparisonWords.ja.days, op)
