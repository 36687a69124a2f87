import { type SQL, sql } from 'drizzle-orm'

/**
 * Text as rules compare it; the same as `comparable` in the engine. A function of the database that the
 * planner puts in place, like the others here: a subselect instead would keep a statement to one
 * processor. Migration 0017 holds them.
 */
export const comparableSql = (text: SQL) => sql`comparable(${text})`

/** A value of JSON as it is compared; NULL: there is none. Most are texts and need nothing else. */
export const comparableJson = ({
  json,
  raw,
}: {
  json: SQL
  raw: SQL
}) => sql`CASE jsonb_typeof(${json})
  WHEN 'string' THEN ${comparableSql(raw)} ELSE comparable_of_json(${json}) END`

/** The values of a list, or the one that is none, comparable and not empty, as an array. */
export const partsOfJson = (value: SQL) => sql`coalesce(parts_of_json(${value}), '{}')`

/** A constant, not a subselect, for the same reason. */
export const textArray = (texts: readonly string[]) =>
  sql`${`{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`)}}`}::text[]`
