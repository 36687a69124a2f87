/** Deeper than any form or provider nests; a deeper value is an attack or a mistake. */
export const DEEPEST = 32

/** Thrown by `clean`: the caller names it to whoever sent the value. */
export class TooDeep extends Error {}

/**
 * A copy of plain JSON that Postgres and JavaScript can hold without harm: text well-formed and free
 * of U+0000 (both stop a whole batch in `jsonb`), no `__proto__` key, numbers finite. Pure.
 * @throws TooDeep past DEEPEST levels
 */
export function clean<T>(value: T): T {
  return copy(value, 0) as T
}

/** Text that Postgres can hold: well-formed and free of U+0000. Pure. */
export const cleanText = (text: string) => text.toWellFormed().replaceAll('\0', '')

/** For headers, which end where a line ends; a full-width space is the author's and stays. Pure. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

function copy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) throw new TooDeep(`A value lies more than ${DEEPEST} levels deep`)
  if (Array.isArray(value)) return value.map((each) => copy(each, depth + 1))
  // fromEntries defines properties instead of assigning them: no setter of Object.prototype runs.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, each]) => [cleanText(key), copy(each, depth + 1)]),
  )
}
