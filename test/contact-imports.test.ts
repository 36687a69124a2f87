import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { register } from '../server/enrollments/workers.ts'
import { toShiftJis } from '../server/exports/shift-jis.ts'
import { forgetImports } from '../server/imports/forget.ts'
import { createImporter } from '../server/imports/importer.ts'
import type { Plan, Target } from '../server/imports/plan.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand } from './engine/make.ts'
import { liveJourney } from './make.ts'

let house: House
let turn: () => Promise<void>

beforeAll(async () => {
  house = await openHouse()
  turn = createImporter(house, await register(house.db)).turn
})
afterAll(() => house.close())

type Shown = {
  id: number
  state: string
  reading: { encoding: string; delimiter: string; header: boolean }
  names: string[]
  rows: number
  added: number
  updated: number
  unchanged: number
  refused: number
  blank: number
  entered: number
  undone: number
  kept: Record<string, number>
  error: string | null
}
type Preview = { names: string[]; rows: string[][]; columns: Target[]; remembered: Plan | null }

async function upload(file: string | Uint8Array, fileName = 'people.csv') {
  const response = await house.app.request(
    `/api/imports?fileName=${encodeURIComponent(fileName)}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${house.key}`, 'content-type': 'text/csv' },
      body: typeof file === 'string' ? file : Buffer.from(file),
    },
  )
  return { status: response.status, body: (await response.json()) as Shown }
}

const preview = async (id: number) =>
  (await house.api<Preview>('GET', `/api/imports/${id}/preview`)).body

/** Uploads, maps as guessed, takes in and says what became of it. */
async function bringIn(file: string | Uint8Array, plan: Partial<Plan> = {}) {
  const { body } = await upload(file)
  const { columns } = await preview(body.id)
  const said = await house.api('PUT', `/api/imports/${body.id}/plan`, { columns, ...plan })
  expect(said.status).toBe(200)
  const started = await house.api('POST', `/api/imports/${body.id}/run`)
  expect(started).toMatchObject({ status: 202 })
  await turn()
  return (await house.api<Shown>('GET', `/api/imports/${body.id}`)).body
}

type Person = {
  id: string
  attributes: Record<string, unknown>
  consent: string | null
  language: string | null
  tags: string[]
}

async function person(email: string): Promise<Person | undefined> {
  const [row] = await house.db.execute<Person>(sql`
    SELECT c.id, attributes, consent, language,
           ARRAY(SELECT name FROM tags t WHERE t.id = ANY (c.tags) ORDER BY name) AS tags
      FROM contacts c WHERE email_key = ${email}`)
  return row
}

