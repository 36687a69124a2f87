import type { Comparison } from '../../server/engine/question.ts'
import type { Language } from '../words.ts'
import { comparisonWords } from './comparison-words.ts'
import { dateWords, instantWords } from './moments.ts'
import type { Names } from './names.ts'
import { questionWords } from './question-words.ts'

type Of = Pick<Comparison, 'key'> & { as?: Comparison['as'] }

/** A value as it is said: a date as a date, a choice by its label, a text in quotes. Pure. */
export function valueWords(text: string, of: Of, language: Language, names: Names): string {
  const { quoted, blank } = comparisonWords[language]
  if (text.trim() === '') return blank
  const { key } = of
  switch (of.as) {
    case 'number':
      return numberWords(text) ?? quoted(text)
    case 'date':
      return dateWords(text, language) ?? quoted(text)
    case 'datetime':
      return instantWords(text, language, names.zone) ?? dateWords(text, language) ?? quoted(text)
    case 'choice':
    case 'choices':
      return quoted(choiceLabel(key, text, language, names))
    default:
      return quoted(text)
  }
}

/** With every digit that was typed. */
function numberWords(text: string): string | null {
  const value = Number(text.replaceAll(',', ''))
  return Number.isFinite(value)
    ? new Intl.NumberFormat('en', { maximumFractionDigits: 20 }).format(value)
    : null
}

function choiceLabel(
  key: string,
  value: string,
  language: Language,
  { attributes }: Names,
): string {
  const { language: languages } = questionWords[language]
  if (key === 'language' && Object.hasOwn(languages, value)) return languages[value as Language]
  const { choices } = attributes?.find((each) => each.key === key) ?? {}
  return choices?.find((each) => each.value === value)?.label || value
}
