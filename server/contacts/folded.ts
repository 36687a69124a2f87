import { type SQL, sql } from 'drizzle-orm'
import { oldForms } from './kanji.ts'

const kana = (from: number) => Array.from({ length: 86 }, (_, n) => String.fromCodePoint(from + n))
/** ぁ to ゖ, ァ to ヶ. */
const HIRAGANA = kana(0x3041)
const KATAKANA = kana(0x30a1)

const variants = new Map(
  oldForms.flatMap(([old, today]) => {
    const letters = [...today]
    return [...old].map((letter, at) => [letter, letters[at]!] as const)
  }),
)
/** Spaces, and marks that choose one of several shapes of a kanji. */
const UNSEEN = /\s|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

/**
 * Text as search compares it: width, case, kana and old forms of kanji aside, without spaces. Pure; the
 * same as the database's function `folded`, which migration 0024 holds.
 */
export const folded = (text: string) =>
  [...text.normalize('NFKC').toLowerCase().replace(UNSEEN, '')]
    .map((letter) => KATAKANA[HIRAGANA.indexOf(letter)] ?? variants.get(letter) ?? letter)
    .join('')

const fold = (text: SQL) => sql`folded(${text})`

const attribute = (key: string) => sql.raw(`coalesce(attributes ->> '${key}', '')`)
const pair = (one: string, two: string) => sql`${attribute(one)} || ${attribute(two)}`
const line = sql.raw(`chr(10)`)

/** The parts lie in lines of their own, so that no match spans two of them. An address's key stands
 *  beside it only where it is another. Cut: nobody searches behind that. */
export const foldedText = sql`left(${fold(sql`${pair('last_name', 'first_name')} || ${line}
  || ${pair('first_name', 'last_name')} || ${line} || ${pair('last_kana', 'first_kana')} || ${line}
  || ${attribute('name')} || ${line} || ${attribute('company')}`)}, 350)
  || ${line} || ${fold(sql.raw('email'))}
  || CASE WHEN email_key = ${fold(sql.raw('email'))} THEN '' ELSE ${line} || email_key END`

/** Cut: an index's key holds 2,700 bytes at most. */
export const foldedName = sql`left(coalesce(
  nullif(${fold(pair('last_kana', 'first_kana'))}, ''), nullif(${fold(pair('last_name', 'first_name'))}, ''),
  nullif(${fold(attribute('name'))}, ''), email_key), 100)`
