/** A number as it is written, not as a processor rounds it: `units` over ten to the `places`. */
export type Decimal = { units: bigint; places: number }

/** Without an exponent: 1e3 may be the name of a product. The same text is a pattern of Postgres. */
export const NUMBER = '^[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)$'

/** Longer than any number that JSON can hold. */
export const LONGEST_NUMBER = 400

const number = new RegExp(NUMBER)

/** The number that a comparable text is, commas aside; null: it is none. Pure. */
export function decimalOf(text: string): Decimal | null {
  const plain = text.replaceAll(',', '')
  if (plain.length > LONGEST_NUMBER || !number.test(plain)) return null
  const [whole = '', fraction = ''] = plain.replace('+', '').split('.')
  return { units: BigInt(whole + fraction), places: fraction.length }
}

/** Less than 0 where `a` is less, more than 0 where it is more. Pure. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = [a.units * 10n ** BigInt(b.places), b.units * 10n ** BigInt(a.places)]
  return left < right ? -1 : left > right ? 1 : 0
}
