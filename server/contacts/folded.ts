import { type SQL, sql } from 'drizzle-orm'

const kana = (from: number) => Array.from({ length: 86 }, (_, n) => String.fromCodePoint(from + n))
/** ぁ to ゖ, ァ to ヶ. */
const HIRAGANA = kana(0x3041)
const KATAKANA = kana(0x30a1)

/** Text as search compares it: width, case and kana aside, without spaces. Pure; the same as below in SQL. */
export const folded = (text: string) =>
  [...text.normalize('NFKC').toLowerCase().replace(/\s/g, '')]
    .map((letter) => KATAKANA[HIRAGANA.indexOf(letter)] ?? letter)
    .join('')

// Only immutable functions: Postgres keeps both columns itself.
const fold = (text: SQL) => sql`translate(
  regexp_replace(lower(normalize(${text}, NFKC)), '[ \\t\\u3000]', '', 'g'),
  ${sql.raw(`'${HIRAGANA.join('')}', '${KATAKANA.join('')}'`)})`

const attribute = (key: string) => sql.raw(`coalesce(attributes ->> '${key}', '')`)
const pair = (one: string, two: string) => sql`${attribute(one)} || ${attribute(two)}`
const line = sql.raw(`chr(10)`)

/** The parts lie in lines of their own, so that no match spans two of them. Cut: it stands in an
 *  index, whose key holds 2,700 bytes at most. */
export const foldedText = sql`left(${fold(sql`${pair('last_name', 'first_name')} || ${line}
  || ${pair('first_name', 'last_name')} || ${line} || ${pair('last_kana', 'first_kana')} || ${line}
  || ${attribute('name')} || ${line} || ${attribute('company')}`)}, 350)
  || ${line} || email_key || ${line} || ${fold(sql.raw('email'))}`

/** Cut for the same reason. */
export const foldedName = sql`left(coalesce(
  nullif(${fold(pair('last_kana', 'first_kana'))}, ''), nullif(${fold(pair('last_name', 'first_name'))}, ''),
  nullif(${fold(attribute('name'))}, ''), email_key), 100)`
