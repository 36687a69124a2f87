/**
 * Text as rules compare it: NFKC, trimmed, lower case letter by letter. Pure.
 *
 * `server/rules/sql/text.ts` says the same to Postgres, whose `lower` under `pg_c_utf8` knows only
 * the one-to-one letters of Unicode: so İ is i, and the Greek ς that ends a word is σ like any other.
 * A letter that one side's Unicode is too old to know stays there as it is.
 */
export const comparable = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .replaceAll('İ', 'i')
    .replaceAll('Σ', 'σ')
    .toLowerCase()
    .replaceAll('ς', 'σ')

/** What stands for a value that has parts of its own: nobody compares with its JSON. */
const NESTED = '{…}'

/** A value as text; null: there is none. A list is its values with commas between them. Pure. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map((each) => plainText(each) ?? '').join(', ')
  return plainText(value)
}

/** The values of a list, or the one that is none, as they are compared; empty ones left out. Pure. */
export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .map((each) => comparable(plainText(each) ?? ''))
    .filter((text) => text !== '')

function plainText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return withoutExponent(value)
  return typeof value === 'object' ? NESTED : String(value)
}

/** 1e21 as 1000000000000000000000: as Postgres writes a number of JSON. */
function withoutExponent(value: number): string {
  const text = String(value)
  const [digits = '', exponent] = text.split('e')
  if (exponent === undefined) return text
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.')
  const point = whole.length + Number(exponent)
  const all = whole + fraction
  const sign = value < 0 ? '-' : ''
  return point > 0 ? sign + all.padEnd(point, '0') : `${sign}0.${'0'.repeat(-point)}${all}`
}
