import { describe, expect, test } from 'vitest'
import { stepTo } from '../../editor/pages/contacts/keys.ts'
import { isNarrowed, listingIn, queryOf } from '../../editor/pages/contacts/listing.ts'

const read = (search: string) => listingIn(new URLSearchParams(search))

describe('what is asked of the list stands in the URL', () => {
  test('and comes out as it went in', () => {
    const search = 'search=%E7%94%B0&tag=3&consent=none&suppressed=bounced&sort=name'
    expect(`${new URLSearchParams(queryOf(read(search)))}`).toBe(search)
    expect(queryOf(read('sort=newest'))).toEqual({})
  })

  test('with a rule that can be read', () => {
    const rule = JSON.stringify({ join: 'all', questions: [{ from: 'consent', op: 'given' }] })
    const search = `${new URLSearchParams({ rule })}`
    expect(`${new URLSearchParams(queryOf(read(search)))}`).toBe(search)
    for (const wrong of ['rule=x', 'rule=%7B%7D', 'rule=null']) {
      expect(queryOf(read(wrong)), wrong).toEqual({})
    }
  })

  test('without what it does not know', () => {
    const listing = read('tag=abc&consent=perhaps&sort=height&suppressed=')
    expect(queryOf(listing)).toEqual({})
    expect(isNarrowed(listing)).toBe(false)
  })

  test('where an order narrows nothing', () => {
    expect(isNarrowed(read('sort=name'))).toBe(false)
    expect(isNarrowed(read('tag=1'))).toBe(true)
    expect(isNarrowed(read('search=a'))).toBe(true)
  })
})

test('keys walk the rows and stop at both ends', () => {
  const standing = { at: 5, last: 99, page: 10 }
  const to = (key: string, from = standing) => stepTo(key, from)
  expect([to('ArrowDown'), to('ArrowUp'), to('PageDown'), to('PageUp')]).toEqual([6, 4, 15, 0])
  expect([to('Home'), to('End'), to('ArrowDown', { ...standing, at: 99 })]).toEqual([0, 99, 99])
  expect([to('Tab'), to('constructor')]).toEqual([null, null])
})
