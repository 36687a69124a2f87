import { type SQL, sql } from 'drizzle-orm'
import { customType, PgDialect, type PgTable } from 'drizzle-orm/pg-core'
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
 * Columns travel as array literals in text: drizzle expands an array into a list, postgres.js encodes
 * `jsonb[]` twice, and `json_to_recordset` costs Postgres five times as much as `unnest`.
 * @param columns each key of a row with its Postgres type; a missing value is NULL, an instant is
 *   written as ISO text, a `jsonb` value as JSON; the expression is called `r`
 */
export function bulk<Row extends object>(
  rows: readonly Row[],
  columns: { [K in keyof Row & string]-?: ColumnType },
): SQL {
  const all = Object.entries<ColumnType>(columns)
  const arrays = all.map(([name, type]) => {
    const literal = arrayLiteral(rows, (row) => row[name as keyof Row], type)
    // A subquery of its own: the planner would parse the text once more to guess the number of rows.
    return sql`(SELECT ${literal}::text::${sql.raw(isJson(type) ? 'text' : type)}[])`
  })
  // JSON goes as text and is read row by row: `jsonb[]` takes six times as long.
  const list = all.map(([name, type]) => (isJson(type) ? `"${name}"::${type}` : `"${name}"`))
  const names = all.map(([name]) => `"${name}"`).join(', ')
  return sql`(SELECT ${sql.raw(list.join(', '))}
                FROM unnest(${sql.join(arrays, sql`, `)}) AS u(${sql.raw(names)})) AS r`
}

function arrayLiteral<Row>(rows: readonly Row[], pick: (row: Row) => unknown, type: ColumnType) {
  const elements = rows.map((row) => {
    const value = pick(row)
    if (value === null || value === undefined) return 'NULL'
    if (typeof value === 'number' || typeof value === 'boolean') {
      if (!isJson(type)) return String(value)
    }
    return quoted(isJson(type) ? JSON.stringify(value) : String(value))
  })
  return `{${elements.join(',')}}`
}

const isJson = (type: ColumnType) => type === 'jsonb' || type === 'json'

/** https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO */
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

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

/** Empties tables between tests; refuses any other use by its name alone. */
export async function truncateForTest(db: Db, tables: PgTable[]): Promise<void> {
  const names = sql.join(
    tables.map((table) => sql`${table}`),
    sql`, `,
  )
  await db.execute(sql`TRUNCATE ${names} RESTART IDENTITY CASCADE`)
}
