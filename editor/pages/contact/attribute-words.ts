import type { Format } from '../../format.ts'
import type { Definition } from '../../parts/attributes.ts'
import { wellKnown, wellKnownLabels } from '../../rules/names.ts'
import type { Language } from '../../words.ts'
import type { Contact } from './queries.ts'

/** An attribute by the name people know it by, else by its key. Pure. */
export function attributeLabel(key: string, language: Language): string {
  const known: Readonly<Record<string, string>> = wellKnownLabels[language]
  return (Object.hasOwn(known, key) && known[key]) || key
}

/** A value as people read it, by the type of its attribute; '' where there is none. Pure. */
export function attributeValue(
  value: Contact['attributes'][string] | undefined,
  definition: Definition | undefined,
  { language, format }: { language: Language; format: Format },
): string {
  if (value === null || value === undefined || value === '') return ''
  const label = (chosen: string) =>
    definition?.choices.find((each) => each.value === chosen)?.label ?? chosen
  if (Array.isArray(value)) return value.map(label).join(language === 'ja' ? '、' : ', ')
  if (typeof value === 'boolean') return truths[language][value ? 'yes' : 'no']
  if (typeof value === 'number') return format.number(value)
  if (definition?.type === 'datetime') return format.dateTime(value)
  if (definition?.type === 'date') return format.plainDay(Temporal.PlainDate.from(value))
  return label(value)
}

export const truths = {
  en: { yes: 'Yes', no: 'No' },
  ja: { yes: 'はい', no: 'いいえ' },
}

/** Names first, then the rest by their keys. Pure. */
export function inOrder(keys: readonly string[]): string[] {
  const rank = (key: string) => {
    const place = (wellKnown as readonly string[]).indexOf(key)
    return place < 0 ? wellKnown.length : place
  }
  return [...keys].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

/** What an attribute may be called in conditions and in Liquid; the server decides. Pure. */
export const isAttributeName = (name: string) => /^[\p{L}\p{N}_]{1,64}$/u.test(name)
