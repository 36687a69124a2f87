import { type SQL, sql } from 'drizzle-orm'
import { NESTED, WHITE } from '../../engine/text.ts'

/**
 * Text as rules compare it; the same as `comparable` in the engine. The collation is named: a database
 * of another locale would lower letters its own way, and one of ICU would compare them its own way.
 */
export const comparableSql = (text: SQL) => sql`translate(
  lower(btrim(normalize(${text}, NFKC), ${white}) COLLATE "pg_c_utf8"), 'ς', 'σ')`

/** A value of JSON as text; NULL: there is none. The same as `textOf` in the engine. */
export const textOfJson = (value: SQL) => sql`CASE jsonb_typeof(${value})
  WHEN 'array' THEN coalesce((SELECT string_agg(coalesce(${plainText(sql`part`)}, ''), ', ' ORDER BY n)
                                FROM jsonb_array_elements(${value}) WITH ORDINALITY AS parts(part, n)), '')
  ELSE ${plainText(value)} END`

/** The values of a list, or the one that is none, as rows of `part`, comparable and not empty. */
export const partsOfJson = (value: SQL) => sql`(
  SELECT part FROM (
    SELECT ${comparableSql(sql`coalesce(${plainText(sql`part`)}, '')`)} AS part
      FROM jsonb_array_elements(CASE jsonb_typeof(${value}) WHEN 'array' THEN ${value}
                                ELSE jsonb_build_array(${value}) END) AS parts(part)) p
   WHERE part <> '')`

export const textArray = (texts: readonly string[]) =>
  sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb))`

const plainText = (value: SQL) => sql`CASE jsonb_typeof(${value})
  WHEN 'number' THEN trim_scale((${value} #>> '{}')::numeric)::text
  WHEN 'object' THEN ${nested} WHEN 'array' THEN ${nested} ELSE ${value} #>> '{}' END`

const nested = sql.raw(`'${NESTED}'`)
const white = sql.raw(`E'${WHITE.replace(/[\s\S]/g, unicode)}'`)

function unicode(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}
