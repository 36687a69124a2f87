import { useQuery } from '@tanstack/react-query'
import { attributesQuery } from '../../parts/attributes.ts'
import { useFormat } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel, attributeValue, inOrder } from '../contact/attribute-words.ts'
import { zoneName } from '../contact/zone.ts'
import type { Field } from './choices.ts'

/** How fields are called, what their values say, and in which order they stand. */
export function useTold() {
  const say = useWords(words)
  const language = useLanguage()
  const format = useFormat()
  const { data } = useQuery(attributesQuery)
  const definitions = data?.attributes ?? []
  const of = (key: string) => definitions.find((each) => each.key === key)

  const label = ({ field }: Field): string => {
    if (field === 'email' || field === 'language' || field === 'zone') return say[field]
    const key = keyOf(field)
    return of(key)?.label ?? attributeLabel(key, language)
  }
  const value = ({ field }: Field, value: Field['into']): string => {
    if (field === 'language') return value === 'ja' || value === 'en' ? say.languages[value] : ''
    if (field === 'zone') return typeof value === 'string' ? zoneName(value, language) : ''
    return attributeValue(value, of(keyOf(field)), { language, format })
  }
  const order = (fields: readonly Field[]): Field[] => {
    const keys = fields.map(({ field }) => keyOf(field)).filter((key) => !ends.includes(key))
    const typed = definitions.map(({ key }) => key).filter((key) => keys.includes(key))
    const others = inOrder(keys.filter((key) => !of(key)))
    const places = ['email', ...typed, ...others, 'language', 'zone']
    const rank = ({ field }: Field) => places.indexOf(keyOf(field))
    return [...fields].sort((a, b) => rank(a) - rank(b))
  }
  return { label, value, order }
}

const ends: readonly string[] = ['email', 'language', 'zone']

const keyOf = (field: string) => field.replace(/^attributes\./, '')

export const words = {
  en: {
    email: 'Address',
    language: 'Language',
    zone: 'Time zone',
    languages: { en: 'English', ja: 'Japanese' },
  },
  ja: {
    email: 'アドレス',
    language: '言語',
    zone: 'タイムゾーン',
    languages: { en: '英語', ja: '日本語' },
  },
}
