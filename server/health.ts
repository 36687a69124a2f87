import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Env, Ground } from './ground.ts'
import { migrationState } from './migrate.ts'

/** For whoever watches the process: `/healthz` says that it runs, `/readyz` that it can work. */
export const healthRoutes = (ground: Ground) =>
  new Hono<Env>()
    .get('/healthz', (c) => c.json({ up: true }))
    .get('/readyz', async (c) => {
      const checks = await readiness(ground)
      const ready = Object.values(checks).every(Boolean)
      return c.json({ ready, ...checks }, ready ? 200 : 503)
    })

async function readiness({ db }: Ground) {
  const holds = (question: Promise<boolean>) => question.catch(() => false)
  const database = await holds(db.execute(sql`SELECT 1`).then(() => true))
  if (!database) return { database, queue: false, migrations: false }
  const [queue, migrations] = await Promise.all([
    holds(db.execute(sql`SELECT version FROM pgboss.version`).then((rows) => rows.length > 0)),
    holds(migrationState(db).then((state) => state === 'current')),
  ])
  return { database, queue, migrations }
}
