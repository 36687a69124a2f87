import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asks } from '../server/engine/asks.ts'
import { evaluate, type RuleInput, ruleSchema } from '../server/engine/rule.ts'
import { comparable } from '../server/engine/text.ts'
import { ruleSql } from '../server/rules/rule-sql.ts'
import { comparableSql } from '../server/rules/sql/text.ts'
import { factsOf } from '../server/segments/known.ts'
import { type House, openHouse } from './database.ts'
import { oneQuestion, rule } from './rules/arbitrary.ts'
import { fill, now } from './rules/people.ts'

const long = import.meta.env.MODE === 'long'
const PEOPLE = long ? 1_000 : 100
const RULES = long ? 4_000 : 80

let house: House
let ids: number[]
beforeAll(async () => {
  house = await openHouse()
  ids = await fill(house, PEOPLE, 7)
})
afterAll(() => house.close())

const accountZone = 'Asia/Tokyo'

async function disagreements(input: RuleInput): Promise<object[]> {
  const asked = ruleSchema.parse(input)
  const place = { now, accountZone }
  const rows = await house.db.execute<{ id: string }>(
    sql`SELECT id FROM contacts WHERE ${ruleSql(asked, place)}`,
  )
  const met = new Set(rows.map(({ id }) => Number(id)))
  const few = await house.db.execute<{ id: string }>(sql`
    SELECT id FROM contacts WHERE id < 40 AND ${ruleSql(asked, { ...place, among: (id) => sql`${id} < 40` })}`)
  const facts = await factsOf(house.db, ids, { asks: asks(asked), ...place })
  return [
    ...ids.flatMap((id) => {
      const known = facts.get(id)!
      const { met: memory, looked } = evaluate(asked, known)
      return memory === met.has(id) ? [] : [{ id, memory, looked }]
    }),
    ...(few.length === rows.filter(({ id }) => Number(id) < 40).length
      ? []
      : [{ few: few.length }]),
  ]
}

const agrees = (rules: fc.Arbitrary<RuleInput>) =>
  fc.assert(
    fc.asyncProperty(rules, async (input) => {
      expect((await disagreements(input)).slice(0, 2)).toEqual([])
    }),
    { numRuns: RULES },
  )

test('SQL and memory answer every question alike', { timeout: 1_800_000 }, () =>
  agrees(oneQuestion),
)

test('SQL and memory answer every rule alike', { timeout: 1_800_000 }, () => agrees(rule))

test('every letter that Postgres knows is compared there as here, alone and within a word', async () => {
  const rows = await house.db.execute<{ text: string; seen: string }>(sql`
    SELECT text, ${comparableSql(sql`text`)} AS seen
      FROM generate_series(1, 1114111) n,
           LATERAL (VALUES (chr(n)), ('は' || chr(n) || 'な')) words(text)
     WHERE n NOT BETWEEN 55296 AND 57343 AND unicode_assigned(chr(n))`)
  expect(rows.filter(({ text, seen }) => comparable(text) !== seen)).toEqual([])
})
