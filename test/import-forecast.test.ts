import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../server/imports/plan.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand } from './engine/make.ts'
import { importing, type Shown } from './importing.ts'
import { liveJourney } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await bringIn('email,name,id\nknown@example.jp,Known,7\nplain@example.jp,Plain,8\n')
})
afterAll(() => house.close())

const { bringIn, person, preview, turn, upload } = importing(() => house)

type Forecast = Pick<Shown, 'added' | 'updated' | 'unchanged' | 'refused' | 'blank' | 'entered'> & {
  rows: number
  whole: boolean
  about: number
  consents: number
  reasons: { reason: string; count: number; first: object }[]
}

/** What is said beforehand, then what became of it. */
async function both(file: string, plan: Partial<Plan> = {}) {
  const { body } = await upload(file)
  const { columns } = await preview(body.id)
  await house.api('PUT', `/api/imports/${body.id}/plan`, { columns, ...plan })
  const before = await everything()
  const { body: said } = await house.api<Forecast>('GET', `/api/imports/${body.id}/forecast`)
  expect(await everything()).toEqual(before)
  await house.api('POST', `/api/imports/${body.id}/run`)
  await turn()
  const { body: done } = await house.api<Shown>('GET', `/api/imports/${body.id}`)
  return { said, done }
}

/** Whatever an import writes. */
async function everything() {
  const [row] = await house.db.execute(sql`
    SELECT (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM tags) AS tags,
           (SELECT count(*) FROM consents) AS consents, (SELECT count(*) FROM attributes) AS kinds,
           (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM segments) AS segments,
           (SELECT count(*) FROM suppressions) AS suppressions, (SELECT count(*) FROM enrollments) AS walks`)
  return row
}

const consent: Plan['consent'] = {
  basis: 'opt-in',
  on: '2026-04-01',
  document: 'Spring fair',
  topicIds: [],
}
const many = Array.from({ length: 1_500 }, (_, n) => `many${n % 1_200}@example.jp,N${n}`)

describe('what is said beforehand is what happens', () => {
  const cases: [name: string, file: string, plan?: Partial<Plan>][] = [
    [
      'new, known and unchanged',
      'email,name\nknown@example.jp,Known\nplain@example.jp,X\nf1@example.jp,N\n',
    ],
    ['rows of several batches about the same people', `email,name\n${many.join('\n')}\n`],
    [
      'only new ones',
      'email,name\nknown@example.jp,Z\nf2@example.jp,N\nf2@example.jp,M\n',
      { mode: 'add' },
    ],
    ['only known ones', 'email,name\nknown@example.jp,Y\nf3@example.jp,N\n', { mode: 'update' }],
    [
      'torn and wrong rows',
      'email,birthday\nnobody,\n,\nf4@example.jp,x,y\nf5@example.jp,2026-01-05\n"f6',
    ],
    [
      'tags, old and new',
      'email,tags\nf7@example.jp,a、b\nf7@example.jp,b\nknown@example.jp,a\n',
      { tags: ['all'] },
    ],
    [
      'numbers that are taken',
      'email,id\nf8@example.jp,7\nf9@example.jp,70\nf10@example.jp,70\nf9@example.jp,70\n',
    ],
    ['consent, for all', 'email\nf11@example.jp\nplain@example.jp\nf11@example.jp\n', { consent }],
    [
      'consent, by row',
      'email,メルマガ\nf12@example.jp,はい\nf13@example.jp,いいえ\nf14@example.jp,?\n',
      { consent },
    ],
    [
      'a new segment',
      'email\nf15@example.jp\nknown@example.jp\nknown@example.jp\n',
      { segment: { name: 'Fair' } },
    ],
    [
      'an opt-out list',
      'email\nf16@example.jp\nplain@example.jp\nf16@example.jp\nx\n',
      { mode: 'unsubscribe' },
    ],
    [
      'the same opt-out list again',
      'email\nf16@example.jp\nplain@example.jp\n',
      { mode: 'unsubscribe' },
    ],
    ['a head alone', 'email\n'],
  ]

  test.for(cases)('%s', async ([, file, plan]) => {
    const { said, done } = await both(file, plan)
    expect(done.state).toBe('done')
    const { added, updated, unchanged, refused, blank } = done
    expect(said).toMatchObject({ added, updated, unchanged, refused, blank, whole: true })
    expect(said.rows).toBe(added + updated + unchanged + refused + blank)
    expect(said.about).toBe(said.rows)
    expect(said.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(refused)
  })

  test.for(['always', 'after-exit', 'never'] as const)(
    'who enters a journey, also one met twice, re-entry %s',
    async (reentry) => {
      const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
      graph.settings = { ...graph.settings, reentry }
      const journey = await liveJourney(house, graph)
      const people = Array.from({ length: 1_050 }, (_, n) => `${reentry}${n % 1_040}@example.jp`)
      const file = `email\n${people.join('\n')}\n`
      const { said, done } = await both(file, { journeyId: journey.id })
      expect(said.entered).toBe(done.entered)
      expect(said.entered).toBeGreaterThanOrEqual(1_040)
      const again = await both(file, { journeyId: journey.id })
      expect(again.said.entered).toBe(again.done.entered)
    },
  )
})

test('who gets consent is counted, and each reason with the first row that has it', async () => {
  const { said } = await both(
    'email,メルマガ\nc1@example.jp,はい\nc2@example.jp,\nc3@example.jp,多分\nnobody,はい\nnoone,はい\n',
    { consent },
  )
  expect(said).toMatchObject({ added: 2, refused: 3, consents: 1 })
  expect(said.reasons).toEqual([
    { reason: 'email-impossible', count: 2, first: { line: 5, column: 0, value: 'nobody' } },
    { reason: 'consent-unclear', count: 1, first: { line: 4, column: 1, value: '多分' } },
  ])
  expect((await person('c1@example.jp'))!.consent).toBe('given')
})

test('of a large file the first 20,000 rows are looked at, and it says so', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => `large${10_000 + n}@example.jp\n`)
  const { body } = await upload(`email\n${rows.join('')}`)
  await house.api('PUT', `/api/imports/${body.id}/plan`, { columns: [{ to: 'email' }] })
  const { body: said } = await house.api<Forecast>('GET', `/api/imports/${body.id}/forecast`)
  expect(said.whole).toBe(false)
  expect(said.rows).toBeLessThanOrEqual(20_000)
  expect(said.added).toBe(said.rows)
  expect(said.about).toBeGreaterThan(29_900)
  expect(said.about).toBeLessThan(30_100)
})

