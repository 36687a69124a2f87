import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { codeOf } from './code-of.ts'
import { connect, type Db } from './db.ts'
import { Halt } from './halt.ts'

const migrationsFolder = join(import.meta.dirname, '../migrations')

/** `behind`: migrate first · `ahead`: a newer release has written here; this code must not. */
export type MigrationState = 'current' | 'behind' | 'ahead'

/**
 * Brings the database up to this code; waits for another process that is doing the same.
 * @throws Halt `migration-failed`: all migrations are one transaction, so nothing has changed
 */
export async function migrate(url: string): Promise<MigrationState> {
  const { db, close } = connect(url, 1)
  try {
    // One connection, so that lock and settings belong to it until it closes.
    await db.execute(sql`SET transaction_timeout = 0`)
    await db.execute(sql`SELECT pg_advisory_lock(hashtext('tobiishi migrations'))`)
    if ((await migrationState(db)) === 'behind') await applyMigrations(db, { migrationsFolder })
    return await migrationState(db)
  } catch (error) {
    // Its words name the code alone: drizzle's are the whole statement.
    throw Object.assign(new Halt('migration-failed', { code: codeOf(error) }), { cause: error })
  } finally {
    await close()
  }
}

/** How the database compares with the migrations beside this code. */
export async function migrationState(db: Db): Promise<MigrationState> {
  const [found] = await db.execute<{ table: string | null }>(
    sql`SELECT to_regclass('drizzle.__drizzle_migrations')::text AS table`,
  )
  if (!found?.table) return 'behind'
  const [row] = await db.execute<{ last: string | null }>(
    sql`SELECT max(created_at) AS last FROM drizzle.__drizzle_migrations`,
  )
  const last = Number(row?.last ?? 0)
  const newest = newestMigration()
  return last === newest ? 'current' : last < newest ? 'behind' : 'ahead'
}

function newestMigration(): number {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[]
  }
  return Math.max(...journal.entries.map((entry) => entry.when))
}
