import type { NewConsent } from '../consents/record.ts'
import { textOf } from './leaves.ts'
import { CONSENT, TOPIC } from './own-fields.ts'
import type { Fields } from './read/fields.ts'
import type { FormPage } from './table.ts'

export type Asked = {
  id: number
  kind: 'webhook' | 'form' | 'site'
  consentWording: string
  form: FormPage | null
  formVersionId: number | null
}

/** Whose answer it is and how it came, kept as evidence (特定電子メール法 施行規則 4条). */
export type Agreeing = {
  contactId: number
  ip: string | null
  userAgent: string | null
  at: Temporal.Instant
  confirmedAt?: Temporal.Instant
}

/**
 * What somebody agreed to: all mail, and each topic whose box is ticked. A form page asks; of a
 * webhook with a wording the site says that it asked. Pure.
 */
export function agreed(source: Asked, fields: Fields, agreeing: Agreeing): NewConsent[] {
  const given = {
    ...agreeing,
    given: 'given' as const,
    basis: 'opt-in' as const,
    origin: `source:${source.id}`,
    formVersionId: source.formVersionId,
  }
  const all = agreedToAll(source, fields) ? [{ ...given, wording: source.consentWording }] : []
  const ticked = new Set(list(fields[TOPIC]))
  const topics = (source.form?.topics ?? []).filter(({ id }) => ticked.has(String(id)))
  return [...all, ...topics.map(({ id, label }) => ({ ...given, topicId: id, wording: label }))]
}

/** Pure. */
export function agreedToAll({ kind, consentWording }: Asked, fields: Fields): boolean {
  if (consentWording === '') return false
  return kind === 'webhook' || fields[CONSENT] === 'given'
}

const list = (value: Fields[string] | undefined) =>
  (Array.isArray(value) ? value : [value]).map(textOf)
