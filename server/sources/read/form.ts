import { decode, decodeAs } from './charset.ts'
import { type Fields, isObject, type Value } from './fields.ts'

/** One name with its value, as bytes. */
export type Part = {
  name: Uint8Array
  value: Uint8Array
  /** Said by the part itself, of its value. */
  charset?: string
  /** The value is a file's name; its content is not a field. */
  file?: { size: number }
}

const DEEPEST_NAME = 8

/**
 * Form parts as fields: `a[]` and repeated names become lists, `a[b]` the object PHP and Rails read
 * it as, a file its name and size. Pure.
 * @param declared the charset the content type names
 */
export function assemble(
  parts: Part[],
  declared: string | undefined,
): { fields: Fields; charset: string } {
  const said = parts.find((part) => latin1(part.name) === '_charset_')
  const silent = parts.flatMap(({ name, value, charset }) => (charset ? [name] : [name, value]))
  // Judged over all of them: one short name alone could be anything.
  const { charset } = decode(joined(silent), declared, said && latin1(said.value))
  // No prototype: a name like `__proto__` is a name like any other until `clean` drops it.
  const root: Fields = Object.create(null)
  for (const part of parts) {
    const text = part.charset
      ? decode(part.value, part.charset).text
      : decodeAs(part.value, charset)
    place(root, decodeAs(part.name, charset), part.file ? { name: text, ...part.file } : text)
  }
  return { fields: root, charset }
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

const SPACE = Buffer.from(' ')
const joined = (pieces: Uint8Array[]) => Buffer.concat(pieces.flatMap((piece) => [piece, SPACE]))

function place(root: Fields, name: string, value: Value): void {
  const path = pathOf(name)
  const list = path.length > 1 && path.at(-1) === ''
  if (list) path.pop()
  const key = path.pop()!
  const at = descend(root, path)
  // `a=1&a[b]=2`: what cannot be nested keeps the name it came with.
  if (at && !isObject(at[key])) put(at, key, value, list)
  else put(root, name, value, false)
}

function descend(root: Fields, path: string[]): Fields | null {
  let at = root
  for (const key of path) {
    at[key] ??= Object.create(null)
    const inner = at[key]
    if (!isObject(inner)) return null
    at = inner
  }
  return at
}

function put(at: Fields, key: string, value: Value, list: boolean): void {
  const before = at[key]
  if (Array.isArray(before)) before.push(value)
  else if (before !== undefined) at[key] = [before, value]
  else at[key] = list ? [value] : value
}

/** `order[item][name]` → order, item, name; `colors[]` ends in ''; anything else is one name. */
function pathOf(name: string): string[] {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name)
  if (!found) return [name]
  const inner = found[2]!.slice(1, -1).split('][')
  const nests = inner.length <= DEEPEST_NAME && inner.slice(0, -1).every((key) => key !== '')
  return nests ? [found[1]!, ...inner] : [name]
}
