import { wellKnown } from '../../nodes/rule-words.ts'
import { isAttributeName } from './attribute-words.ts'
import type { Contact } from './queries.ts'

type Editable = Pick<Contact, 'attributes' | 'language' | 'zone'>

/** The attributes of a contact as rows of a form. */
export type Draft = {
  rows: { id: number; key: string; value: string; known: boolean }[]
  language: 'ja' | 'en' | null
  zone: string | null
  /** Keys that stood there before: what is gone from the rows is removed. */
  before: Editable['attributes']
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
  return { rows, language, zone, before: attributes, checked: false }
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
 * What to send: values that were numbers or truths stay so while they read the same; null removes. Pure.
 */
export function payloadOf({ rows, language, zone, before }: Draft) {
  const attributes: Editable['attributes'] = {}
  for (const key of Object.keys(before)) attributes[key] = null
  for (const { key, value } of rows) {
    const at = key.trim()
    if (!at) continue
    const same = Object.hasOwn(before, at) && String(before[at] ?? '') === value
    if (same) attributes[at] = before[at] ?? null
    else if (value.trim() !== '') attributes[at] = value.trim()
  }
  return { attributes, language, zone }
}
