import type { Fields, Value } from '../read/fields.ts'

/** A provider's payload in plain words. */
export type Shaped = {
  /** Fields under the names people gave them; what conditions and mails see. */
  fields: Fields
  /** Paths of fields that the provider itself calls an e-mail address of who filled it in. */
  emails: string[]
  /** The provider's own id of this event, for telling a repeated delivery. */
  eventId: string | null
}

/** Recognizes one provider's payload, or not. Pure. */
export type Shape = (fields: Fields) => Shaped | null

/** Fields without what is only the provider's business. Pure. */
export const without = (fields: Fields, names: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

export const textOf = (value: Value | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
