import { type SQL, sql } from 'drizzle-orm'
import { folded } from './folded.ts'
import { contactSearches, contacts } from './table.ts'

const patternOf = (text: string) => `%${folded(text).replace(/[\\%_]/g, '\\$&')}%`

/**
 * Whether the address, name, reading or company of a row of `contacts` contains a text, whatever its
 * width, case, kana and old forms of kanji, and with or without a space between the names. Pure.
 */
export const searchFor = (text: string): SQL => sql`${contacts.folded} LIKE ${patternOf(text)}`

/** The same of a row of `contact_searches`, without its index: to ask how many are expected. Pure. */
export const searchThrough = (text: string): SQL =>
  sql`${contactSearches.folded} LIKE ${patternOf(text)}`

/** The same by the index of pairs: for statements that begin with whom a search finds. Pure. */
export function foundBy(text: string): SQL {
  const letters = [...folded(text)]
  if (letters.length === 0) return sql`TRUE`
  const pairs = sql`letter_pairs(${contactSearches.folded}) @@ ${pairsOf(letters)}::tsquery`
  // One letter is how a pair begins, and two are one: nothing is left to compare.
  return letters.length < 3 ? pairs : sql`${pairs} AND ${searchThrough(text)}`
}

function pairsOf(letters: string[]): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '$&$&')}'`
  if (letters.length === 1) return `${quoted(letters[0]!)}:*`
  return letters
    .slice(1)
    .map((letter, at) => quoted(letters[at]! + letter))
    .join(' & ')
}
