import type { Attributes, AttributeValue } from '../contacts/table.ts'
import type { Said } from './row.ts'

/** What is known of a contact. */
export type Known = {
  email: string
  attributes: Attributes
  language: 'ja' | 'en' | null
  tags: number[]
}

/** What a row changed: each value as it was and as it became. */
export type Change = {
  attributes?: Record<string, [before: AttributeValue, after: AttributeValue]>
  language?: ['ja' | 'en' | null, 'ja' | 'en' | null]
  /** Ids of tags that were added. */
  tags?: number[]
  externalIds?: { system: string; value: string }[]
  /** The row is a consent of the import's. */
  consent?: true
  /** It was put into the import's segment. */
  segment?: true
  /** The address key that was suppressed. */
  suppressed?: string
}

/** A contact after a row, and what the row changed; null: nothing. Pure. */
export function apply(
  known: Known,
  said: Said,
  tagIds: ReadonlyMap<string, number>,
): { after: Known; change: Change | null } {
  const attributes = { ...known.attributes }
  const changed: NonNullable<Change['attributes']> = {}
  for (const [key, value] of Object.entries(said.attributes)) {
    const before = attributes[key] ?? null
    if (equal(before, value)) continue
    changed[key] = [before, value]
    if (value === null) delete attributes[key]
    else attributes[key] = value
  }
  const language = said.language === undefined ? known.language : said.language
  const tags = [...new Set(said.tags.map((name) => tagIds.get(name)!))].filter(
    (id) => !known.tags.includes(id),
  )
  const change: Change = {
    ...(Object.keys(changed).length > 0 && { attributes: changed }),
    ...(language !== known.language && { language: [known.language, language] }),
    ...(tags.length > 0 && { tags }),
  }
  return {
    after: { ...known, attributes, language, tags: [...known.tags, ...tags] },
    change: Object.keys(change).length > 0 ? change : null,
  }
}

/** A contact as it was before a row, as far as it still is what the row made of it. Pure. */
export function unapply(known: Known, change: Change): { before: Known; left: boolean } {
  const attributes = { ...known.attributes }
  let left = false
  for (const [key, [before, after]] of Object.entries(change.attributes ?? {})) {
    if (!equal(attributes[key] ?? null, after)) left = true
    else if (before === null) delete attributes[key]
    else attributes[key] = before
  }
  let { language } = known
  if (change.language) {
    if (language === change.language[1]) language = change.language[0]
    else left = true
  }
  const tags = known.tags.filter((id) => !change.tags?.includes(id))
  return { before: { ...known, attributes, language, tags }, left }
}

const equal = (one: AttributeValue, other: AttributeValue) =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