describe('a file is looked at', () => {
  test('in the encoding of old Japanese spreadsheets', async () => {
    const { body } = await upload(
      toShiftJis('姓,名,メールアドレス\r\n髙橋,①郎,taka@example.jp\r\n'),
    )
    expect(body).toMatchObject({
      state: 'ready',
      names: ['姓', '名', 'メールアドレス'],
      reading: { encoding: 'shift_jis', delimiter: ',', header: true },
    })
    expect(await preview(body.id)).toMatchObject({
      rows: [['髙橋', '①郎', 'taka@example.jp']],
      columns: [
        { to: 'attribute', key: 'last_name' },
        { to: 'attribute', key: 'first_name' },
        { to: 'email' },
      ],
    })
  })

  test.for([
    ['UTF-8', Buffer.from('名前\tメール\n山田 花\thana@example.jp\n'), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from('\ufeff名前\tメール\n山田 花\thana@example.jp\n'), 'utf-8'],
    ['UTF-16', Buffer.from('\ufeff名前\tメール\n山田 花\thana@example.jp\n', 'utf16le'), 'utf-8'],
  ] as const)('in %s, told by itself, with tabs', async ([, file, encoding]) => {
    const { body } = await upload(file)
    expect(body.reading).toEqual({ encoding, delimiter: '\t', header: true })
    expect((await preview(body.id)).rows).toEqual([['山田 花', 'hana@example.jp']])
  })

  test('whose first Japanese letter stands a megabyte behind the start', async () => {
    const ascii = Array.from({ length: 40_000 }, (_, n) => `p${n}@example.jp,Hanako Yamada\n`)
    const { body } = await upload(
      Buffer.concat([
        Buffer.from(`email,name\n${ascii.join('')}`),
        toShiftJis('t@example.jp,髙\n'),
      ]),
    )
    expect(body.reading.encoding).toBe('shift_jis')
  })

  test('without a head: its first row holds an address', async () => {
    const { body } = await upload('a@example.jp;Aoki\nb@example.jp;Baba\n')
    expect(body.reading).toEqual({ encoding: 'utf-8', delimiter: ';', header: false })
    expect((await preview(body.id)).columns).toEqual([{ to: 'email' }, { to: 'nowhere' }])
  })

  test('and read another way when somebody says so', async () => {
    const { body } = await upload(Buffer.from('email,name\na@example.jp,青木\n'))
    const path = `/api/imports/${body.id}`
    const changed = await house.api<Shown>('PATCH', path, { encoding: 'euc-jp', header: false })
    expect(changed.body).toMatchObject({ names: [], reading: { encoding: 'euc-jp' } })
    expect((await preview(body.id)).rows).toHaveLength(2)
  })

  test('and refused with what to do: an Excel workbook, nothing at all', async () => {
    expect(await upload(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toMatchObject({
      status: 422,
      body: { code: 'import-workbook' },
    })
    expect(await upload('')).toMatchObject({
      status: 422,
      body: { code: 'import-empty' },
    })
  })
})

describe('rows become contacts', () => {
  test('with typed values, Japanese dates, quotes and lines in a cell', async () => {
    const done = await bringIn(
      toShiftJis(
        [
          '氏名,メールアドレス,誕生日,購入額,メモ,タグ',
          '"山田 太郎",Taro@Example.jp,令和8年1月5日,"1,200","一行目',
          '二行目 ""引用""",会員、東京',
          '鈴木,suzuki@example.jp,2026/1/5,,,',
          '',
        ].join('\r\n'),
      ),
    )
    expect(done).toMatchObject({ state: 'done', rows: 3, added: 2, refused: 0 })
    expect(await person('taro@example.jp')).toMatchObject({
      attributes: {
        name: '山田 太郎',
        last_name: '山田',
        first_name: '太郎',
        誕生日: '2026-01-05',
        購入額: 1200,
        メモ: '一行目\r\n二行目 "引用"',
      },
      tags: ['会員', '東京'],
      consent: null,
    })
    const suzuki = await person('suzuki@example.jp')
    expect(suzuki!.attributes).toEqual({ name: '鈴木', 誕生日: '2026-01-05' })
  })

  test('and refused ones are given back with the reason, in the reader’s language', async () => {
    const done = await bringIn(
      [
        'email,name,birthday',
        'not an address,A,',
        ',B,',
        'c@example.jp,C,,more',
        'd@example.jp,"D,2026-01-05',
        'e@example.jp,=cmd|x,2026-01-05',
        ',,',
      ].join('\n'),
      {
        columns: [
          { to: 'email' },
          { to: 'attribute', key: 'name' },
          { to: 'new', key: 'birthday', label: 'Birthday', type: 'date' },
        ],
      },
    )
    expect(done).toMatchObject({ added: 1, refused: 4, blank: 1, rows: 7 })
    const file = await house.app.request(`/api/imports/${done.id}/refused.csv`, {
      headers: { authorization: `Bearer ${house.key}`, 'accept-language': 'ja' },
    })
    const text = await file.text()
    expect(text.split('\r\n')).toEqual([
      '行,理由,email,name,birthday',
      '2,「email」はメールアドレスとして使えません。,not an address,A,',
      '3,「email」にメールアドレスがありません。,,B,',
      '4,"列の数が見出しより多くなっています。コンマを含む値は引用符（""）で囲んでください。",c@example.jp,C,,more',
      '5,"引用符（""）が閉じていません。閉じるか、二つ重ねてください。",d@example.jp,"""D",2026-01-05',
      '',
    ])
  })

  test('of an address that stands twice the later row has the last word, cell by cell', async () => {
    const done = await bringIn(
      'email,name,company\nx@example.jp,First,Minato\nX@example.jp,Last,\n',
    )
    expect(done).toMatchObject({ added: 1, updated: 1 })
    const { attributes } = (await person('x@example.jp'))!
    expect(attributes).toEqual({ name: 'Last', company: 'Minato' })
  })

  test('only new ones are added, only known ones updated, as the mode says', async () => {
    await bringIn('email,name\nold@example.jp,Old\n')
    const added = await bringIn('email,name\nold@example.jp,New\nnew@example.jp,New\n', {
      mode: 'add',
    })
    expect(added).toMatchObject({ added: 1, updated: 0, unchanged: 1 })
    const updated = await bringIn('email,name\nold@example.jp,Newer\nnobody@example.jp,N\n', {
      mode: 'update',
    })
    expect(updated).toMatchObject({ added: 0, updated: 1, refused: 1 })
    expect((await person('old@example.jp'))!.attributes.name).toBe('Newer')
    expect(await person('nobody@example.jp')).toBeUndefined()
  })

  test('an empty cell keeps what is known, or takes it away', async () => {
    await bringIn('email,name\nkeep@example.jp,Known\n')
    await bringIn('email,name\nkeep@example.jp,\n')
    expect((await person('keep@example.jp'))!.attributes.name).toBe('Known')
    const cleared = await bringIn('email,name\nkeep@example.jp,\n', { empty: 'clear' })
    expect(cleared).toMatchObject({ updated: 1 })
    expect((await person('keep@example.jp'))!.attributes).toEqual({})
  })

  test('and enter a journey by hand on request', async () => {
    const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
    const journey = await liveJourney(house, graph)
    const done = await bringIn('email\nj1@example.jp\nj2@example.jp\n', { journeyId: journey.id })
    expect(done).toMatchObject({ added: 2, entered: 2 })
  })
})

describe('consent', () => {
  const consent = {
    basis: 'opt-in' as const,
    on: '2026-04-01',
    document: '展示会の申込書',
    topicIds: [],
  }

  test('is recorded with its basis, day and document; nobody’s is guessed', async () => {
    await bringIn('email\nno-word@example.jp\n')
    expect((await person('no-word@example.jp'))!.consent).toBeNull()
    await bringIn('email\nagreed@example.jp\n', { consent })
    const { id, consent: held } = (await person('agreed@example.jp'))!
    expect(held).toBe('given')
    const [row] = await house.db.execute(sql`SELECT * FROM consents WHERE contact_id = ${id}`)
    expect(row).toMatchObject({
      basis: 'opt-in',
      document: '展示会の申込書',
      at: '2026-03-31 15:00:00+00',
    })
  })

  test('of an older document gives way to a later no, and to an opt-out always', async () => {
    await bringIn('email\nsaid-no@example.jp\n')
    const { id } = (await person('said-no@example.jp'))!
    await house.db.execute(sql`
      INSERT INTO consents (contact_id, given, basis, origin, at)
      VALUES (${id}, 'withdrawn', 'opt-in', 'message:1', '2026-05-01')`)
    const done = await bringIn('email\nsaid-no@example.jp\n', { consent })
    expect(done).toMatchObject({ unchanged: 1, updated: 0 })
    expect((await person('said-no@example.jp'))!.consent).toBe('withdrawn')
  })

  test('cannot lie ahead', async () => {
    const { body } = await upload('email\na@example.jp\n')
    await house.api('PUT', `/api/imports/${body.id}/plan`, {
      columns: [{ to: 'email' }],
      consent: { ...consent, on: '2099-01-01' },
    })
    const refused = await house.api('POST', `/api/imports/${body.id}/run`)
    expect(refused).toMatchObject({ status: 422, body: { code: 'consent-ahead' } })
  })
})

test('a list of people who want no mail suppresses known and unknown addresses', async () => {
  await bringIn('email\nleaves@example.jp\n', {
    consent: { basis: 'opt-in', on: '2026-04-01', document: 'd', topicIds: [] },
  })
  const done = await bringIn('email\nleaves@example.jp\nstranger@example.jp\nleaves@example.jp\n', {
    mode: 'unsubscribe',
  })
  expect(done).toMatchObject({ updated: 2, unchanged: 1, added: 0 })
  expect((await person('leaves@example.jp'))!.consent).toBe('withdrawn')
  const rows = await house.db.execute(sql`
    SELECT email_key, contact_id IS NULL AS nobody FROM suppressions
     WHERE reason = 'unsubscribed' ORDER BY email_key`)
  expect(rows).toEqual([
    { email_key: 'leaves@example.jp', nobody: false },
    { email_key: 'stranger@example.jp', nobody: true },
  ])
})

test('the mapping of a file is remembered for the next one with the same head', async () => {
  const columns: Target[] = [{ to: 'email' }, { to: 'attribute', key: 'company' }]
  await bringIn('address,whatever it is\nm1@example.jp,Minato\n', { columns, tags: ['spring'] })
  const { body } = await upload('address,whatever it is\nm2@example.jp,Kita\n')
  expect(await preview(body.id)).toMatchObject({ columns, remembered: { tags: ['spring'] } })
})

test('a running import can be stopped; what is in stays in', async () => {
  const { body } = await upload('email\nstop@example.jp\n')
  await house.api('PUT', `/api/imports/${body.id}/plan`, { columns: [{ to: 'email' }] })
  await house.api('POST', `/api/imports/${body.id}/run`)
  const stopped = await house.api<Shown>('DELETE', `/api/imports/${body.id}/run`)
  expect(stopped.body.state).toBe('cancelled')
  await turn()
  expect(await person('stop@example.jp')).toBeUndefined()
})

describe('an import is undone', () => {
  async function undone(id: number) {
    const asked = await house.api('POST', `/api/imports/${id}/undoing`)
    expect(asked.status).toBe(202)
    await turn()
    return (await house.api<Shown>('GET', `/api/imports/${id}`)).body
  }
  const consent = { basis: 'opt-in' as const, on: '2026-04-01', document: 'd', topicIds: [] }

  test('who was added is gone, who was changed is as before, later changes stay', async () => {
    await bringIn('email,name,company\nu1@example.jp,Before,Minato\nu2@example.jp,Before,\n')
    const done = await bringIn(
      'email,name,company,tags\nu1@example.jp,After,Kita,x\nu2@example.jp,After,Kita,\nu3@example.jp,New,,\nu3@example.jp,Newer,,\n',
    )
    expect(done).toMatchObject({ added: 1, updated: 3 })
    const { id } = (await person('u2@example.jp'))!
    await house.api('PATCH', `/api/contacts/${id}`, { attributes: { name: 'By hand' } })
    const over = await undone(done.id)
    expect(over).toMatchObject({ state: 'undone', undone: 3, kept: { 'changed-since': 1 } })
    expect(await person('u1@example.jp')).toMatchObject({
      attributes: { name: 'Before', company: 'Minato' },
      tags: [],
    })
    expect((await person('u2@example.jp'))!.attributes).toEqual({ name: 'By hand' })
    expect(await person('u3@example.jp')).toBeUndefined()
  })

  test('nobody can be read, changed, entered or written to after being taken out', async () => {
    const done = await bringIn('email\ngone@example.jp\n')
    const { id } = (await person('gone@example.jp'))!
    await undone(done.id)
    const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
    const journey = await liveJourney(house, graph)
    const asked = [
      ['GET', `/api/contacts/${id}`],
      ['GET', `/api/contacts/${id}/timeline`],
      ['PATCH', `/api/contacts/${id}`, { attributes: { name: 'x' } }],
      ['PUT', `/api/contacts/${id}/tags`, { tags: ['x'] }],
      ['PUT', `/api/contacts/${id}/suppression`, {}],
      ['POST', `/api/journeys/${journey.id}/enrollments`, { contactId: Number(id) }],
    ] as const
    for (const [method, path, body] of asked) {
      const { status, body: said } = await house.api<{ code: string }>(method, path, body)
      expect([method, path, status, said.code]).toEqual([method, path, 410, 'contact-gone'])
    }
  })

  test('its consents are withdrawn by new rows; what held before holds again', async () => {
    await bringIn('email\nc1@example.jp\n', {
      consent: { ...consent, on: '2026-03-01', document: 'old' },
    })
    const done = await bringIn('email\nc1@example.jp\n', { consent })
    await undone(done.id)
    const { id, consent: held } = (await person('c1@example.jp'))!
    expect(held).toBe('given')
    const rows = await house.db.execute(sql`
      SELECT given, document FROM consents WHERE contact_id = ${id} ORDER BY id`)
    expect(rows).toEqual([
      { given: 'given', document: 'old' },
      { given: 'given', document: 'd' },
      { given: 'given', document: 'old' },
    ])
  })

  test('who walks a journey by now stays, and the import says so', async () => {
    const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
    const journey = await liveJourney(house, graph)
    const done = await bringIn('email\nwalks@example.jp\n', { journeyId: journey.id, consent })
    const over = await undone(done.id)
    expect(over).toMatchObject({ undone: 0, kept: { walked: 1 } })
    expect((await person('walks@example.jp'))!.consent).toBe('withdrawn')
  })

  test('opt-outs that it brought are lifted', async () => {
    await bringIn('email\no1@example.jp\n', { consent })
    const done = await bringIn('email\no1@example.jp\no2@example.jp\n', { mode: 'unsubscribe' })
    expect(await undone(done.id)).toMatchObject({ undone: 2 })
    expect((await person('o1@example.jp'))!.consent).toBe('given')
    const rows = await house.db.execute(sql`
      SELECT FROM suppressions WHERE email_key IN ('o1@example.jp', 'o2@example.jp')`)
    expect(rows).toHaveLength(0)
  })
})

describe('a file in a form', () => {
  const send = (body: BodyInit, query = '', headers: Record<string, string> = {}) =>
    house.app.request(`/api/imports${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.key}`, ...headers },
      body,
    })

  test('is taken with the name that the form gives it, whatever stands beside it', async () => {
    const form = new FormData()
    form.set('note', 'spring')
    form.set('file', new Blob(['email\r\nform@example.jp\r\n']), '春の "名簿".csv')
    const sent = await send(form)
    expect(sent.status).toBe(201)
    const body = (await sent.json()) as Shown
    expect(body).toMatchObject({ fileName: '春の "名簿".csv', bytes: 24, names: ['email'] })
    expect((await preview(body.id)).rows).toEqual([['form@example.jp']])
  })

  test('larger than memory is meant to hold comes whole, cut anywhere', async () => {
    const row = `p@example.jp,${'x'.repeat(900)}\n`
    const form = new FormData()
    form.set('file', new Blob([row.repeat(3_000)]), 'large.csv')
    const body = (await (await send(form)).json()) as Shown
    expect(body).toMatchObject({ fileName: 'large.csv', bytes: row.length * 3_000 })
  })

  test.for([
    [
      'without a file',
      '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n--b--\r\n',
      422,
    ],
    ['that is empty', '--b--', 422],
    [
      'that breaks off',
      '--b\r\nContent-Disposition: form-data; filename="a.csv"\r\n\r\nemail',
      400,
    ],
    ['that is none', 'email\na@example.jp\n', 400],
  ] as const)('%s is refused in words', async ([, body, status]) => {
    const sent = await send(body, '', { 'content-type': 'multipart/form-data; boundary=b' })
    expect(sent.status).toBe(status)
    expect(((await sent.json()) as { detail: string }).detail).toMatch(/\.$/)
  })

  test('and bytes alone say their name in the address', async () => {
    expect((await send('email\n', '', { 'content-type': 'text/csv' })).status).toBe(400)
  })
})

