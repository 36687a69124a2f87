import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, glob, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { sql } from 'drizzle-orm'
import type { TestProject } from 'vitest/node'
import { connect } from '../server/db.ts'
import { startEmbedded } from '../server/embedded.ts'
import { migrate } from '../server/migrate.ts'
import { openQueue } from '../server/queue.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server with the database `template`, migrated and never written to. */
    clusterUrl: string
  }
}

const root = resolve(import.meta.dirname, '..')

/** One Postgres for the whole run; it never has to survive a crash. */
export default async function setup(project: TestProject) {
  const home = mkdtempSync(join(tmpdir(), 'tobiishi-test-'))
  await chmod(home, 0o711)
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    autovacuum_naptime: '10s',
  }
  const server = await startEmbedded(home, { settings, careless: true })
  await makeTemplate(server.url)
  project.provide('clusterUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(home, { recursive: true })
  }
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const server = connect(clusterUrl, 1)
  await server.db.execute(sql`CREATE DATABASE template`)
  await server.close()
  const url = databaseUrl(clusterUrl, 'template')
  await migrate(url)
  const template = connect(url, 1)
  for (const statement of await unmigrated()) await template.db.execute(sql.raw(statement))
  await template.close()
  const queue = await openQueue(url, { working: false, onError: () => {} })
  await queue.stop()
}

/** The same server, another database. Pure. */
export function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  return url.toString()
}

/**
 * What the tables say and no migration does yet, as SQL. While a change is being made it is applied on
 * top, so that its tests run; `migrations.test.ts` wants it to be empty.
 */
export async function unmigrated(): Promise<string[]> {
  const tables: Record<string, unknown> = {}
  for await (const file of glob('server/*/table.ts', { cwd: root })) {
    Object.assign(tables, await import(join(root, file)))
  }
  const [newest] = (await readdir(join(root, 'migrations/meta')))
    .filter(isSnapshot)
    .sort()
    .reverse()
  const before = JSON.parse(await readFile(join(root, 'migrations/meta', newest!), 'utf8'))
  return generateMigration(before, generateDrizzleJson(tables, before.id, undefined, 'snake_case'))
}

const isSnapshot = (name: string) => name.endsWith('_snapshot.json')
