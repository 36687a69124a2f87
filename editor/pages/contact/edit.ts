import { wellKnown } from '../../nodes/rule-words.ts'
import { isAttributeName } from './attribute-words.ts'
import type { Contact } from './queries.ts'

type Editable = Pick<Contact, 'attributes' | 'language' | 'zone'>

/** The attributes of a contact as rows of a form. */
export type Draft = {
  rows: { id: number; key: string; value: string; known: boolean }[]
  language: 'ja' | 'en' | null
  zone: string | null
  /** What stood there when the form was opened: only what differs from it is sent. */
  before: Editable
  checked: boolean
}

type Act =
  | { type: 'value'; id: number; value: string }
  | { type: 'key'; id: number; key: string }
  | { type: 'add' }
  | { type: 'remove'; id: number }
  | { type: 'language'; language: Draft['language'] }
  | { type: 'zone'; zone: string | null }
  | { type: 'check' }
  | { type: 'anew'; contact: Editable }

/** Names and company are always offered; the address is not an attribute. */
const offered = wellKnown.filter((key) => key !== 'email' && key !== 'name')

/** Pure. */
export function editable({ attributes, language, zone }: Editable): Draft {
  const others = Object.keys(attributes).filter((key) => !offered.some((each) => each === key))
  const rows = [...offered, ...others].map((key, id) => ({
    id,
    key,
    value: String(attributes[key] ?? ''),
    known: id < offered.length,
  }))
  return { rows, language, zone, before: { attributes, language, zone }, checked: false }
}

/** Pure. */
export function edit(draft: Draft, act: Act): Draft {
  const rows = (change: (row: Draft['rows'][number]) => Draft['rows'][number]) => ({
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
      return { ...draft, rows: [...draft.rows, { id, key: '', value: '', known: false }] }
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
      return editable(act.contact)
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
 * What to send: only what was changed, so that what others change meanwhile stays; null removes. A value
 * that reads the same as before is not changed, be it a number or a truth. Pure.
 */
export function payloadOf({ rows, language, zone, before }: Draft) {
  return {
    ...(language !== before.language && { language }),
    ...(zone !== before.zone && { zone }),
    attributes: changedIn(rows, before.attributes),
  }
}

function changedIn(rows: Draft['rows'], before: Editable['attributes']): Editable['attributes'] {
  const now = new Map(rows.map(({ key, value }) => [key.trim(), value]))
  const changed = [...Object.keys(before), ...now.keys()].filter(
    (key) => key && now.get(key) !== String(before[key] ?? ''),
  )
  return Object.fromEntries(changed.map((key) => [key, now.get(key)?.trim() || null]))
}
