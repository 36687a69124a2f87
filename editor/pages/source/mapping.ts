import { isAttributeName } from '../contact/attribute-words.ts'
import type { Source } from './queries.ts'

type Mapping = Source['mapping']

/** A mapping as rows of a form. */
export type MappingDraft = {
  email: string
  rows: { id: number; key: string; path: string }[]
  ignored: string[]
}

/** What a value of a post is to become; null: whatever its name says. */
export type Use = { as: 'email' } | { as: 'attribute'; key: string } | { as: 'ignored' } | null

/** What a value becomes, and whether somebody said so or its name did. */
export type Mark = { use: NonNullable<Use>; said: boolean }

/** Pure. */
export function mappingDraft({ email = '', attributes = {}, ignored = [] }: Mapping): MappingDraft {
  return {
    email,
    rows: Object.entries(attributes).map(([key, path], id) => ({ id, key, path })),
    ignored,
  }
}

/** The draft once a value is used so and in no other way. Pure. */
export function used(draft: MappingDraft, path: string, use: Use): MappingDraft {
  const { email, rows, ignored } = draft
  const key = use?.as === 'attribute' ? use.key : null
  // An attribute is fed by one field, and an emptied row is no row.
  const left = rows.filter((row) => row.path.trim() !== path && row.key.trim() !== key)
  const others = ignored.filter((each) => each !== path)
  return {
    email: use?.as === 'email' ? path : email === path ? '' : email,
    rows: key === null ? left : [...left, { id: nextId(draft), key, path }],
    ignored: use?.as === 'ignored' ? [...others, path] : others,
  }
}

/** Pure. */
export const nextId = ({ rows }: MappingDraft) => Math.max(-1, ...rows.map((row) => row.id)) + 1

/** What each value becomes by the draft, and by its name where the draft leaves it be. Pure. */
export function marksOf(
  draft: MappingDraft,
  byName: readonly { key: string; field: string }[],
): Map<string, Mark> {
  const attribute = (key: string) => ({ as: 'attribute' as const, key })
  const named = byName.map(({ key, field }): [string, Mark] => {
    const use = key === 'email' ? { as: 'email' as const } : attribute(key)
    return [field, { use, said: false }]
  })
  const said = draft.rows.map((row): [string, Mark] => [
    row.path.trim(),
    { use: attribute(row.key.trim()), said: true },
  ])
  const marks = new Map([...named, ...said.filter(([path]) => path !== '')])
  for (const path of draft.ignored) marks.set(path, { use: { as: 'ignored' }, said: true })
  if (draft.email.trim()) marks.set(draft.email.trim(), { use: { as: 'email' }, said: true })
  return marks
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
export function mappingOf({ email, rows, ignored }: MappingDraft): Mapping {
  const named = rows
    .map(({ key, path }) => [key.trim(), path.trim()] as const)
    .filter(([key, path]) => key !== '' && path !== '')
  return {
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(named.length > 0 && { attributes: Object.fromEntries(named) }),
    ...(ignored.length > 0 && { ignored }),
  }
}

/** As an attribute that is made of a field would be called. Pure. */
export const keyFrom = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64)