describe('a hostile file', () => {
  const head = 'email,name\n'
  type Becomes = { added?: number; refused?: number; status?: number; code?: string }
  const cases: [name: string, file: string | Uint8Array, becomes: Becomes][] = [
    [
      'a name that would be a header of a mail',
      `${head}h1@example.jp,"Ren\r\nBcc: victim@example.jp"\n`,
      { added: 1 },
    ],
    [
      'an address with a line in it',
      `${head}"h2@example.jp\r\nBcc: v@example.jp",Ren\n`,
      { refused: 1 },
    ],
    ['a formula', `${head}h3@example.jp,"=HYPERLINK(""http://x"")"\n`, { added: 1 }],
    ['Liquid and HTML', `${head}h4@example.jp,{{ account }}<script>1</script>\n`, { added: 1 }],
    [
      'a field of ten megabytes',
      `${head}h5@example.jp,${'x'.repeat(10_485_760)}\nh6@example.jp,B\n`,
      { added: 1 },
    ],
    ['bytes of nothing', `${head}h7@example.jp,A\0B\n\0\0\0\n`, { added: 1 }],
    ['nothing but bytes of nothing', new Uint8Array(1_000), { added: 0 }],
    [
      'a thousand columns',
      `${Array.from({ length: 1_000 }, (_, n) => `c${n}`).join()}\n`,
      { status: 422, code: 'import-too-wide' },
    ],
    ['one head twice', 'email,name,name\nh8@example.jp,A,B\n', { added: 1 }],
    [
      'a quote that nothing closes',
      `${head}h9@example.jp,A\nh10@example.jp,"B`,
      { added: 1, refused: 1 },
    ],
    [
      'half a letter at the end',
      Buffer.concat([
        Buffer.from(`${head}h11@example.jp,名\nh12@example.jp,`),
        Buffer.of(0xe5, 0x90),
      ]),
      { added: 1, refused: 1 },
    ],
    [
      'names of the language itself',
      'email,__proto__,constructor\nh13@example.jp,A,B\n',
      { added: 1 },
    ],
    [
      'a head of lines and quotes',
      'email,"a\r\nSet-Cookie: x=1"\nh14@example.jp,A\n',
      { added: 1 },
    ],
  ]

  test.for(cases)('%s', async ([, file, { status = 201, code, ...becomes }]) => {
    const { status: taken, body } = await upload(file, 'x\r\nSet-Cookie: a=1.csv')
    expect(taken).toBe(status)
    if (status !== 201) return expect(body).toMatchObject({ code })
    const { columns } = await preview(body.id)
    const said = await house.api('PUT', `/api/imports/${body.id}/plan`, { columns })
    expect(said.status).toBe(200)
    const started = await house.api('POST', `/api/imports/${body.id}/run`)
    expect(started.status).toBeLessThan(500)
    if (started.status !== 202)
      return expect(started.body).toMatchObject({ detail: expect.stringMatching(/[.。]$/) })
    await turn()
    const { body: done } = await house.api<Shown>('GET', `/api/imports/${body.id}`)
    expect(done).toMatchObject({ state: 'done', ...becomes })
    const refused = await house.app.request(`/api/imports/${body.id}/refused.csv`, {
      headers: { authorization: `Bearer ${house.key}` },
    })
    expect(refused.status).toBe(200)
    expect(refused.headers.get('set-cookie')).toBeNull()
    expect(await refused.text()).not.toMatch(/(^|,)=/m)
  })

  test('a file read in an encoding that it does not have: rows are refused, none is garbled', async () => {
    const { body } = await upload(
      toShiftJis('email,name\nwrong@example.jp,髙橋\nright@example.jp,Aoki\n'),
    )
    await house.api('PATCH', `/api/imports/${body.id}`, { encoding: 'utf-8' })
    const { columns } = await preview(body.id)
    await house.api('PUT', `/api/imports/${body.id}/plan`, { columns })
    await house.api('POST', `/api/imports/${body.id}/run`)
    await turn()
    const done = await house.api<Shown>('GET', `/api/imports/${body.id}`)
    expect(done.body).toMatchObject({ state: 'done', added: 1, refused: 1 })
    expect(await person('wrong@example.jp')).toBeUndefined()
  })
})

