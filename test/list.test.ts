import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  const people = [
    ['c@list.example', { last_name: '森', last_kana: 'モリ' }],
    ['a@list.example', { last_name: '青木', last_kana: 'アオキ' }],
    ['b@list.example', { last_name: 'Hopper' }],
    ['d@list.example', { name: '森田' }],
  ] as const
  for (const [email, attributes] of people) {
    await house.api('POST', '/api/contacts', { email, attributes })
  }
})
afterAll(() => house.close())

type List = {
  contacts: { id: number; email: string; tags: { name: string }[]; suppression: string | null }[]
  next: string | null
  total: number
  estimated: boolean
}
const list = async (query: string) => (await house.api<List>('GET', `/api/contacts?${query}`)).body
/** The first letters of the addresses, page after page. */
async function order(query: string, limit = 50) {
  let letters = ''
  for (let next: string | null = ''; next !== null; ) {
    const page: List = await list(`${query}&limit=${limit}${next && `&cursor=${next}`}`)
    letters += page.contacts.map(({ email }) => email[0]).join('')
    next = page.next
  }
  return letters
}
const idOf = async (letter: string) => (await list(`search=${letter}@list`)).contacts[0]!.id

test('every order pages without a gap, with and without a search', async () => {
  await house.api('PATCH', `/api/contacts/${await idOf('a')}`, { language: 'ja' })
  const orders = { newest: 'dbac', oldest: 'cabd', email: 'abcd', name: 'bacd', changed: 'adbc' }
  for (const [sort, letters] of Object.entries(orders)) {
    for (const limit of [1, 3, 50]) expect(await order(`sort=${sort}`, limit), sort).toBe(letters)
    const some = [...letters].filter((letter) => 'cd'.includes(letter)).join('')
    expect(await order(`sort=${sort}&search=森`, 1)).toBe(some)
  }
})

test('filters narrow the list and its total: tag, consent, suppression', async () => {
  const [a, b] = [await idOf('a'), await idOf('b')]
  await house.api('PUT', `/api/contacts/${a}/tags`, { tags: ['VIP'] })
  await house.api('PUT', `/api/contacts/${b}/suppression`, { reason: '' })
  await house.api('POST', `/api/contacts/${a}/consents`, { given: 'given', basis: 'written' })
  const [tag] = (await house.api<{ tags: { id: number }[] }>('GET', '/api/tags')).body.tags
  for (const [query, letters] of [
    [`tag=${tag!.id}`, 'a'],
    ['consent=given', 'a'],
    ['consent=none&sort=email', 'bcd'],
    ['consent=withdrawn', ''],
    ['suppressed=yes', 'b'],
    ['suppressed=by-hand', 'b'],
    ['suppressed=bounced', ''],
    ['suppressed=no&sort=email', 'acd'],
    [`tag=${tag!.id}&search=あおき`, 'a'],
    [`tag=${tag!.id}&search=森`, ''],
  ] as const) {
    expect(await order(query), query).toBe(letters)
    expect(await list(query)).toMatchObject({ total: letters.length, estimated: false })
  }
  const row = (await list(`tag=${tag!.id}`)).contacts[0]
  expect(row).toMatchObject({
    tags: [{ name: 'VIP' }],
    suppression: null,
    consent: 'given',
    walks: 0,
  })
})

test('a cursor of another list, or none at all, is refused', async () => {
  for (const query of ['cursor=x', 'cursor=e30', 'sort=best', 'limit=0', 'tag=99999999999']) {
    expect((await house.api('GET', `/api/contacts?${query}`)).status, query).toBe(400)
  }
})

test('a search that finds more than can be sorted by itself is read in order all the same', async () => {
  await house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes)
    SELECT mail, mail, jsonb_build_object('name', 'many ' || n)
      FROM generate_series(1, 2100) n, format('m%s@many.example', n) mail`)
  const first = await list('search=many&sort=email&limit=2')
  expect(first.contacts.map(({ email }) => email)).toEqual([
    'm1000@many.example',
    'm1001@many.example',
  ])
  expect(first.total).toBe(2100)
  const second = await list(`search=many&sort=email&limit=1&cursor=${first.next}`)
  expect(second.contacts[0]!.email).toBe('m1002@many.example')
})
