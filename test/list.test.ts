import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folded } from '../server/contacts/folded.ts'
import { oldForms } from '../server/contacts/kanji.ts'
import { listContacts } from '../server/contacts/list.ts'
import { foundBy, searchFor } from '../server/contacts/search.ts'
import { bulk } from '../server/db.ts'
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

test('a rule narrows the list as a segment of it would, alone and beside search and filters', async () => {
  const contact = (key: string, op: string, value: string) => ({
    from: 'contact',
    key,
    op,
    value,
  })
  const asked = (join: string, ...questions: object[]) =>
    `rule=${encodeURIComponent(JSON.stringify({ join, questions }))}`
  const mori = contact('last_name', 'equals', '森')
  const none = { from: 'suppression', op: 'not-suppressed' }
  for (const [query, letters] of [
    [asked('any', mori, contact('name', 'contains', '森')), 'dc'],
    [asked('none', mori, none), 'b'],
    [`${asked('all', none)}&search=森&sort=name`, 'cd'],
    [`${asked('all', none)}&search=森&sort=changed`, 'dc'],
    [`${asked('all', none)}&consent=given`, 'a'],
    [
      asked('all', { from: 'profile', key: 'created', as: 'date', op: 'within-past', value: '1' }),
      'dbac',
    ],
  ] as const) {
    expect(await order(query, 2), query).toBe(letters)
    expect((await list(query)).total, query).toBe(letters.length)
  }
  const tag = { from: 'tag', op: 'has-any', tagIds: [999_999] }
  for (const [query, status] of [
    ['rule=x', 400],
    ['rule=[]', 400],
    [asked('all', contact('', 'equals', '')), 422],
    [asked('all', tag), 422],
    [asked('all', { from: 'payload', key: 'a', op: 'equals', value: 'b' }), 422],
    [asked('all', contact('last_name', 'equals', '\0')), 422],
  ] as const) {
    expect((await house.api('GET', `/api/contacts?${query}`)).status, query).toBe(status)
  }
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

test('names are found in whatever way their kanji and kana are written', async () => {
  const people = [
    ['e@old.example', { last_name: '髙橋', first_name: '慎', last_kana: 'タカハシ' }],
    ['f@old.example', { last_name: '山﨑', first_name: '葛\u{e0100}' }],
    ['g@old.example', { last_name: '渡邉', company: "O'Reilly\\100%_" }],
    ['h@old.example', { last_name: '𠮷田' }],
  ] as const
  for (const [email, attributes] of people) {
    await house.api('POST', '/api/contacts', { email, attributes })
  }
  for (const [search, letters] of [
    ['高橋', 'e'],
    ['髙', 'e'],
    ['愼', 'e'],
    ['たかはし', 'e'],
    ['ﾀｶﾊｼ', 'e'],
    ['高橋\u3000慎', 'e'],
    ['山崎葛', 'f'],
    ['渡邊', 'g'],
    ['渡辺', 'g'],
    ["'R", 'g'],
    ['\\100%_', 'g'],
    ['%', 'g'],
    ['吉田', 'h'],
    ['OLD.EXAMPLE', 'hgfe'],
    ['慎\n慎', ''],
  ] as const) {
    expect(await order(`search=${encodeURIComponent(search)}`), search).toBe(letters)
  }
  const [e] = (await list('search=高橋')).contacts
  await house.api('PATCH', `/api/contacts/${e!.id}`, { attributes: { last_name: '鈴木' } })
  expect(await order('search=高橋')).toBe('')
  expect(await order('search=鈴木慎')).toBe('e')
})

const letters = [...`aB@.-_%'"\\ ＡｶﾞかガぱーＺ１２森田子\ufe00\u{e0100}`].concat(
  oldForms.flatMap(([old, today]) => [...old, ...today]),
)
const text = (maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((all) => all.join(''))

test('the database folds a text as the program does', async () => {
  const texts = [letters.join(''), ...fc.sample(text(30), 300)]
  const rows = await house.db.execute<{ folded: string }>(
    sql`SELECT folded(text) AS folded FROM ${bulk(
      texts.map((text) => ({ text })),
      { text: 'text' },
    )}`,
  )
  expect(rows.map((row) => row.folded)).toEqual(texts.map(folded))
})

test('the index of pairs finds whom reading everybody finds', async () => {
  const some = letters.slice(0, 12)
  const few = fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 6 })
  const names = fc.sample(few, 300).map((name) => ({ name: name.join('') }))
  await house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes)
    SELECT mail, mail, jsonb_build_object('name', name)
      FROM (SELECT name, format('p%s@pairs.example', row_number() OVER ()) AS mail
              FROM ${bulk(names, { name: 'text' })}) n`)
  for (const needle of fc.sample(few, 60).map((all) => all.join(''))) {
    const rows = await house.db.execute(sql`
      SELECT id FROM contacts WHERE ${searchFor(needle)}
      EXCEPT SELECT contact_id FROM contact_searches WHERE ${foundBy(needle)}
      UNION ALL
      (SELECT contact_id FROM contact_searches WHERE ${foundBy(needle)}
       EXCEPT SELECT id FROM contacts WHERE ${searchFor(needle)})`)
    expect(rows, needle).toHaveLength(0)
  }
})

test('a page that a walk does not find in time is gathered, with the same people in the same order', async () => {
  await house.db.execute(sql`
    INSERT INTO contacts (email, email_key, attributes, consent)
    SELECT mail, mail, jsonb_build_object('name', 'late ' || n), CASE WHEN n % 1000 = 0 THEN 'withdrawn' END
      FROM generate_series(1, 5000) n, format('z%s@late.example', n) mail`)
  for (const sort of ['name', 'email', 'oldest'] as const) {
    const wanted = { consent: 'none', suppressed: 'no', sort, limit: 20 } as const
    const [walked, found] = [
      await listContacts(house, wanted, 'ja'),
      // No statement over 7,000 contacts ends within a millisecond.
      await listContacts(house, wanted, 'ja', { walkMs: 1, gatherMs: 10_000, countMs: 1 }),
    ]
    expect(found.contacts).toEqual(walked.contacts)
    expect(found.next).toBe(walked.next)
    expect([walked.estimated, found.estimated]).toEqual([false, true])
  }
  const slow = listContacts(
    house,
    { consent: 'none', suppressed: 'no', sort: 'name', limit: 20 },
    'ja',
    {
      walkMs: 1,
      gatherMs: 1,
      countMs: 1,
    },
  )
  await expect(slow).rejects.toMatchObject({ code: 'list-too-slow' })
})

test('a rule that fits a list’s address is kept in a view; a longer one is refused by both', async () => {
  const ruleOf = (letters: number) =>
    JSON.stringify({
      join: 'all',
      questions: [{ from: 'contact', key: 'company', op: 'contains', value: '珈'.repeat(letters) }],
    })
  const ask = (letters: number) => `rule=${encodeURIComponent(ruleOf(letters))}`
  expect((await house.api('GET', `/api/contacts?${ask(900)}`)).status).toBe(200)
  const view = { name: '長い条件', query: ask(900) }
  expect((await house.api('POST', '/api/contact-views', view)).status).toBe(201)
  expect((await house.api('GET', `/api/contacts?${ask(1200)}`)).status).toBe(400)
})
