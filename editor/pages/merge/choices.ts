import type { Contact } from '../contact/queries.ts'
import type { Preview } from './queries.ts'

export type Field = Preview['fields'][number]

/** Whose value somebody wants, by field: the contact's id, so that it holds when the two trade places. */
export type Choices = Readonly<Record<string, number>>

/** What both have says nothing new, and what one has goes along; the rest must be chosen. Pure. */
export function sortFields(fields: readonly Field[]) {
  const same = fields.filter(({ into, from }) => isSame(into, from))
  return { same, differing: fields.filter((field) => !same.includes(field)) }
}

/** Whether either value could stay. Pure. */
export const isOpen = ({ into, from }: Field) => !isEmpty(into) && !isEmpty(from)

/** Whose value stays: as chosen, else as the server says. Pure. */
export function staysOf(field: Field, { into, from }: Preview, choices: Choices): 'into' | 'from' {
  const chosen = isOpen(field) ? choices[field.field] : undefined
  if (chosen === undefined) return field.stays
  return chosen === from.id ? 'from' : chosen === into.id ? 'into' : field.stays
}

/** The fields of which the other's value was chosen, for the server. Pure. */
export const takenFrom = (preview: Preview, choices: Choices) =>
  preview.fields
    .filter((field) => isOpen(field) && staysOf(field, preview, choices) === 'from')
    .map(({ field }) => field as Taken)

type Taken = 'email' | 'language' | 'zone' | `attributes.${string}`

type Reason = NonNullable<Contact['suppression']>['reason']

/** Why mail stops afterwards: a mailbox that is full or gone stops its own address only. Pure. */
export function stoppedAfter(kept: Reason | null, lost: Reason | null): Reason | null {
  return kept ?? (lost === 'bounced' ? null : lost)
}

const isEmpty = (value: Field['into']) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

const isSame = (one: Field['into'], other: Field['into']) =>
  JSON.stringify(one) === JSON.stringify(other)
