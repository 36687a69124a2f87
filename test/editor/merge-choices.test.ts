import { expect, test } from 'vitest'
import { twoOf } from '../../editor/pages/contacts/picked.ts'
import {
  type Field,
  sortFields,
  staysOf,
  stoppedAfter,
  takenFrom,
} from '../../editor/pages/merge/choices.ts'
import type { Preview } from '../../editor/pages/merge/queries.ts'

const preview = (ids: [into: number, from: number], fields: Field[]): Preview => {
  const side = (id: number) => ({ id, name: '森 花', email: `c${id}@example.jp` })
  const [into, from] = ids
  return {
    into: side(into),
    from: side(from),
    fields,
    tags: [],
    consent: null,
    topics: [],
    stopped: null,
    journeys: [],
    moving: { events: 0, messages: 0, consents: 0, externalIds: 0 },
  }
}
const email: Field = { field: 'email', into: 'a@example.jp', from: 'b@example.jp', stays: 'into' }
const traded: Field = { field: 'email', into: 'b@example.jp', from: 'a@example.jp', stays: 'into' }
const company: Field = { field: 'attributes.company', into: null, from: 'みなと', stays: 'from' }

test('a value that was chosen stays chosen when the two trade places', () => {
  const choices = { email: 2 }
  expect(staysOf(email, preview([1, 2], [email]), choices)).toBe('from')
  expect(takenFrom(preview([1, 2], [email]), choices)).toEqual(['email'])
  expect(staysOf(traded, preview([2, 1], [traded]), choices)).toBe('into')
  expect(takenFrom(preview([2, 1], [traded]), choices)).toEqual([])
})

test('what only one of them has goes along unasked, and what both have is not chosen', () => {
  const same: Field = { field: 'attributes.colors', into: ['a'], from: ['a'], stays: 'into' }
  expect(takenFrom(preview([1, 2], [company]), {})).toEqual([])
  expect(sortFields([email, same, company])).toEqual({ same: [same], differing: [email, company] })
})

test('a mailbox that takes no mail stops its own address; what a person said stops both', () => {
  expect(stoppedAfter(null, 'bounced')).toBeNull()
  expect(stoppedAfter('bounced', null)).toBe('bounced')
  expect(stoppedAfter(null, 'unsubscribed')).toBe('unsubscribed')
})

test('exactly two picked one by one can be merged, the older first', () => {
  const picked = (ids: number[], all = false) => ({ ids: new Set(ids), all, from: null })
  expect(twoOf(picked([7, 3]))).toEqual([3, 7])
  expect([picked([3]), picked([3, 7, 9]), picked([3, 7], true)].map(twoOf)).toEqual([
    null,
    null,
    null,
  ])
})
