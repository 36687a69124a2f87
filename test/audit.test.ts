import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '../server/audit/record.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

type Audit = {
  entries: { action: string; actorName: string; subject: string }[]
  next: string | null
}

test('what was done can be read, newest first, with the name of who did it', async () => {
  await house.api('POST', '/api/api-keys', { name: 'shop' })
  const { body } = await house.api<Audit>('GET', '/api/audit')
  expect(body.entries[0]).toMatchObject({ action: 'api-key.created', actorName: 'test' })
})

test('a long audit is read in pages without a gap', async () => {
  for (let n = 0; n < 120; n++) {
    await record(house.db, { actor: 'system', action: 'page.turned', subject: `page:${n}` })
  }
  const seen: string[] = []
  let cursor: string | null = ''
  do {
    const page: Audit = (
      await house.api<Audit>('GET', `/api/audit?limit=50${cursor && `&cursor=${cursor}`}`)
    ).body
    seen.push(...page.entries.map((entry) => entry.subject))
    cursor = page.next
  } while (cursor)
  const pages = seen.filter((subject) => subject.startsWith('page:'))
  expect(pages).toEqual(Array.from({ length: 120 }, (_, n) => `page:${119 - n}`))
})

test('a cursor that is none is refused by name', async () => {
  for (const cursor of ['', 'x', '12', 'WyJhIl0', 'LTE']) {
    const path = `/api/audit?cursor=${cursor}`
    const { status, body } = await house.api('GET', path)
    expect([cursor, status]).toEqual([cursor, 400])
    expect(body).toMatchObject({ code: 'wrong-input', fields: ['cursor'] })
  }
})

test.for(['UPDATE audit SET actor = $$x$$', 'DELETE FROM audit', 'TRUNCATE audit'])(
  'the audit cannot be unwritten by %s',
  async (statement) => {
    await expect(house.db.execute(sql.raw(statement))).rejects.toThrow()
    const [row] = await house.db.execute<{ count: string }>(sql`SELECT count(*) FROM audit`)
    expect(Number(row?.count)).toBeGreaterThan(0)
  },
)
