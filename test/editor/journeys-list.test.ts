import { expect, test } from 'vitest'
import { parseJourneyFile } from '../../editor/pages/journeys/journey-file.ts'
import type { JourneyRow } from '../../editor/pages/journeys/queries.ts'
import { select } from '../../editor/pages/journeys/use-view.ts'

const row = (id: number, part: Partial<JourneyRow>): JourneyRow => ({
  id,
  name: `Journey ${id}`,
  state: 'live',
  versionNumber: 1,
  trigger: null,
  byHand: false,
  stones: 3,
  here: 0,
  entered: 0,
  sends: [],
  problems: 0,
  failed: 0,
  savedAt: `2026-11-2${id}T00:00:00Z`,
  savedBy: 'Ren Mori',
  ...part,
})

const rows = [
  row(1, { name: 'Ｗｅｌｃｏｍｅ', here: 9 }),
  row(2, { name: 'Cart', trigger: { kind: 'source', sourceName: '会員登録フォーム' } }),
  row(3, { name: 'Old', state: 'archived', here: 4 }),
]
const ids = (list: JourneyRow[]) => list.map(({ id }) => id)

test('all journeys are those that are not archived, last changed first', () => {
  expect(ids(select(rows, { view: 'all', search: '', order: 'changed' }))).toEqual([2, 1])
  expect(ids(select(rows, { view: 'archived', search: '', order: 'changed' }))).toEqual([3])
})

test('a journey is found by its name or its trigger, however it is typed', () => {
  expect(ids(select(rows, { view: 'all', search: 'welcome ', order: 'name' }))).toEqual([1])
  expect(ids(select(rows, { view: 'all', search: '登録', order: 'name' }))).toEqual([2])
})

test('the fullest journey comes first when people are asked for', () => {
  expect(ids(select(rows, { view: 'all', search: '', order: 'here' }))).toEqual([1, 2])
})

test('a file is taken with its name, or a bare graph under the name of the file', () => {
  const graph = { schema: 1, nodes: [], edges: [] }
  const file = JSON.stringify({ name: ' 誕生日 ', graph })
  expect(parseJourneyFile(file, 'x.json')).toEqual({ name: '誕生日', graph })
  expect(parseJourneyFile(JSON.stringify(graph), '誕生日.json')).toEqual({ name: '誕生日', graph })
})

test('what is no journey at all is told apart before the server is asked', () => {
  for (const text of ['', 'no json', '[]', '3', 'null']) {
    expect(parseJourneyFile(text, 'x.json')).toBeNull()
  }
})
