import { isAttributeName } from '../contact/attribute-words.ts'
import type { Source } from './queries.ts'

type Mapping = Source['mapping']

/** A mapping as rows of a form. */
export type MappingDraft = {
  email: string
  rows: { id: number; key: string; path: string }[]
}

/** Pure. */
export function mappingDraft({ email = '', attributes = {} }: Mapping): MappingDraft {
  return {
    email,
    rows: Object.entries(attributes).map(([key, path], id) => ({ id, key, path })),
  }
}

/** Rows that cannot be saved: half filled, or with a name that is impossible or taken. Pure. */
export function wrongRows({ rows }: MappingDraft): Set<number> {
  const keys = rows.map((row) => row.key.trim())
  const wrong = rows.filter(({ path }, index) => {
    const key = keys[index] ?? ''
    if (key === '' && path.trim() === '') return false
    return !isAttributeName(key) || path.trim() === '' || keys.indexOf(key) !== index
  })
  return new Set(wrong.map((row) => row.id))
}

/** The mapping to send; empty rows say nothing. Pure. */
export function mappingOf({ email, rows }: MappingDraft): Mapping {
  const named = rows
    .map(({ key, path }) => [key.trim(), path.trim()] as const)
    .filter(([key, path]) => key !== '' && path !== '')
  return {
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(named.length > 0 && { attributes: Object.fromEntries(named) }),
  }
}
