import { type SQL, sql } from 'drizzle-orm'
import { codeOf } from './code-of.ts'
import { type Db, type Tx, transaction } from './db.ts'

/** What statements say, or null where one took longer than somebody before a screen is to wait. */
export async function inTime<T>(
  db: Db,
  limitMs: number,
  ask: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  try {
    return await transaction(db, async (tx) => {
      await tx.execute(sql`SELECT set_config('statement_timeout', ${`${limitMs}`}, true)`)
      return await ask(tx)
    })
  } catch (error) {
    if (codeOf(error) === QUERY_CANCELED) return null
    throw error
  }
}

const QUERY_CANCELED = '57014'

/** How many rows Postgres expects of a statement, by its statistics alone. */
export async function expectedRows(db: Db, statement: SQL): Promise<number> {
  const [row] = await db.execute<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    sql`EXPLAIN (FORMAT JSON) ${statement}`,
  )
  return Math.round(row!['QUERY PLAN'][0].Plan['Plan Rows'])
}
