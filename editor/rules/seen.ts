import type { Question } from '../../server/engine/question.ts'
import type { Looked } from '../../server/engine/rule.ts'
import type { Language } from '../words.ts'
import { instantWords } from './moments.ts'
import { type Names, nameOf } from './names.ts'
import { valueWords } from './value-words.ts'

/** What stood there when a question was asked, as a sentence. Pure. */
export function seenWords(looked: Looked, language: Language, names: Names): string {
  const say = words[language]
  const { from, seen } = looked
  switch (from) {
    case 'contact':
    case 'payload':
    case 'profile':
      if (seen === null || seen === '') return say.nothing
      return say.value(valueWords(seen, looked, language, names))
    case 'tag':
      if (seen === null) return say.noTag
      return say.tags(seen.split(', ').map((id) => nameOf(Number(id), names.tags) ?? say.gone))
    case 'event':
      return say.times(seen ?? '0')
    case 'last-event':
    case 'message':
      return seen === null ? say.never : say.last(instantWords(seen, language, names.zone) ?? seen)
    default:
      return stoodWords(from, seen, language)
  }
}

type Stood = Extract<Question['from'], 'topic' | 'consent' | 'suppression' | 'segment' | 'journey'>

function stoodWords(from: Stood, seen: string | null, language: Language): string {
  const known: Readonly<Record<string, string>> = words[language].stood[from]
  return known[seen ?? 'none'] ?? words[language].nothing
}

export const words = {
  en: {
    value: (value: string) => `It was ${value}.`,
    nothing: 'There was no value.',
    noTag: 'None of these tags was there.',
    tags: (names: string[]) => `There was ${names.map((name) => `“${name}”`).join(', ')}.`,
    gone: 'a deleted tag',
    times: (times: string) =>
      times === '1' ? 'It had happened once.' : `It had happened ${times} times.`,
    last: (at: string) => `The last time was ${at}.`,
    never: 'It had never happened.',
    stood: {
      topic: { wanted: 'It was wanted.', 'not-wanted': 'It was not asked for.' },
      consent: {
        given: 'Consent was given.',
        withdrawn: 'Consent was withdrawn.',
        none: 'There was no record of consent.',
      },
      suppression: { suppressed: 'Mail was stopped.', 'not-suppressed': 'Mail was not stopped.' },
      segment: { in: 'The contact was in it.', 'not-in': 'The contact was not in it.' },
      journey: {
        walking: 'The contact was walking it.',
        completed: 'The contact had completed it.',
        entered: 'The contact had entered it.',
        'never-entered': 'The contact had never entered it.',
      },
    },
  },
  ja: {
    value: (value: string) => `実際の値は${value}でした`,
    nothing: '値はありませんでした',
    noTag: 'どのタグもありませんでした',
    tags: (names: string[]) => `${names.map((name) => `「${name}」`).join('')}がありました`,
    gone: '削除されたタグ',
    times: (times: string) => (times === '0' ? '一度もありませんでした' : `${times}回ありました`),
    last: (at: string) => `最後は${at}でした`,
    never: '一度もありませんでした',
    stood: {
      topic: { wanted: '希望していました', 'not-wanted': '希望していませんでした' },
      consent: {
        given: '同意していました',
        withdrawn: '同意は撤回されていました',
        none: '同意の記録はありませんでした',
      },
      suppression: {
        suppressed: '配信は止まっていました',
        'not-suppressed': '配信は止まっていませんでした',
      },
      segment: { in: '入っていました', 'not-in': '入っていませんでした' },
      journey: {
        walking: '進行中でした',
        completed: '完了していました',
        entered: '入ったことがありました',
        'never-entered': '入ったことがありませんでした',
      },
    },
  },
}
