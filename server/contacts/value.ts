import { readDay } from './day.ts'
import type { AttributeType, AttributeValue } from './table.ts'

/** What reading a value asks about: the account's zone, and what may be chosen. */
export type About = { zone: string; choices: readonly Choice[] }
export type Choice = { value: string; label: string }

/**
 * Reads what a form, a file or the API gave as a value of a type; every door reads with it. What it
 * hands back reads as itself. Pure.
 * @returns the value as it is kept, null in it where nothing was said; null for what cannot be read
 */
export function readValue(
  type: AttributeType,
  given: unknown,
  about: About,
): { value: AttributeValue } | null {
  if (given === null || given === undefined) return { value: null }
  if (Array.isArray(given) && type !== 'choices') return listAsOne(type, given, about)
  const text = textOf(given)
  if (type !== 'choices' && text === null) return null
  if (type !== 'text' && (text ?? 'a list').trim() === '') return { value: null }
  const value = readers[type](text ?? '', about, given)
  return value === null ? null : { value }
}

/** One of them is that one; several are a text at most. */
function listAsOne(type: AttributeType, given: unknown[], about: About) {
  if (given.length === 1) return readValue(type, given[0], about)
  const texts = given.map(textOf)
  if (type !== 'text' || texts.includes(null)) return null
  return { value: texts.join(', ') }
}

type Reader = (text: string, about: About, given: unknown) => AttributeValue

const readers: Record<AttributeType, Reader> = {
  text: (text) => text,
  number: readNumber,
  date: readDate,
  datetime: readInstant,
  boolean: (text) => truth.get(comparable(text)) ?? null,
  choice: (text, { choices }) => chosen(text, choices),
  choices: readChoices,
}

/** 1,234 · １２３ · -5 · 1.5 · ¥1,200 · 1200円; digits in groups of three or in none. */
function readNumber(text: string): number | null {
  const plain = comparable(text)
    .replace(/[−‐–]/g, '-')
    .replace(/^¥|円$/g, '')
  const parts = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(e[+-]?\d+)?$/.exec(plain)
  if (!parts) return null
  const number = Number(plain.replaceAll(',', ''))
  // A negative zero would not read as itself: JSON has none.
  return Number.isFinite(number) ? number + 0 : null
}

function readDate(text: string, about: About): string | null {
  const day = readDay(text)
  if (day) return day.toString()
  const moment = readInstant(text, about)
  return moment === null
    ? null
    : Temporal.Instant.from(moment).toZonedDateTimeISO(about.zone).toPlainDate().toString()
}

/** A clock without an offset is the account's; a day without a clock begins at midnight. */
function readInstant(text: string, { zone }: About): string | null {
  const parts =
    /^(.+?)(?:(?:[T\s]\s*)(\d{1,2})[:時]\s?(\d{1,2})(?:分|(?:[:分](\d{1,2})(?:\.(\d{1,9}))?秒?))?\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
      text.normalize('NFKC').trim(),
    )
  const day = parts && readDay(parts[1]!)
  if (!day) return null
  const [, , hour = '0', minute = '0', second = '0', fraction = '', offset] = parts
  try {
    const time = Temporal.PlainTime.from(
      {
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
        millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
      },
      { overflow: 'reject' },
    )
    const local = day.toPlainDateTime(time)
    const moment = offset
      ? Temporal.Instant.from(`${local}${offset.toUpperCase()}`)
      : local.toZonedDateTime(zone).toInstant()
    return isKept(moment) ? moment.toString() : null
  } catch {
    return null
  }
}

/** Instants whose text begins with four digits of a year compare as text. */
const isKept = (moment: Temporal.Instant) => /^(?!0000)\d{4}-/.test(moment.toString())

const truth = new Map<string, boolean>([
  ...['true', 'yes', 'y', 'on', '1', 'はい', '有', 'あり', '○', '〇', '◯', '✓', '✔'].map(
    (word) => [word, true] as const,
  ),
  ...['false', 'no', 'n', 'off', '0', 'いいえ', '無', 'なし', '×', '✕', '✗', 'x'].map(
    (word) => [word, false] as const,
  ),
])

function chosen(text: string, choices: readonly Choice[]): string | null {
  const exact = choices.find(({ value }) => value === text)
  if (exact) return exact.value
  const wanted = comparable(text)
  const close =
    choices.find(({ value }) => comparable(value) === wanted) ??
    choices.find(({ label }) => comparable(label) === wanted)
  return close?.value ?? null
}

/** In the order of the definition, each once; a text may name several. */
function readChoices(text: string, { choices }: About, given: unknown): string[] | null {
  const whole = typeof given === 'string' ? chosen(text, choices) : null
  if (whole !== null) return [whole]
  const texts = Array.isArray(given) ? given.map(textOf) : text.split(/[,、，;；\n]/)
  const named = texts.filter((each) => each === null || each.trim() !== '')
  const values = named.map((each) => (each === null ? null : chosen(each, choices)))
  if (values.includes(null)) return null
  return choices.map(({ value }) => value).filter((value) => values.includes(value))
}

const comparable = (text: string) => text.normalize('NFKC').trim().toLowerCase()

function textOf(given: unknown): string | null {
  if (typeof given === 'string') return given
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : null
}
