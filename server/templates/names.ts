/** Endings after which no honorific is put: one stands there already. 殿 only behind a space: 鵜殿 is a name. */
const HONOURED = /(様|さま|御中|先生|さん|\s殿)$/u

/** White space as people type it into forms: U+3000 and invisible characters count. */
const BLANK = /^[\s\u200B\u2060]*$/u

/** Pure. */
export const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && BLANK.test(value))

/** Text without white space around it, U+3000 and invisible characters included. Pure. */
export function trimmed(text: string): string {
  // From both ends by hand: a pattern anchored at the end takes time by the square of what comes before.
  let [from, to] = [0, text.length]
  while (from < to && BLANK.test(text[from]!)) from++
  while (from < to && BLANK.test(text[to - 1]!)) to--
  return text.slice(from, to)
}

/**
 * `{{ contact.last_name | honorific: "様", fallback: "お客様" }}`. A blank name becomes the fallback as
 * it stands (never お客様様), and a name that carries an honorific keeps it (never 御中様). Pure.
 */
export function honorific(value: unknown, ...args: unknown[]): string {
  const { given, named } = sorted(args)
  const suffix = given.length > 0 ? String(given[0] ?? '') : '様'
  const name = isBlank(value) ? '' : trimmed(String(value))
  if (name === '') return String(named.get('fallback') ?? 'お客様')
  return HONOURED.test(name) ? name : `${name}${suffix}`
}

/**
 * `{{ contact.company | fallback: "貴社" }}`, also under Liquid's own name `default`: here a name of one
 * full-width space is empty, too. Pure.
 */
export function fallback(value: unknown, ...args: unknown[]): unknown {
  const { given, named } = sorted(args)
  if (value === false && named.get('allow_false')) return false
  const empty = isBlank(value) || value === false || (Array.isArray(value) && value.length === 0)
  return empty ? (given[0] ?? '') : value
}

/** Liquid hands named arguments over as pairs. */
function sorted(args: unknown[]) {
  const isPair = (arg: unknown): arg is [string, unknown] => Array.isArray(arg) && arg.length === 2
  return { given: args.filter((arg) => !isPair(arg)), named: new Map(args.filter(isPair)) }
}
