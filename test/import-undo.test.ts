import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Timeline } from '../server/timeline/shape.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand } from './engine/make.ts'
import { importing, type Shown } from './importing.ts'
import { liveJourney } from './make.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const { bringIn, person, turn, upload } = importing(() => house)

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

  test('the timeline says which tags and consent it put there, and that they were taken back', async () => {
    await bringIn('email\nt1@example.jp\n')
    const done = await bringIn('email,tags\nt1@example.jp,春\nt1@example.jp,秋\n', { consent })
    await undone(done.id)
    const { id } = (await person('t1@example.jp'))!
    const { body } = await house.api<Timeline>('GET', `/api/contacts/${id}/timeline`)
    const told = body.entries.flatMap((each) => (each.kind === 'event' ? [each] : []))
    expect(told.map(({ name, by, payload }) => [name, by, payload])).toEqual([
      ['contact.import-undone', `import:${done.id}`, { tags: ['秋', '春'], consent: true }],
      [
        'contact.imported',
        `import:${done.id}`,
        { added: false, tags: ['春', '秋'], consent: true },
      ],
      ['contact.imported', expect.any(String), { added: true }],
    ])
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

  test('of a consent that a row did not bring nothing is told', async () => {
    const graph = graphOf({ start: ['trigger', hand], end: ['exit'] }, [['start', 'end']])
    const journey = await liveJourney(house, graph)
    const file = 'email,メルマガ\nsaid-yes@example.jp,はい\nsaid-no@example.jp,いいえ\n'
    const done = await bringIn(file, { journeyId: journey.id, consent })
    await undone(done.id)
    const told = await house.db.execute(sql`
      SELECT c.email, e.payload FROM events e JOIN contacts c ON c.id = e.contact_id
       WHERE e.name = 'contact.import-undone' AND c.email LIKE 'said-%' ORDER BY c.email`)
    expect(told).toEqual([
      { email: 'said-no@example.jp', payload: {} },
      { email: 'said-yes@example.jp', payload: { consent: true } },
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

  test('who was merged into another since stays as that one, and so does who took another in', async () => {
    const consents = async (id: string) => (await person(id))!.consent
    await bringIn('email,name\nstays@example.jp,Stays\nother@example.jp,Other\n')
    const done = await bringIn('email,name\naway@example.jp,Away\nhost@example.jp,Host\n', {
      consent,
    })
    const merge = async (into: string, from: string) => {
      const [one, two] = [await person(into), await person(from)]
      const path = `/api/contacts/${one!.id}/merge`
      const merged = await house.api('POST', path, { from: Number(two!.id) })
      expect(merged.status).toBe(200)
    }
    await merge('stays@example.jp', 'away@example.jp')
    await merge('host@example.jp', 'other@example.jp')
    expect(await consents('stays@example.jp')).toBe('given')
    const over = await undone(done.id)
    expect(over).toMatchObject({ state: 'undone', undone: 0, kept: { merged: 2 } })
    // The file's word is taken back all the same.
    expect(await person('stays@example.jp')).toMatchObject({
      attributes: { name: 'Stays' },
      consent: 'withdrawn',
    })
    expect(await person('host@example.jp')).toMatchObject({ attributes: { name: 'Host' } })
    const again = await bringIn('email,name\naway@example.jp,Again\n')
    expect(again).toMatchObject({ updated: 1, added: 0 })
    expect((await person('stays@example.jp'))!.attributes.name).toBe('Again')
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
