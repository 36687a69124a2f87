/** One line of a post: a value, or the name of what values stand in (`value` is null). */
export type PayloadRow = { path: string; name: string; depth: number; value: string | null }

/** One value of a post with the dotted path that a mapping names it by. */
export type LeafPath = { path: string; value: string }

/** A post as a tree that is read line by line; lists by the places of their members. Pure. */
export function payloadRows(fields: Record<string, unknown>): PayloadRow[] {
  const found: PayloadRow[] = []
  const walk = (value: object, within: string, depth: number) => {
    for (const [name, inner] of Object.entries(value)) {
      if (found.length >= MOST) return
      const path = within === '' ? name : `${within}.${name}`
      if (isPlain(inner) || depth > DEEPEST) {
        found.push({ path, name, depth, value: textOf(inner) })
      } else {
        found.push({ path, name, depth, value: null })
        walk(inner as object, path, depth + 1)
      }
    }
  }
  walk(fields, '', 0)
  return found
}

/** Every value in a post's fields, in their order. Pure. */
export const leafPaths = (fields: Record<string, unknown>): LeafPath[] =>
  payloadRows(fields).flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]))

const MOST = 300
const DEEPEST = 8

/** A list of plain values is one field with several values. */
const isPlain = (value: unknown) =>
  typeof value !== 'object' ||
  value === null ||
  (Array.isArray(value) && value.every((each) => typeof each !== 'object'))

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : Array.isArray(value) && isPlain(value)
      ? value.map(textOf).join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
