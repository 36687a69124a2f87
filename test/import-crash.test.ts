import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from '../server/enrollments/workers.ts'
import { createImporter } from '../server/imports/importer.ts'
import { type House, openHouse } from './database.ts'
import { until } from './make.ts'

const ROWS = 2_000

let house: House
let turn: () => Promise<void>
const children = new Set<ChildProcess>()

beforeAll(async () => {
  // The worker that is killed has tickets of its own.
  house = await openHouse({ queue: true })
  turn = createImporter(house, await register(house.db)).turn
  await house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes)
    VALUES ('p1500@example.jp', 'p1500@example.jp', '{"points": -1}')`)
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await house.close()
})

test('a worker killed in the middle of a file, and another in the middle of undoing it: nothing is lost or doubled', {
  timeout: 120_000,
}, async () => {
  const id = await uploaded()
  await house.api('POST', `/api/imports/${id}/run`)
  const halfIn = await killedBefore('p1500@example.jp')
  expect(halfIn.imports).toMatchObject({ state: 'running', rows: 1_000, added: 999 })
  expect(halfIn.contacts).toBe(1_000)

  await carriedOn(id, 'done')
  expect(await standing()).toEqual({
    imports: { state: 'done', rows: ROWS + 1, added: ROWS - 1, updated: 1, refused: 0, undone: 0 },
    contacts: ROWS,
    points: (ROWS * (ROWS + 1)) / 2,
    consents: ROWS,
    consenting: ROWS,
    events: ROWS,
    kept: ROWS,
  })

  await house.api('POST', `/api/imports/${id}/undoing`)
  const halfOut = await killedBefore('p700@example.jp')
  expect(halfOut.imports).toMatchObject({ state: 'undoing', undone: 1_000 })
  expect(halfOut.contacts).toBe(1_001)

  await carriedOn(id, 'undone')
  expect(await standing()).toMatchObject({
    imports: { state: 'undone', undone: ROWS },
    contacts: 1,
    points: -1,
    consenting: 0,
  })
})

async function uploaded(): Promise<number> {
  const lines = Array.from({ length: ROWS }, (_, n) => `p${n + 1}@example.jp,${n + 1}\n`)
  const { body } = await house.api<{ id: number }>('POST', '/api/attributes', {
    key: 'points',
    label: 'Points',
    type: 'number',
  })
  expect(body).toBeTruthy()
  const sent = await house.app.request('/api/imports?fileName=people.csv', {
    method: 'POST',
    headers: { authorization: `Bearer ${house.key}` },
    body: `email,points\n${lines.join('')}`,
  })
  const { id } = (await sent.json()) as { id: number }
  await house.api('PUT', `/api/imports/${id}/plan`, {
    columns: [{ to: 'email' }, { to: 'attribute', key: 'points' }],
    consent: { basis: 'opt-in', on: '2026-04-01', document: 'Applications' },
  })
  return id
}

/** A worker of its own stands before this contact's row, in the middle of a batch, and is killed there. */
async function killedBefore(email: string) {
  const child = fork(resolve(import.meta.dirname, 'bench/worker-process.ts'), [house.url])
  children.add(child)
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`SELECT FROM contacts WHERE email_key = ${email} FOR UPDATE`)
    await until('the worker waits for the row', () => isWaiting())
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  children.delete(child)
  await until('Postgres has let go of the dead', async () => !(await isWaiting()))
  // Fifteen seconds without a beat, and a worker is taken for dead.
  await house.db.execute(sql`UPDATE workers SET beat_at = beat_at - interval '1 minute'`)
  return standing()
}

async function isWaiting(): Promise<boolean> {
  const rows = await house.db.execute(sql`
    SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%contacts%'`)
  return rows.length > 0
}

async function carriedOn(id: number, state: string): Promise<void> {
  await until(`it is ${state}`, async () => {
    await turn()
    const { body } = await house.api<{ state: string }>('GET', `/api/imports/${id}`)
    return body.state === state
  })
}

type Standing = Record<
  'contacts' | 'points' | 'consents' | 'consenting' | 'events' | 'kept',
  number
>

async function standing() {
  const [row] = await house.db.execute<Standing>(sql`
    SELECT (SELECT count(*) FROM contacts WHERE erased_at IS NULL)::int AS contacts,
           (SELECT sum((attributes ->> 'points')::int) FROM contacts)::int AS points,
           (SELECT count(*) FROM consents)::int AS consents,
           (SELECT count(*) FROM contacts WHERE consent = 'given')::int AS consenting,
           (SELECT count(*) FROM events WHERE name = 'contact.imported')::int AS events,
           (SELECT count(*) FROM import_rows)::int AS kept`)
  const [imports] = await house.db.execute(sql`
    SELECT state, rows, added, updated, refused, undone FROM imports`)
  return { ...row!, imports }
}
