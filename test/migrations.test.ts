import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Halt, lastWords } from '../server/halt.ts'
import { migrate, migrationState } from '../server/migrate.ts'
import { unmigrated } from './cluster.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

test('the migrations say all that the tables say: otherwise `npm run migration`', async () => {
  expect(await unmigrated()).toEqual([])
})

test('two processes that begin at once migrate once', async () => {
  await house.db.execute(sql`DROP SCHEMA drizzle CASCADE`)
  await house.db.execute(sql`DROP SCHEMA public CASCADE`)
  await house.db.execute(sql`CREATE SCHEMA public`)
  expect(await migrationState(house.db)).toBe('behind')
  expect(await Promise.all([1, 2, 3].map(() => migrate(house.url)))).toEqual([
    'current',
    'current',
    'current',
  ])
  const ready = await house.app.request('/readyz')
  expect(await ready.json()).toEqual({ ready: true, database: true, queue: true, migrations: true })
})

test('a database that a newer release has used is not touched', async () => {
  await house.db.execute(
    sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('from later', 9e12)`,
  )
  expect(await migrate(house.url)).toBe('ahead')
  const ready = await house.app.request('/readyz')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ ready: false, migrations: false })
})

test('tables that a migration does not fit are named by a code, not by a statement', async () => {
  await house.db.execute(sql`DROP SCHEMA drizzle CASCADE`)
  const wrong = await migrate(house.url).catch((error: unknown) => error)
  expect(wrong).toBeInstanceOf(Halt)
  for (const language of ['en', 'ja'] as const) {
    const said = lastWords(wrong, language)
    expect(said).toMatch(/42P07|42710/)
    expect(said).not.toMatch(/CREATE|query|params|\n/)
  }
  const asked = await house.db.execute(sql`SELECT ${'secret'} FROM lost`).catch((error) => error)
  expect(lastWords(asked, 'en')).toBe('Tobiishi could not start: 42P01')
})
