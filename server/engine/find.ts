/**
 * The value at a key: the whole key first, since keys may hold dots themselves; then part by part.
 * Never what an object inherits. Pure.
 */
export function find(from: Readonly<Record<string, unknown>>, key: string): unknown {
  if (Object.hasOwn(from, key)) return from[key]
  return partsOf(key).reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return isIndex(part) ? value[Number(part)] : undefined
    return typeof value === 'object' && value !== null && Object.hasOwn(value, part)
      ? (value as Record<string, unknown>)[part]
      : undefined
  }, from)
}

/** Pure. */
export const partsOf = (key: string) => key.split('.')

/** Whether a part may be a place in a list, from 0. Pure. */
export const isIndex = (part: string) => /^(?:0|[1-9][0-9]{0,6})$/.test(part)
