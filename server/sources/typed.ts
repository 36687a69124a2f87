import { type Reading, readAttributes, withoutNulls } from '../contacts/definitions.ts'
import type { Found } from './find.ts'

/**
 * What was found with its attributes in their types. What a type cannot read stays with the event as it
 * was sent; nobody is refused for it. Pure.
 */
export function typed(reading: Reading, found: Found): Found {
  const { attributes, unreadable } = readAttributes(reading, found.attributes)
  const left = unreadable.map((key) => [key, found.attributes[key]!] as const)
  const payload = { ...Object.fromEntries(left), ...found.payload }
  return { ...found, attributes: withoutNulls(attributes), payload }
}
