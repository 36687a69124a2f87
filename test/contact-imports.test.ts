import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toShiftJis } from '../server/exports/shift-jis.ts'
import type { Target } from '../server/imports/plan.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand } from './engine/make.ts'
import { importing, type Shown } from './importing.ts'
import { liveJourney } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const { bringIn, person, preview, turn, upload } = importing(() => house)

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

  test('however many quotes stay open in it', async () => {
    const lines = Array.from({ length: 100 }, (_, n) => `q${n}@example.jp,"never closed\n`)
    const { body } = await upload(`email,note\n${lines.join('')}`)
    const { rows } = await preview(body.id)
    expect(rows).toHaveLength(20)
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

describe('a new attribute’s type is told by its values', () => {
  const many = (values: string[]) =>
    Array.from({ length: 24 }, (_, n) => values[n % values.length]!)
  test.for([
    ['numbers', ['1,200', '３５', '¥900'], 'number'],
    ['numbers that begin with 0', Array.from({ length: 24 }, (_, n) => `0${120 + n}`), 'text'],
    ['dates', ['令和8年1月5日', '2026/1/6'], 'date'],
    ['dates with a clock', ['2026/1/5 10:00', '2026-01-06 9:30'], 'datetime'],
    ['yes and no', ['はい', 'いいえ'], 'boolean'],
    ['few values again and again', ['金', '銀', '銅'], 'choice'],
    ['a value that stands once', ['金', '銀', ...Array(21).fill('金'), '鉄'], 'text'],
    ['many values', Array.from({ length: 24 }, (_, n) => `都市${n}`), 'text'],
    ['nothing', [''], 'text'],
  ] as const)('%s', async ([, values, type]) => {
    const rows = many([...values]).map((value, n) => `t${n}@example.jp,"${value}"\n`)
    const { body } = await upload(`email,何か\n${rows.join('')}`)
    const { columns, fresh } = await preview(body.id)
    expect(columns[1]).toMatchObject({ to: 'new', key: '何か', type })
    expect(fresh[1]).toEqual(columns[1])
  })

  test('but for choices, where it is told by the first thousand rows alone', async () => {
    const rows = Array.from(
      { length: 1100 },
      (_, n) => `s${n}@example.jp,${n % 2 ? '東京都' : '大阪府'}\n`,
    )
    const { body } = await upload(`email,お住まい\n${rows.join('')}`)
    const { columns } = await preview(body.id)
    expect(columns[1]).toMatchObject({ type: 'text', choices: ['大阪府', '東京都'] })
  })

  test('and it is made with its choices; a row with another one is refused', async () => {
    const done = await bringIn('email,rank\nr1@example.jp,gold\nr2@example.jp,tin\n', {
      columns: [
        { to: 'email' },
        { to: 'new', key: 'rank', label: 'Rank', type: 'choice', choices: ['gold', 'silver'] },
      ],
    })
    expect(done).toMatchObject({ added: 1, refused: 1 })
    const { body } = await house.api<{ attributes: { key: string }[] }>('GET', '/api/attributes')
    expect(body.attributes.find(({ key }) => key === 'rank')).toMatchObject({
      type: 'choice',
      choices: [
        { value: 'gold', label: 'gold' },
        { value: 'silver', label: 'silver' },
      ],
    })
  })
})

describe('the first rows are judged under a mapping', () => {
  type Cell = { column: number; reason: string | null; becomes: string | null }
  type Judging = { rows: { reason: string | null; column: number | null; cells: Cell[] }[] }
  const judged = async (file: string, mapping: object, language = 'ja') => {
    const { body } = await upload(file)
    const path = `/api/imports/${body.id}/judging`
    const response = await house.app.request(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.key}`,
        'content-type': 'application/json',
        'accept-language': language,
      },
      body: JSON.stringify(mapping),
    })
    expect(response.status).toBe(200)
    return (await response.json()) as Judging
  }
  const fresh = (type: string) => ({ to: 'new', key: `j_${type}`, label: type, type })

  test.for([
    ['an era date', '令和8年1月5日', fresh('date'), { becomes: '2026-01-05' }],
    ['a plain date', '2026-01-05', fresh('date'), null],
    ['no date', 'soon', fresh('date'), { reason: 'value-wrong' }],
    ['a price', '１，２００円', fresh('number'), { becomes: '1200' }],
    ['a yes', '○', fresh('boolean'), { becomes: 'はい' }],
    ['a date and time', '2026/1/5 9時30分', fresh('datetime'), { becomes: '2026-01-05 09:30' }],
    ['two tags', '会員;東京', { to: 'tags' }, { becomes: '会員、東京' }],
    ['a language', 'ja-JP', { to: 'language' }, { becomes: '日本語' }],
    ['no language', 'latin', { to: 'language' }, { reason: 'language-wrong' }],
    ['a reading', 'サトウ　ハナ', { to: 'kana' }, { becomes: 'セイ サトウ、メイ ハナ' }],
    ['a yes to advertising', '希望する', { to: 'consent' }, { becomes: 'はい' }],
    ['neither yes nor no', '検討中', { to: 'consent' }, { reason: 'consent-unclear' }],
    ['anything that is left out', 'soon', { to: 'nowhere' }, null],
  ] as const)('%s', async ([, cell, target, found]) => {
    const { rows } = await judged(`email,x\na@example.jp,"${cell}"\n`, {
      columns: [{ to: 'email' }, target],
    })
    const told = found && { column: 1, reason: null, becomes: null, ...found }
    const reason = told?.reason ?? null
    const column = reason ? 1 : null
    expect(rows).toEqual([{ reason, column, cells: told ? [told] : [] }])
  })

  test('addresses that are repaired and that are none, a row that is torn, one too wide', async () => {
    const file =
      'email\nHana＠Example.jp\nnobody\n\na@example.jp,more\nb@example.jp\n"c@example.jp\n'
    const { rows } = await judged(file, { columns: [{ to: 'email' }] })
    const cell = (change: object) => [{ column: 0, reason: null, becomes: null, ...change }]
    expect(rows).toEqual([
      { reason: null, column: null, cells: cell({ becomes: 'Hana@example.jp' }) },
      { reason: 'email-impossible', column: 0, cells: cell({ reason: 'email-impossible' }) },
      { reason: null, column: null, cells: [] },
      { reason: 'too-many-columns', column: 1, cells: [] },
      { reason: null, column: null, cells: [] },
      { reason: 'quote-open', column: null, cells: [] },
    ])
  })

  test('by an opt-out list only addresses count', async () => {
    const mapping = { columns: [{ to: 'email' }, fresh('date')], mode: 'unsubscribe' }
    const { rows } = await judged('email,x\na@example.jp,soon\n', mapping)
    expect(rows).toEqual([{ reason: null, column: null, cells: [] }])
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

  test('the first of them are shown with what stood there', async () => {
    const file = 'email,名\nnobody,A\n,B\nw1@example.jp,C,more\n"w2@example.jp,D\n'
    const columns: Target[] = [{ to: 'email' }, { to: 'attribute', key: 'first_name' }]
    const done = await bringIn(file, { columns })
    const { body } = await house.api<{ rows: object[] }>('GET', `/api/imports/${done.id}/refused`)
    expect(body.rows).toEqual([
      { line: 2, reason: 'email-impossible', column: 'email', value: 'nobody' },
      { line: 3, reason: 'email-missing', column: 'email', value: '' },
      { line: 4, reason: 'too-many-columns', column: 'C', value: 'more' },
      { line: 5, reason: 'quote-open', column: null, value: '"w2@example.jp, D' },
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

  test('is given by row where a column says who agreed: a yes, not a no, not nothing', async () => {
    const cells = ['希望する', '希望しない', '', 'ON', '0', '○', '不明']
    const rows = cells.map((cell, n) => `each${n}@example.jp,${cell}\n`)
    const done = await bringIn(`email,メルマガ\n${rows.join('')}`, { consent })
    expect(done).toMatchObject({ added: 6, refused: 1 })
    const held = await Promise.all(cells.map((_, n) => person(`each${n}@example.jp`)))
    expect(held.map((each) => each?.consent)).toEqual([
      'given',
      null,
      null,
      'given',
      null,
      'given',
      undefined,
    ])
    const again = await bringIn('email,メルマガ\neach1@example.jp,はい\neach0@example.jp,no\n', {
      consent,
    })
    expect(again).toMatchObject({ updated: 1, unchanged: 1 })
    expect((await person('each1@example.jp'))!.consent).toBe('given')
    expect((await person('each0@example.jp'))!.consent).toBe('given')
  })

  test('by a column needs a basis, a date and a document all the same', async () => {
    const { body } = await upload('email,メルマガ\na@example.jp,はい\n')
    const { columns } = await preview(body.id)
    expect(columns).toEqual([{ to: 'email' }, { to: 'consent' }])
    await house.api('PUT', `/api/imports/${body.id}/plan`, { columns })
    const refused = await house.api('POST', `/api/imports/${body.id}/run`)
    expect(refused).toMatchObject({ status: 422, body: { code: 'import-consent-bare' } })
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

test('the mapping of a file is remembered for the next one with the same head, its consent and tags are not', async () => {
  const columns: Target[] = [{ to: 'email' }, { to: 'attribute', key: 'company' }]
  await bringIn('address,whatever it is\nm1@example.jp,Minato\n', {
    columns,
    tags: ['spring'],
    consent: { basis: 'opt-in', on: '2026-04-01', document: 'Spring fair', topicIds: [] },
  })
  const { body } = await upload('address,whatever it is\nm2@example.jp,Kita\n')
  const shown = await preview(body.id)
  expect(shown).toMatchObject({ columns, remembered: true })
  expect(JSON.stringify(shown)).not.toMatch(/Spring fair|spring|opt-in/)
  await house.api('PUT', `/api/imports/${body.id}/plan`, { columns: shown.columns })
  await house.api('POST', `/api/imports/${body.id}/run`)
  await turn()
  expect(await person('m2@example.jp')).toMatchObject({ consent: null, tags: [] })
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
