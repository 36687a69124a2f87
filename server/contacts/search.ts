import { type SQL, sql } from 'drizzle-orm'
import { folded } from './folded.ts'
import { contacts } from './table.ts'

/**
 * Whose address, name, reading or company contains a text, whatever its width, case and kana, and
 * with or without a space between the names. Reads every contact's folded text where nobody matches.
 */
export function searchFor(text: string): SQL {
  const pattern = `%${folded(text).replace(/[\\%_]/g, '\\$&')}%`
  return sql`${contacts.folded} LIKE ${pattern}`
}
