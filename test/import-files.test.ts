import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toShiftJis } from '../server/exports/shift-jis.ts'
import { forgetImports } from '../server/imports/forget.ts'
import { type House, openHouse } from './database.ts'
import { importing, type Shown } from './importing.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const { bringIn, person, preview, turn, upload } = importing(() => house)

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
