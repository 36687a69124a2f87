import { type Fields, isObject, type Value } from '../read/fields.ts'
import { type Shape, textOf } from './shape.ts'

/**
 * Typeform: answers carry a reference, their questions stand in the definition. A reference that
 * somebody chose is the better name, as it stays when the question is reworded; a UUID is nobody's.
 * https://www.typeform.com/developers/webhooks/example-payload/
 */
export const typeform: Shape = (sent) => {
  const response = sent.form_response
  if (!isObject(response) || !Array.isArray(response.answers)) return null
  const questions = titles(response.definition)
  const named = new Map(isObject(response.hidden) ? Object.entries(response.hidden) : [])
  const emails: string[] = []
  for (const answer of response.answers) {
    if (!isObject(answer) || !isObject(answer.field)) continue
    const { ref, id } = answer.field
    const chosen = typeof ref === 'string' && !UUID.test(ref) ? ref : null
    const name = chosen ?? questions.get(String(id)) ?? String(ref ?? id)
    named.set(name, answerOf(answer))
    if (answer.type === 'email') emails.push(name)
  }
  for (const name of ['form_id', 'submitted_at']) {
    const value = response[name]
    if (value !== undefined && !named.has(name)) named.set(name, value)
  }
  return { fields: Object.fromEntries(named), emails, eventId: textOf(sent.event_id) }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function titles(definition: Value | undefined): Map<string, string> {
  const list = isObject(definition) && Array.isArray(definition.fields) ? definition.fields : []
  return new Map(
    list
      .filter(isObject)
      .map((field) => [String(field.id), textOf(field.title) ?? String(field.id)]),
  )
}

/** The value stands under the name of its type: `{ type: 'choice', choice: { label } }`. */
function answerOf(answer: Fields): Value {
  const value = answer[String(answer.type)] ?? null
  if (!isObject(value)) return value
  const labels = Array.isArray(value.labels) ? value.labels : []
  return value.label ?? (labels.length > 0 ? labels : (value.other ?? value))
}
