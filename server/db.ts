import { type SQL, sql } from 'drizzle-orm'
import { customType, type PgTable } from 'drizzle-orm/pg-core'
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
  const db = drizzle(client, { casing: 'snake_case' })
  return { db, client, close: () => client.end({ timeout: 5 }) }
}

/** Runs `work` in one transaction and hands back what it returns. */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(work)
}

/** The database's clock, to the millisecond, as of this very call (never a transaction's start). */
export const databaseClock: Clock = async (tx) => {
  const [row] = await tx.execute<{ now: string }>(
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
 * Rows as a table expression, whatever their number: one parameter, one statement.
 *
 *     INSERT INTO steps (enrollment_id, seq) SELECT enrollment_id, seq FROM ${bulk(rows, { enrollment_id: 'bigint', seq: 'int' })}
 *
 * It goes over as JSON text because drizzle expands arrays into lists and postgres.js encodes
 * `jsonb[]` twice. Instants travel as ISO text; a missing key is NULL; `bytea` is not among the types.
 * @param columns each key of a row with its Postgres type
 */
export function bulk<Row extends object>(
  rows: readonly Row[],
  columns: { [K in keyof Row & string]-?: ColumnType },
): SQL {
  const list = Object.entries<ColumnType>(columns).map(([name, type]) =>
    sql.raw(`"${name}" ${type}`),
  )
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) AS r(${sql.join(list, sql`, `)})`
}

type ColumnType =
  | 'bigint'
  | 'int'
  | 'smallint'
  | 'boolean'
  | 'text'
  | 'timestamptz'
  | 'jsonb'
  | 'double precision'

/** Empties tables between tests; refuses any other use by its name alone. */
export async function truncateForTest(db: Db, tables: PgTable[]): Promise<void> {
  const names = sql.join(
    tables.map((table) => sql`${table}`),
    sql`, `,
  )
  await db.execute(sql`TRUNCATE ${names} RESTART IDENTITY CASCADE`)
}
