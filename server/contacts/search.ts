import { type SQL, sql } from 'drizzle-orm'
import { contacts } from './table.ts'

/**
 * Whose address, name, reading or company contains a text, whatever its width, case and kana, and
 * with or without a space between the names. Reads every contact: a page of it costs what a count does.
 */
export function searchFor(text: string): SQL {
  const pattern = `%${folded(text).replace(/[\\%_]/g, '\\$&')}%`
  return sql`${foldedColumns} LIKE ${pattern}`
}

/** Pure; the same as below in SQL. */
const folded = (text: string) =>
  [...text.normalize('NFKC').toLowerCase().replace(/\s/g, '')]
    .map((letter) => KATAKANA[HIRAGANA.indexOf(letter)] ?? letter)
    .join('')

const kana = (from: number) => Array.from({ length: 86 }, (_, n) => String.fromCodePoint(from + n))
/** ぁ to ゖ, ァ to ヶ. */
const HIRAGANA = kana(0x3041)
const KATAKANA = kana(0x30a1)

const attribute = (key: string) => sql`${contacts.attributes} ->> ${sql.raw(`'${key}'`)}`
const pair = (one: string, two: string) => sql`concat(${attribute(one)}, ${attribute(two)})`

// The parts lie in lines of their own, so that no match spans two of them.
const foldedColumns = sql`translate(
  regexp_replace(
    lower(normalize(concat_ws(chr(10), ${contacts.emailKey}, ${contacts.email},
      ${pair('last_name', 'first_name')}, ${pair('first_name', 'last_name')},
      ${pair('last_kana', 'first_kana')}, ${attribute('name')}, ${attribute('company')}), NFKC)),
    '[ \\t\\u3000]', '', 'g'),
  ${sql.raw(`'${HIRAGANA.join('')}', '${KATAKANA.join('')}'`)})`
