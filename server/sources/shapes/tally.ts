import { type Fields, isObject, type Value } from '../read/fields.ts'
import { type Shape, textOf } from './shape.ts'

/**
 * Tally: a list of labelled fields; choices are ids that their options explain.
 * https://tally.so/help/webhooks
 */
export const tally: Shape = (sent) => {
  const data = sent.data
  if (!textOf(sent.eventId) || !isObject(data) || !Array.isArray(data.fields)) return null
  const named = new Map<string, Value>()
  const emails: string[] = []
  for (const field of data.fields) {
    if (!isObject(field)) continue
    const name = textOf(field.label) ?? String(field.key)
    named.set(name, chosen(field))
    if (field.type === 'INPUT_EMAIL') emails.push(name)
  }
  for (const name of ['formName', 'submissionId']) {
    const value = data[name]
    if (value !== undefined && !named.has(name)) named.set(name, value)
  }
  return { fields: Object.fromEntries(named), emails, eventId: textOf(sent.eventId) }
}

function chosen(field: Fields): Value {
  const value = field.value ?? null
  if (!Array.isArray(field.options) || !Array.isArray(value)) return value
  const texts = new Map(
    field.options.filter(isObject).map((option) => [option.id, option.text ?? null]),
  )
  return value.map((id) => texts.get(id) ?? id)
}
