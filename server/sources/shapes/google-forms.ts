import { type Fields, isObject } from '../read/fields.ts'
import { type Shape, without } from './shape.ts'

/**
 * Google Forms, as an Apps Script passes its submit event on: `namedValues` has a list for every
 * question. https://developers.google.com/apps-script/guides/triggers/events#form-submit
 */
export const googleForms: Shape = (sent) => {
  if (!isObject(sent.namedValues)) return null
  const answers: Fields = Object.fromEntries(
    Object.entries(sent.namedValues).map(([question, given]) => [
      question.trim(),
      Array.isArray(given) && given.length <= 1 ? (given[0] ?? '') : given,
    ]),
  )
  const rest = without(sent, ['namedValues', 'values', 'range', 'source', 'authMode', 'triggerUid'])
  return { fields: { ...rest, ...answers }, emails: [], eventId: null }
}
