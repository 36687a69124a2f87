import type { Kind, Operator } from '../../server/engine/question.ts'
import type { Language } from '../words.ts'

/** How operators stand in a list beside the value; moments are earlier and later, not less and more. */
export const operatorLabels: Record<
  Language,
  {
    plain: Record<Operator, string>
    moment: Record<'greater' | 'less' | 'at-least' | 'at-most' | 'between', string>
  }
> = {
  en: {
    plain: {
      equals: 'is',
      'not-equals': 'is not',
      contains: 'contains',
      'not-contains': 'does not contain',
      'starts-with': 'begins with',
      'ends-with': 'ends with',
      'one-of': 'is one of',
      'none-of': 'is none of',
      greater: 'is more than',
      less: 'is less than',
      'at-least': 'is at least',
      'at-most': 'is at most',
      between: 'is from … to …',
      'within-past': 'is within the last … days',
      'within-next': 'is within the next … days',
      'longer-ago': 'is longer ago than … days',
      'further-ahead': 'is further ahead than … days',
      'anniversary-within': '(any year) is within the next … days',
      'is-true': 'is yes',
      'is-false': 'is no',
      'has-any': 'includes any of',
      'has-all': 'includes all of',
      'has-none': 'includes none of',
      'is-empty': 'is empty',
      'is-not-empty': 'has a value',
    },
    moment: {
      greater: 'is after',
      less: 'is before',
      'at-least': 'is on or after',
      'at-most': 'is on or before',
      between: 'is from … to …',
    },
  },
  ja: {
    plain: {
      equals: 'と同じ',
      'not-equals': 'と違う',
      contains: 'を含む',
      'not-contains': 'を含まない',
      'starts-with': 'で始まる',
      'ends-with': 'で終わる',
      'one-of': 'のどれか',
      'none-of': 'のどれでもない',
      greater: 'より大きい',
      less: 'より小さい',
      'at-least': '以上',
      'at-most': '以下',
      between: 'の範囲',
      'within-past': '過去◯日以内',
      'within-next': '今後◯日以内',
      'longer-ago': '◯日前よりも前',
      'further-ahead': '◯日後よりも後',
      'anniversary-within': '毎年の日付が今後◯日以内',
      'is-true': 'はい',
      'is-false': 'いいえ',
      'has-any': 'のどれかがある',
      'has-all': 'がすべてある',
      'has-none': 'がどれもない',
      'is-empty': '空である',
      'is-not-empty': '値がある',
    },
    moment: {
      greater: 'より後',
      less: 'より前',
      'at-least': '以降',
      'at-most': '以前',
      between: 'の期間',
    },
  },
}

export const kindLabels: Record<Language, Record<Kind, string>> = {
  en: {
    text: 'Text',
    number: 'Number',
    date: 'Date',
    datetime: 'Date and time',
    boolean: 'Yes or no',
    choice: 'Choice',
    choices: 'Several values',
  },
  ja: {
    text: '文字',
    number: '数',
    date: '日付',
    datetime: '日時',
    boolean: 'はい・いいえ',
    choice: '選択',
    choices: '複数の値',
  },
}
