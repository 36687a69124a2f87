import { inflateRawSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import type { House } from './database.ts'

/**
 * Where in the whole database one of these words still stands, without regard to case: every column
 * that can hold text, in every table, and the texts of mails unpacked.
 * @returns `table.column: word`, in order
 */
export async function tracesOf(house: House, words: string[]): Promise<string[]> {
  const columns = await house.db.execute<{ name: string; column: string; type: string }>(sql`
    SELECT c.table_schema || '.' || quote_ident(c.table_name) AS name, quote_ident(c.column_name) AS column,
           c.data_type AS type
      FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
       AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')`)
  const looks = columns.map(({ name, column, type }) => {
    const text = sql.raw(type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`)
    const sought = sql.raw(type === 'bytea' ? 'octal' : 'word')
    return sql`
      SELECT ${`${name}.${column}`} || ': ' || word AS trace FROM words
       WHERE EXISTS (SELECT FROM ${sql.raw(name)} WHERE strpos(lower(${text}), lower(${sought})) > 0)`
  })
  const rows = await house.db.execute<{ trace: string }>(sql`
    WITH words AS (
      SELECT word, encode(convert_to(word, 'UTF8'), 'escape') AS octal
        FROM json_array_elements_text(${JSON.stringify(words)}::text::json) AS word)
    ${sql.join(looks, sql` UNION ALL `)}`)
  const found = rows.map(({ trace }) => trace)
  const bodies = await house.db.execute<{ zipped: string }>(
    sql`SELECT encode(zipped, 'base64') AS zipped FROM bodies`,
  )
  for (const { zipped } of bodies) {
    const text = inflateRawSync(Buffer.from(zipped, 'base64')).toString('utf8').toLowerCase()
    for (const word of words) if (text.includes(word.toLowerCase())) found.push(`bodies: ${word}`)
  }
  return found.sort()
}
