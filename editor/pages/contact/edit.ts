import type { Definition } from '../../parts/attributes.ts'
import { isAttributeName } from './attribute-words.ts'
import type { Contact } from './queries.ts'

type Editable = Pick<Contact, 'attributes' | 'language' | 'zone'>
/** As it stands in a field: a date-time is one of the account's clock, several choices are a list. */
type Entered = string | string[]

/** The attributes of a contact as rows of a form. */
export type Draft = {
  rows: Row[]
  language: 'ja' | 'en' | null
  zone: string | null
  /** What stood there when the form was opened: only what differs from it is sent. */
  before: Editable
  checked: boolean
}

type Row = {
  id: number
  key: string
  value: Entered
  was: Entered
  /** Null: an attribute without a type. */
  definition: Definition | null
}

type Act =
  | { type: 'value'; id: number; value: Entered }
  | { type: 'key'; id: number; key: string }
  | { type: 'add' }
  | { type: 'remove'; id: number }
  | { type: 'language'; language: Draft['language'] }
  | { type: 'zone'; zone: string | null }
  | { type: 'check' }
  | { type: 'anew'; begin: Begin }

type Begin = { contact: Editable; definitions: readonly Definition[]; zone: string }

/** Everything that has a type is offered, then whatever else the contact has. Pure. */
export function editable({ contact, definitions, zone: ours }: Begin): Draft {
  const { attributes, language, zone } = contact
  const typed = definitions.filter(
    // Whoever has a family and a given name needs no third.
    ({ key, archived }) => key in attributes || !(archived || key === 'name'),
  )
  const others = Object.keys(attributes).filter((key) => !typed.some((each) => each.key === key))
  const row = (key: string, definition: Definition | null, id: number): Row => {
    const value = entered(attributes[key], definition?.type ?? 'text', ours)
    return { id, key, value, was: value, definition }
  }
  const rows = [
    ...typed.map((definition, id) => row(definition.key, definition, id)),
    ...others.map((key, at) => row(key, null, typed.length + at)),
  ]
  return { rows, language, zone, before: { attributes, language, zone }, checked: false }
}

function entered(
  value: Editable['attributes'][string] | undefined,
  type: Definition['type'],
  zone: string,
): Entered {
  if (type === 'choices') return Array.isArray(value) ? value : []
  if (value === null || value === undefined) return ''
  if (type !== 'datetime' || typeof value !== 'string') return String(value)
  const local = Temporal.Instant.from(value).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}

/** Pure. */
export function edit(draft: Draft, act: Act): Draft {
  const rows = (change: (row: Row) => Row) => ({
    ...draft,
    rows: draft.rows.map((row) => ('id' in act && row.id === act.id ? change(row) : row)),
  })
  switch (act.type) {
    case 'value':
      return rows((row) => ({ ...row, value: act.value }))
    case 'key':
      return rows((row) => ({ ...row, key: act.key }))
    case 'add': {
      const id = Math.max(0, ...draft.rows.map((row) => row.id)) + 1
      const row = { id, key: '', value: '', was: '', definition: null }
      return { ...draft, rows: [...draft.rows, row] }
    }
    case 'remove':
      return { ...draft, rows: draft.rows.filter((row) => row.id !== act.id) }
    case 'language':
      return { ...draft, language: act.language }
    case 'zone':
      return { ...draft, zone: act.zone }
    case 'check':
      return { ...draft, checked: true }
    case 'anew':
      return editable(act.begin)
  }
}

/** Rows without a possible name of their own. Pure. */
export function wrongIn({ rows }: Draft): Set<number> {
  const keys = rows.map((row) => row.key.trim())
  return new Set(
    rows
      .filter((row, index) => {
        const key = keys[index] ?? ''
        if (!key) return row.value !== ''
        return !isAttributeName(key) || keys.indexOf(key) !== index
      })
      .map((row) => row.id),
  )
}

/**
 * What to send: only what was changed, so that what others change meanwhile stays; null removes. Pure.
 */
export function payloadOf({ rows, language, zone, before }: Draft) {
  return {
    ...(language !== before.language && { language }),
    ...(zone !== before.zone && { zone }),
    attributes: changedIn(rows, before.attributes),
  }
}

function changedIn(rows: Row[], before: Editable['attributes']): Editable['attributes'] {
  const gone = Object.keys(before).filter((key) => !rows.some((row) => row.key.trim() === key))
  const changed = rows.filter(({ key: typed, value, was }) => {
    const key = typed.trim()
    return key && (!same(value, was) || (!(key in before) && value.length > 0))
  })
  return Object.fromEntries([
    ...gone.map((key) => [key, null]),
    ...changed.map(({ key, value }) => [key.trim(), sent(value)]),
  ])
}

const same = (a: Entered, b: Entered) => JSON.stringify(a) === JSON.stringify(b)

const sent = (value: Entered) =>
  Array.isArray(value) ? (value.length > 0 ? value : null) : value.trim() || null
