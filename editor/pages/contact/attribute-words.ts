import { ruleWords, wellKnown } from '../../nodes/rule-words.ts'
import type { Language } from '../../words.ts'

/** An attribute by the name people know it by, else by its key. Pure. */
export function attributeLabel(key: string, language: Language): string {
  const known: Readonly<Record<string, string>> = ruleWords[language].attributes
  return (Object.hasOwn(known, key) && known[key]) || key
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
