import { type Fields, isObject, type Value } from '../read/fields.ts'
import { type Shape, textOf } from './shape.ts'

/**
 * Form builders that send their answers as things with a label and a value, as a list or by id:
 * Elementor's `fields[email][value]`, and `{ fields: [{ name: 'email', value: '…' }] }` of many.
 */
export const labelled: Shape = (sent) => {
  for (const key of ['fields', 'form_fields', 'answers', 'responses', 'questions']) {
    const found = answers(sent[key])
    if (found) {
      const { [key]: _, ...rest } = sent
      return { fields: { ...rest, ...found.fields }, emails: found.emails, eventId: null }
    }
  }
  return null
}

function answers(value: Value | undefined): { fields: Fields; emails: string[] } | null {
  if (!Array.isArray(value) && !isObject(value)) return null
  const items = Object.entries(value)
  const named = new Map<string, Value>()
  const emails: string[] = []
  for (const [key, item] of items) {
    if (!isObject(item) || item.value === undefined) return null
    const id = Array.isArray(value) ? null : key
    const name = [item.label, item.title, item.name, id, item.key, item.id]
      .map(textOf)
      .find(Boolean)
    if (!name) return null
    named.set(name, item.value)
    if (textOf(item.type)?.toLowerCase() === 'email') emails.push(name)
  }
  return items.length > 0 ? { fields: Object.fromEntries(named), emails } : null
}
