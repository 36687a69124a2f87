/** One value of a post with the dotted path that a mapping names it by. */
export type LeafPath = { path: string; value: string }

/** Every value in a post's fields, in their order; lists by the places of their members. Pure. */
export function leafPaths(fields: Record<string, unknown>): LeafPath[] {
  const found: LeafPath[] = []
  const walk = (value: unknown, path: string, depth: number) => {
    if (found.length >= MOST) return
    if (typeof value !== 'object' || value === null || depth > DEEPEST) {
      found.push({ path, value: textOf(value) })
      return
    }
    // A list of plain values is one field with several values.
    if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) {
      found.push({ path, value: value.map(textOf).join(', ') })
      return
    }
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, path === '' ? key : `${path}.${key}`, depth + 1)
    }
  }
  walk(fields, '', 0)
  return found
}

const MOST = 300
const DEEPEST = 8

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