describe('what is needed no more is let go of', () => {
  const age = (id: number, days: number) =>
    house.db.execute(sql`
      UPDATE imports SET created_at = created_at - make_interval(days => ${days}),
                         ended_at = ended_at - make_interval(days => ${days}) WHERE id = ${id}`)
  const left = async (id: number) => {
    const [row] = await house.db.execute(sql`
      SELECT (SELECT state FROM imports WHERE id = ${id}) AS state,
             (SELECT count(*) FROM import_pieces WHERE import_id = ${id})::int AS pieces,
             (SELECT count(*) FROM import_rows WHERE import_id = ${id})::int AS rows`)
    return row
  }

  test('a file that stopped coming, and one that nobody ran', async () => {
    const [broken] = await house.db.execute<{ id: number }>(sql`
      INSERT INTO imports (file_name, actor, created_at)
      VALUES ('a.csv', 'system', clock_timestamp() - interval '2 days') RETURNING id::int`)
    const fresh = await upload('email\nf1@example.jp\n')
    const waiting = await upload('email\nf2@example.jp\n')
    await age(waiting.body.id, 31)
    await forgetImports(house.db)
    expect(await left(broken!.id)).toEqual({ state: null, pieces: 0, rows: 0 })
    expect(await left(fresh.body.id)).toEqual({ state: 'ready', pieces: 1, rows: 0 })
    expect(await left(waiting.body.id)).toEqual({ state: 'cancelled', pieces: 0, rows: 0 })
  })

  test('and the rows of an import after 90 days: it cannot be undone any more, and says so', async () => {
    const done = await bringIn('email\nf3@example.jp\n')
    await forgetImports(house.db)
    expect(await left(done.id)).toEqual({ state: 'done', pieces: 0, rows: 1 })
    await age(done.id, 91)
    await forgetImports(house.db)
    expect(await left(done.id)).toEqual({ state: 'done', pieces: 0, rows: 0 })
    const asked = await house.api('POST', `/api/imports/${done.id}/undoing`)
    expect(asked).toMatchObject({ status: 410, body: { code: 'import-too-old' } })
  })
})

