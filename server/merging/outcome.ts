import type { Kept, Row } from '../contacts/join.ts'
import type { AttributeValue } from '../contacts/table.ts'

/** One thing that either contact has: which of the two values stays. */
export type Field = {
  /** `email`, `language`, `zone` or `attributes.<key>`. */
  field: string
  into: AttributeValue
  from: AttributeValue
  stays: 'into' | 'from'
}

/**
 * What the contact that stays has afterwards: its own values, the other's where it has none, and the
 * other's where somebody wants it so. Pure.
 * @param take fields of which the other's value is wanted
 */
export function outcomeOf(
  { into, from }: { into: Row; from: Row },
  take: readonly string[],
): { fields: Field[]; kept: Kept } {
  const fields: Field[] = []
  const choose = <Value extends AttributeValue>(
    field: string,
    mine: Value,
    other: Value,
  ): Value => {
    if (isEmpty(mine) && isEmpty(other)) return mine
    const stays = isEmpty(mine) || (take.includes(field) && !isEmpty(other)) ? 'from' : 'into'
    fields.push({ field, into: mine, from: other, stays })
    return stays === 'into' ? mine : other
  }
  const email = choose('email', into.email, from.email)
  const emailKey = email === into.email ? into.emailKey : from.emailKey
  const keys = [...new Set([...Object.keys(into.attributes), ...Object.keys(from.attributes)])]
  const attributes: Row['attributes'] = {}
  for (const key of keys.sort()) {
    const [mine, other] = [into.attributes[key] ?? null, from.attributes[key] ?? null]
    const value = choose(`attributes.${key}`, mine, other)
    if (!isEmpty(value)) attributes[key] = value
  }
  const language = choose('language', into.language, from.language)
  const zone = choose('zone', into.zone, from.zone)
  const tags = [...new Set([...into.tags, ...from.tags])].sort((a, b) => a - b)
  return { fields, kept: { email, emailKey, attributes, language, zone, tags } }
}

const isEmpty = (value: AttributeValue) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
