import type { Kind } from '../../server/engine/question.ts'
import { words as contactWords } from '../../server/words/contacts.ts'
import type { Language } from '../words.ts'

/** What the ids and keys in a rule stand for. A list is null while it is being read. */
export type Names = {
  /** The account's, in which instants are said. */
  zone: string
  attributes: readonly Attribute[] | null
  tags: readonly Named[] | null
  topics: readonly Named[] | null
  segments: readonly Named[] | null
  /** With their mails where a rule speaks of one of them. */
  journeys: readonly (Named & { mails?: readonly { nodeId: string; name: string }[] })[] | null
  /** Names of events that have happened, offered while one types. */
  events: readonly string[]
}

export type Named = { id: number; name: string }

/** An attribute that the account has named. */
export type Attribute = {
  key: string
  label: string
  type: Kind
  choices: readonly { value: string; label: string }[]
  archived: boolean
}

/** Before anything is read. */
export const noNames: Names = {
  zone: 'UTC',
  attributes: null,
  tags: null,
  topics: null,
  segments: null,
  journeys: null,
  events: [],
}

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

export const wellKnownLabels: Record<Language, Record<(typeof wellKnown)[number], string>> = {
  en: { email: 'E-mail address', ...contactWords.en.builtIn },
  ja: { email: 'メールアドレス', ...contactWords.ja.builtIn },
}

/** What the contact itself brings: no attributes, yet asked about like them. */
export const profileKinds = { language: 'choice', zone: 'text', created: 'datetime' } as const
export type ProfileKey = keyof typeof profileKinds
export const profileKeys = Object.keys(profileKinds) as ProfileKey[]

export const isProfileKey = (key: string): key is ProfileKey => Object.hasOwn(profileKinds, key)

/** An attribute by the name people know it by, else by its key. Pure. */
export function attributeName(key: string, language: Language, { attributes }: Names): string {
  const own = attributes?.find((each) => each.key === key)?.label
  const known: Readonly<Record<string, string>> = wellKnownLabels[language]
  return own || (Object.hasOwn(known, key) && known[key]) || key
}

/** Stands for what is not chosen yet, or not read yet. */
export const BLANK = '…'

/** Null: there is nothing by that id any more. Pure. */
export function nameOf(id: number | null, list: readonly Named[] | null): string | null {
  if (id === null || !list) return BLANK
  return list.find((each) => each.id === id)?.name ?? null
}
