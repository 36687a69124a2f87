import { type Fields, isObject } from '../read/fields.ts'
import { type Shape, textOf } from './shape.ts'

/**
 * Stripe events: where the customer's address stands depends on the object; the first one filled in
 * is taken. An invoice's `account_name` is the merchant's. https://docs.stripe.com/api/events/object
 */
export const stripe: Shape = (sent) => {
  const object = isObject(sent.data) ? sent.data.object : undefined
  if (sent.object !== 'event' || !isObject(object)) return null
  const email = ADDRESSES.find((path) => filled(object, path))
  const own = object.object === 'customer' && filled(object, ['email']) ? ['email'] : undefined
  const path = email ?? own
  return {
    fields: sent,
    emails: path ? [['data', 'object', ...path].join('.')] : [],
    eventId: textOf(sent.id),
  }
}

const ADDRESSES = [
  ['customer_details', 'email'],
  ['customer_email'],
  ['billing_details', 'email'],
  ['receipt_email'],
]

function filled(object: Fields, [first, second]: string[]): boolean {
  const value = object[first!]
  return textOf(second && isObject(value) ? value[second] : value) !== null
}
