import { needsValue } from '../../server/engine/finished.ts'
import type { Operator } from '../../server/engine/question.ts'
import { questionsOf, type Rule } from '../../server/engine/rule.ts'
import type { Language } from '../words.ts'

/** Attributes every contact may have, in the order they are offered. */
export const wellKnown = [
  'email',
  'last_name',
  'first_name',
  'last_kana',
  'first_kana',
  'name',
  'company',
] as const

type RuleWords = {
  attributes: Record<(typeof wellKnown)[number], string>
  /** As they stand in a list beside the value. */
  operators: Readonly<Partial<Record<Operator, string>>>
  question(subject: string, op: Operator, value: string): string
  join(sentences: string[], join: Rule['join']): string
  nothingYet: string
}

export const ruleWords: Record<Language, RuleWords> = {
  en: {
    attributes: {
      email: 'E-mail',
      last_name: 'Last name',
      first_name: 'First name',
      last_kana: 'Last name (kana)',
      first_kana: 'First name (kana)',
      name: 'Full name',
      company: 'Company',
    },
    operators: {
      equals: 'is',
      'not-equals': 'is not',
      contains: 'contains',
      'not-contains': 'does not contain',
      'starts-with': 'begins with',
      greater: 'is more than',
      less: 'is less than',
      'is-empty': 'is empty',
      'is-not-empty': 'has a value',
    },
    question: (subject, op, value) =>
      needsValue(op)
        ? `${subject} ${ruleWords.en.operators[op]} “${value}”`
        : `${subject} ${ruleWords.en.operators[op]}`,
    join: (sentences, join) => sentences.join(join === 'all' ? ' and ' : ' or '),
    nothingYet: 'No condition yet',
  },
  ja: {
    attributes: {
      email: 'メールアドレス',
      last_name: '姓',
      first_name: '名',
      last_kana: '姓（かな）',
      first_kana: '名（かな）',
      name: '氏名',
      company: '会社名',
    },
    operators: {
      equals: 'と同じ',
      'not-equals': 'と違う',
      contains: 'を含む',
      'not-contains': 'を含まない',
      'starts-with': 'で始まる',
      greater: 'より大きい',
      less: 'より小さい',
      'is-empty': '空である',
      'is-not-empty': '値がある',
    },
    question: (subject, op, value) => {
      if (op === 'is-empty') return `${subject}が空`
      if (op === 'is-not-empty') return `${subject}がある`
      if (op === 'equals') return `${subject}が「${value}」`
      if (op === 'not-equals') return `${subject}が「${value}」以外`
      const particle = op === 'contains' || op === 'not-contains' ? 'に' : 'が'
      return `${subject}${particle}「${value}」${ruleWords.ja.operators[op]}`
    },
    join: (sentences, join) => sentences.join(join === 'all' ? '、かつ' : '、または'),
    nothingYet: '条件がまだありません',
  },
}

/** A rule as a marketer would say it. Pure. */
export function ruleSentence(rule: Rule, language: Language): string {
  const words = ruleWords[language]
  const known: Readonly<Record<string, string>> = words.attributes
  const sentences = questionsOf(rule)
    .filter((question) => 'key' in question)
    .filter(({ key }) => key.trim() !== '')
    .map(({ from, key, op, value }) => {
      const label = from === 'contact' && Object.hasOwn(known, key) ? known[key] : key
      return words.question(label ?? key, op, value)
    })
  return sentences.length > 0 ? words.join(sentences, rule.join) : words.nothingYet
}
