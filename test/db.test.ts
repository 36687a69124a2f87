import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bulk, databaseClock } from '../server/db.ts'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const text = fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll('\0', '').toWellFormed())
const row = fc.record({
  n: fc.integer(),
  t: fc.option(fc.oneof(text, fc.constantFrom('NULL', '', '"', '\\', '{a,b}', ' , ', '\n'))),
  b: fc.option(fc.boolean()),
  j: fc.option(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null), fc.boolean()))),
  f: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
})

describe('bulk', () => {
  test('hands Postgres every row and value as it was, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const columns = {
          n: 'int',
          t: 'text',
          b: 'boolean',
          j: 'jsonb',
          f: 'double precision',
        } as const
        const back = await house.db.execute(sql`SELECT * FROM ${bulk(rows, columns)}`)
        const plain = rows.map((each) => ({ ...each, f: each.f === 0 ? 0 : each.f }))
        // `j` comes back with its keys in another order and without a prototype.
        expect(JSON.parse(JSON.stringify(back.map((each) => ({ ...each }))))).toEqual(
          JSON.parse(JSON.stringify(plain)),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('keeps instants to the millisecond and jsonb that is no object', async () => {
    const at = Temporal.Instant.from('2026-11-24T03:39:56.123Z')
    const [back] = await house.db.execute(
      sql`SELECT at, j FROM ${bulk([{ at, j: 'a "word"' }], { at: 'timestamptz', j: 'jsonb' })}`,
    )
    expect(back).toEqual({ at: '2026-11-24 03:39:56.123+00', j: 'a "word"' })
  })
})

test('the clock is the database’s, moves within a transaction and has whole milliseconds', async () => {
  await house.db.transaction(async (tx) => {
    const first = await databaseClock(tx)
    await tx.execute(sql`SELECT pg_sleep(0.005)`)
    const second = await databaseClock(tx)
    expect(Temporal.Instant.compare(first, second)).toBe(-1)
    expect(second.epochNanoseconds % 1_000_000n).toBe(0n)
  })
})
