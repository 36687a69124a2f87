import { localPart } from './address.ts'
import type { Attributes } from './table.ts'

/**
 * What people call a contact: family and given name, else the name as given, else the part of the
 * address before the @. Names in Han or Kana keep their order everywhere; others are turned for
 * English. Pure.
 */
export function displayName(
  attributes: Attributes,
  email: string,
  language: 'ja' | 'en' = 'ja',
): string {
  return ofParts(attributes, language) || text(attributes.name) || localPart(email)
}

/** The whole name: as it was given, else family and given name together; '' without any. Pure. */
export const wholeName = (attributes: Attributes, language: 'ja' | 'en'): string =>
  text(attributes.name) || ofParts(attributes, language)

function ofParts(attributes: Attributes, language: 'ja' | 'en'): string {
  const last = text(attributes.last_name)
  const first = text(attributes.first_name)
  const familyFirst = language === 'ja' || isAsian(`${last}${first}`)
  return (familyFirst ? [last, first] : [first, last]).filter(Boolean).join(' ')
}

/**
 * Family and given name where one space says where to part them; never guessed. Pure.
 * @returns null for one word, or for more than two
 */
export function splitName(name: string): { last: string; first: string } | null {
  const [one, two, ...more] = name.trim().split(/\s+/)
  if (!one || !two || more.length > 0) return null
  return isAsian(name) ? { last: one, first: two } : { last: two, first: one }
}

const isAsian = (name: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name)

const text = (value: Attributes[string] | undefined) =>
  typeof value === 'string' ? value.trim() : ''