describe('everybody of a file is put into a fixed segment', () => {
  type Segment = { id: number; name: string; count: number }
  const within = async (id: number) => {
    const rows = await house.db.execute<{ email: string }>(sql`
      SELECT email FROM segment_contacts JOIN contacts ON id = contact_id
       WHERE segment_id = ${id} ORDER BY email`)
    return rows.map(({ email }) => email)
  }

  test('into a new one by its name; undoing takes out those it put in, and nobody else', async () => {
    await bringIn('email,name\ns1@example.jp,A\ns2@example.jp,B\n')
    const first = await bringIn('email\ns1@example.jp\n', { segment: { name: '春の展示会' } })
    expect(first).toMatchObject({ updated: 1, unchanged: 0 })
    const { body } = await house.api<{ segments: Segment[] }>('GET', '/api/segments')
    const { id } = body.segments.find(({ name }) => name === '春の展示会')!
    expect(await within(id)).toEqual(['s1@example.jp'])

    const done = await bringIn(
      'email\ns1@example.jp\ns2@example.jp\ns2@example.jp\ns3@example.jp\nnot an address\n',
      { segment: { id } },
    )
    expect(done).toMatchObject({ added: 1, updated: 1, unchanged: 2, refused: 1 })
    expect(await within(id)).toEqual(['s1@example.jp', 's2@example.jp', 's3@example.jp'])
    const happened = await house.db.execute(sql`
      SELECT FROM events WHERE name = 'segment.entered' AND origin = ${`import:${done.id}`}`)
    expect(happened).toHaveLength(2)

    await house.api('PUT', `/api/segments/${id}/archive`)
    await house.api('POST', `/api/imports/${done.id}/undoing`)
    await turn()
    expect((await house.api('GET', `/api/imports/${done.id}`)).body).toMatchObject({
      state: 'undone',
      undone: 2,
      kept: {},
    })
    expect(await within(id)).toEqual(['s1@example.jp'])
  })

  test('not into one that follows its conditions, nor into one that is archived', async () => {
    const buyers = { from: 'event', name: 'order.paid', op: 'at-least', times: 1 }
    const made = async (segment: object) =>
      (await house.api<Segment>('POST', '/api/segments', { name: 'S', ...segment })).body.id
    const dynamic = await made({ kind: 'dynamic', rule: { join: 'all', questions: [buyers] } })
    const fixed = await made({ kind: 'fixed' })
    await house.api('PUT', `/api/segments/${fixed}/archive`)
    const { body } = await upload('email\nt1@example.jp\n')
    const path = `/api/imports/${body.id}`
    for (const [id, status, code] of [
      [dynamic, 409, 'segment-other-kind'],
      [fixed, 409, 'segment-archived'],
      [999_999, 404, 'segment-missing'],
    ] as const) {
      await house.api('PUT', `${path}/plan`, { columns: [{ to: 'email' }], segment: { id } })
      expect(await house.api('POST', `${path}/run`)).toMatchObject({ status, body: { code } })
    }
  })
})
