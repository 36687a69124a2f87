import { type SQL, sql } from 'drizzle-orm'
import { customType, PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Db = PostgresJsDatabase
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/** Where `now` comes from: the database in production, a fixed instant in a test. */
export type Clock = (tx: Tx | Db) => Promise<Temporal.Instant>

export type Connection = { db: Db; client: postgres.Sql; close: () => Promise<void> }

/**
 * Opens a pool.
 * @param max connections at most
 * @throws nothing by itself: the pool connects on the first query
 */
export function connect(url: string, max = 10): Connection {
  // On its default postgres.js sends a queued statement into a connection that holds another
  // caller's transaction (UNSAFE_TRANSACTION under backlog); a high bound keeps them apart.
  const unlisted = { max_pipeline: 1_000_000 }
  const client = postgres(url, {
    ...unlisted,
    max,
    onnotice: () => {},
    connection: {
      application_name: 'tobiishi',
      TimeZone: 'UTC',
      // Exports and reports read in pages: one old snapshot slows every step threefold.
      transaction_timeout: 30_000,
    },
  })
  const db = drizzle(client, { casing })
  return { db, client, close: () => client.end({ timeout: 5 }) }
}

/** Runs `work` in one transaction and hands back what it returns. */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(work)
}

/**
 * Runs a statement that comes thousands of times a minute: each connection keeps it parsed and planned,
 * and it costs one round trip instead of two. Only for text that never varies: values are parameters,
 * and many ids are one array.
 */
export function hot<Row extends Record<string, unknown>>(tx: Tx | Db, query: SQL): Promise<Row[]> {
  const { session } = tx._
  return session
    .prepareQuery<Hot<Row>>(dialect.sqlToQuery(query), undefined, 'hot', false)
    .execute()
}

/**
 * Until this transaction ends, the planner finds rows by index, in its order, and sorts nothing. A claim
 * (`ORDER BY due LIMIT n`) needs that: on statistics from quieter times it would read and sort all that
 * is due for every batch, and twice as many due rows would take four times as long.
 */
export async function byIndexOnly(tx: Tx): Promise<void> {
  const off = ['enable_sort', 'enable_bitmapscan', 'enable_seqscan']
  const each = off.map((name) => `set_config('${name}', 'off', true)`)
  await hot(tx, sql.raw(`SELECT ${each.join(', ')}`))
}

type Hot<Row> = { execute: Row[]; all: Row[]; values: unknown[] }

const casing = 'snake_case'
const dialect = new PgDialect({ casing })

/** The database's clock, to the millisecond, as of this very call (never a transaction's start). */
export const databaseClock: Clock = async (tx) => {
  const [row] = await hot<{ now: string }>(
    tx,
    sql`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
  )
  return Temporal.Instant.from(row!.now)
}

/** A `timestamptz` to the millisecond, read and written as a Temporal.Instant. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: (value) => Temporal.Instant.from(value),
  toDriver: (value) => value.toString(),
})

/** A `bytea`, read and written as bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
})

/**
 * Rows as a table expression, whatever their number: one parameter a column, one statement.
 *
 *     INSERT INTO steps (enrollment_id, seq) SELECT * FROM ${bulk(rows, { enrollment_id: 'bigint', seq: 'int' })}
 *
 * Columns travel as texts: drizzle expands an array into a list, postgres.js encodes `jsonb[]` twice,
 * and `json_to_recordset` costs Postgres five times as much as `unnest`.
 * @param columns each key of a row with its Postgres type; a missing value is NULL, a `timestamptz`
 *   is a Temporal.Instant, a `jsonb` value is written as JSON; the expression is called `r`
 */
export function bulk<Row extends object>(
  rows: readonly Row[],
  columns: { [K in keyof Row & string]-?: ColumnType },
): SQL {
  const all = Object.entries<ColumnType>(columns)
  const arrays = all.map(([name, type]) => {
    const { write, parse } = kinds[kindOf(type)]
    const text = write(rows.map((row) => row[name as keyof Row]))
    // A subquery of its own: the planner would parse the text once more to guess the number of rows.
    return sql`(SELECT ${parse(sql`${text}::text`, type)})`
  })
  const list = all.map(
    ([name, type]) => `${kinds[kindOf(type)].read(`"${name}"`, type)} AS "${name}"`,
  )
  const names = all.map(([name]) => `"${name}"`).join(', ')
  return sql`(SELECT ${sql.raw(list.join(', '))}
                FROM unnest(${sql.join(arrays, sql`, `)}) AS u(${sql.raw(names)})) AS r`
}

/** How a column is written here, made an array there, and read row by row. */
type Kind = {
  write(values: unknown[]): string
  parse(text: SQL, type: ColumnType): SQL
  read(name: string, type: ColumnType): string
}

const kinds: Record<'plain' | 'instant' | 'json', Kind> = {
  // https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO
  plain: {
    write: (values) => `{${values.map((value) => (value == null ? 'NULL' : literal(value)))}}`,
    parse: (text, type) => sql`${text}::${sql.raw(type)}[]`,
    read: (name) => name,
  },
  // As milliseconds: writing and reading ISO text costs both sides more.
  instant: {
    write: (values) =>
      `{${values.map((value) => (value as Temporal.Instant | null)?.epochMilliseconds ?? 'NULL')}}`,
    parse: (text) => sql`${text}::float8[]`,
    read: (name) => `to_timestamp(${name} / 1000)`,
  },
  // JSON never holds a bare line feed, so that nothing needs quoting; `jsonb[]` takes six times as long.
  json: {
    write: (values) =>
      values.map((value) => (value == null ? '' : JSON.stringify(value))).join('\n'),
    parse: (text) => sql`string_to_array(${text}, chr(10), '')`,
    read: (name, type) => `${name}::${type}`,
  },
}

const kindOf = (type: ColumnType) =>
  type === 'timestamptz' ? 'instant' : type === 'jsonb' || type === 'json' ? 'json' : 'plain'

const literal = (value: unknown) =>
  typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value)

type ColumnType =
  | 'bigint'
  | 'int'
  | 'smallint'
  | 'boolean'
  | 'text'
  | 'timestamptz'
  | 'jsonb'
  | 'json'
  | 'double precision'
