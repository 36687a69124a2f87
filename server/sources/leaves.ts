import { containerKind, emailRank, nameKey } from './names.ts'
import { type Fields, isObject, type Value } from './read/fields.ts'

/** One value with where it stands. */
export type Leaf = {
  /** Dotted, e.g. `customer.email`. */
  path: string
  /** The path of what it stands in; '' at the top. */
  within: string
  name: string
  depth: number
  /** It stands in what is said of a person: `customer`, `billing`. */
  ofPerson: boolean
  /** It stands in a thing that has parts, such as an order: its `name` is nobody's. */
  ofThing: boolean
  /** Trimmed; null when empty. */
  text: string | null
}

/** The values that may speak of the contact; what stands in an unknown container does not. Pure. */
export function leaves(fields: Fields): Leaf[] {
  const found: Leaf[] = []
  walk(fields, { path: '', depth: 0, ofPerson: false }, found)
  return found
}

type Place = { path: string; depth: number; ofPerson: boolean }

function walk(fields: Fields, at: Place, found: Leaf[]): void {
  const ofThing = Array.isArray(fields.line_items)
  for (const [name, value] of Object.entries(fields)) {
    const path = join(at.path, name)
    const leaf = { within: at.path, name, depth: at.depth, ofPerson: at.ofPerson, ofThing }
    for (const { value: inner, path: innerPath } of each(value, path)) {
      if (!isObject(inner)) found.push({ ...leaf, path: innerPath, text: textOf(inner) })
      else if (isNamedValue(name, inner)) {
        found.push({ ...leaf, path: join(innerPath, 'value'), text: textOf(inner.value ?? null) })
      } else {
        const kind = containerKind(name)
        const ofPerson = at.ofPerson || kind === 'person'
        if (kind) walk(inner, { path: innerPath, depth: at.depth + 1, ofPerson }, found)
      }
    }
  }
}

/** A list's members, each at its place; a list of plain values is one field with several values. */
function each(value: Value, path: string): { value: Value; path: string }[] {
  if (!Array.isArray(value)) return [{ value, path }]
  return value
    .slice(0, 100)
    .map((inner, n) => ({ value: inner, path: isObject(inner) ? join(path, String(n)) : path }))
}

/** `email: { value: '…' }`, as CRMs send properties. */
const isNamedValue = (name: string, value: Fields) =>
  value.value !== undefined && (emailRank(name) !== null || nameKey(name) !== null)

/** The value at a dotted path, or under a name that has dots itself. Pure. */
export function valueAt(fields: Fields, path: string): Value | undefined {
  if (Object.hasOwn(fields, path)) return fields[path]
  let at: Value | undefined = fields
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Fields)[key]
  }
  return at
}

/** Text as a field holds it: numbers written out, a list of one its member. Pure. */
export function textOf(value: Value | undefined): string | null {
  if (Array.isArray(value)) return value.length === 1 ? textOf(value[0]) : null
  if (value === undefined || value === null || typeof value === 'object') return null
  return String(value).trim() || null
}

/**
 * Fields without what has found its own place and without what only machines read. Pure.
 * @param used paths as `leaves` writes them, or a mapping's
 */
export function remainder(fields: Fields, used: ReadonlySet<string>): Fields {
  const rest = (from: Fields, prefix: string): Fields =>
    Object.fromEntries(
      Object.entries(from)
        .filter(([name]) => !used.has(join(prefix, name)) && !(prefix === '' && MACHINE.test(name)))
        .map(([name, value]) => [name, isObject(value) ? rest(value, join(prefix, name)) : value]),
    )
  return rest(fields, '')
}

/** Contact Form 7's and our own hidden fields, charset and bot checks. */
const MACHINE =
  /^_wpcf7|^_wpnonce$|^_wp_http_referer$|^_charset_$|^_redirect$|^_tobiishi_|^(g|h)-(re)?captcha-response$|^cf-turnstile-response$/

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)