test('a plan that cannot be run is refused beforehand', async () => {
  const { body } = await upload('email\na@example.jp\n')
  const path = `/api/imports/${body.id}`
  expect(await house.api('GET', `${path}/forecast`)).toMatchObject({ status: 422 })
  await house.api('PUT', `${path}/plan`, { columns: [{ to: 'nowhere' }] })
  const refused = await house.api('GET', `${path}/forecast`)
  expect(refused).toMatchObject({ status: 422, body: { code: 'import-no-email' } })
})

test.for([
  ['a journey that nobody enters by hand', { journeyId: 999_999 }],
  ['such a journey with a list of opt-outs', { journeyId: 999_999, mode: 'unsubscribe' }],
  ['a segment that is not there', { segment: { id: 999_999 } }],
] as const)('what starting would refuse is refused beforehand: %s', async ([, plan]) => {
  const { body } = await upload('email\nb@example.jp\n')
  const path = `/api/imports/${body.id}`
  await house.api('PUT', `${path}/plan`, { columns: [{ to: 'email' }], ...plan })
  const told = await house.api('GET', `${path}/forecast`)
  expect(told.status).toBeGreaterThanOrEqual(400)
  expect(await house.api('POST', `${path}/run`)).toEqual(told)
})

test('a new segment and a new attribute of a plan are not made by looking', async () => {
  const { body } = await upload('email,rank\nb@example.jp,gold\n')
  const rank = { to: 'new', key: 'not_yet', label: 'Rank', type: 'text' }
  const plan = { columns: [{ to: 'email' }, rank], segment: { name: 'Not yet' } }
  await house.api('PUT', `/api/imports/${body.id}/plan`, plan)
  const { status } = await house.api('GET', `/api/imports/${body.id}/forecast`)
  expect(status).toBe(200)
  const made = await house.db.execute(sql`
    SELECT name FROM segments WHERE name = 'Not yet'
     UNION ALL SELECT key FROM attributes WHERE key = 'not_yet'`)
  expect(made).toEqual([])
})
