import type { Account } from '../account/read.ts'
import { displayName } from '../contacts/name.ts'
import type { Attributes } from '../contacts/table.ts'
import { trimmed } from './names.ts'
import { type Scope, surroundings } from './render.ts'

export type Recipient = {
  email: string
  attributes: Attributes
  language: 'ja' | 'en' | null
  zone: string | null
}

export type About = {
  contact: Recipient
  payload: Record<string, unknown>
  account: Account
  journey: { name: string }
  unsubscribeUrl: string
  now: Temporal.Instant
}

/** All that a text may ask for. Pure. */
export function scopeOf({ contact, payload, account, journey, unsubscribeUrl, now }: About) {
  const language = contact.language ?? account.language
  return {
    contact: person(contact, language),
    payload,
    account: {
      name: account.name,
      sender_name: account.senderName,
      postal_address: account.postalAddress,
      enquiry: account.enquiry,
    },
    journey,
    unsubscribe_url: unsubscribeUrl,
    [surroundings]: { zone: contact.zone ?? account.zone, language, now },
  } satisfies Scope
}

function person({ email, attributes }: Recipient, language: 'ja' | 'en'): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const key of Object.keys(attributes)) {
    const value = attributes[key]
    // In Liquid an empty text is true: {% if contact.company %} must not hold for a blank field.
    values[key] = typeof value === 'string' ? trimmed(value) || null : value
  }
  // Without a name there is none: what to write instead is the author's to say.
  return Object.assign(values, { email, name: displayName(attributes, '', language) })
}
