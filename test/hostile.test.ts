import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../server/db.ts'
import { createSource, plainForm } from '../server/sources/create.ts'
import { requests } from '../server/sources/table.ts'
import { type House, openHouse } from './database.ts'
import { posting } from './posting.ts'

const long = import.meta.env.MODE === 'long'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())
const { source, post, takeAllIn, contactOf, request } = posting(() => house)

const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{ account.name }}{% for a in (1..9999999) %}x{% endfor %}',
  "'; DROP TABLE contacts; --",
  'Ren\r\nBcc: victim@example.jp',
  '\u0000\ud800\u202e',
  '=cmd|calc!A1',
  '__proto__',
]

const form = () =>
  transaction(house.db, (tx) =>
    createSource(tx, {
      name: 'F',
      kind: 'form',
      consentWording: '',
      form: plainForm('ja'),
      actor: 'system',
    }),
  )

const settled = async (sourceId: number) => {
  await takeAllIn()
  return house.db.select().from(requests).where(eq(requests.sourceId, sourceId))
}

test('whatever JSON comes to a webhook is answered in words, and what is accepted is a contact', async () => {
  const { id, key } = await source()
  const value = fc.oneof(fc.constantFrom(...nasty), fc.jsonValue({ maxDepth: 4 }))
  const body = fc.dictionary(
    fc.oneof(fc.constantFrom(...nasty, 'name', 'email'), fc.string()),
    value,
    {
      maxKeys: 6,
    },
  )
  let n = 0
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (fields, withAddress) => {
      const sent = withAddress ? { ...fields, email: `f${n++}@example.jp` } : fields
      const { status } = await post(key, { body: JSON.stringify(sent) })
      expect(status).toBeLessThan(500)
      if (status === 202) accepted++
    }),
    { numRuns: long ? 2000 : 60 },
  )
  const rows = await settled(id)
  expect(rows.filter(({ outcome }) => outcome === 'pending')).toEqual([])
  expect(rows.filter(({ reason }) => reason === 'failed')).toEqual([])
  expect(rows.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(accepted)
}, 120_000)

test('whatever bytes come, of whatever type, are never a failure of ours', async () => {
  const { key } = await source()
  const types = fc.constantFrom(
    'application/json; charset=shift_jis',
    'application/x-www-form-urlencoded; charset=nonsense',
    'multipart/form-data; boundary=x',
    'text/plain',
    '',
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), types, async (body, type) => {
      expect((await post(key, { body, type })).status).toBeLessThan(500)
    }),
    { numRuns: long ? 2000 : 60 },
  )
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  expect((await post(key, { body: deep })).status).toBe(400)
  expect((await post(key, { body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(413)
}, 120_000)

test('words that are code elsewhere stay words: in every field, through a webhook and a form', async () => {
  const { key } = await source()
  const page = await form()
  for (const [n, text] of nasty.entries()) {
    const fields = { last_name: text, first_name: text, company: text, note: text }
    await post(key, { body: JSON.stringify({ ...fields, email: `w${n}@example.jp` }) })
    const body = new URLSearchParams({ ...fields, email: `f${n}@example.jp` })
    const answer = await house.app.request(`/f/${page.key}`, { method: 'POST', body })
    expect(answer.status).toBe(303)
    const wrong = await house.app.request(`/f/${page.key}`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, email: text }),
    })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<img')
  }
  await takeAllIn()
  for (const [n, text] of nasty.entries()) {
    // Only what Postgres cannot hold is taken out, and white space at the ends.
    const kept = text.toWellFormed().replaceAll('\0', '').trim()
    expect((await contactOf(`w${n}@example.jp`))!.attributes.last_name).toBe(kept)
    expect((await contactOf(`f${n}@example.jp`))!.attributes.last_name).toBe(kept)
  }
})

test('headers that carry more than their line are kept as one line or not at all', async () => {
  const { key } = await source()
  const { body, status } = await post(key, {
    body: '{"email":"h@example.jp"}',
    headers: { 'user-agent': '<script>\t{{ x }}', 'idempotency-key': 'k'.repeat(5000) },
  })
  expect(status).toBe(202)
  const { headers } = await request(body.id!)
  expect(headers['user-agent']).toBe('<script>\t{{ x }}')
  expect(headers['idempotency-key']).toHaveLength(500)
})
