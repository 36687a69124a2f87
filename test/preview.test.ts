import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse } from './database.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

describe('a preview', () => {
  const preview = async (body: Record<string, unknown>) =>
    (
      await house.api<{ subject: string; html: string; text: string; problems: unknown[] }>(
        'POST',
        '/api/liquid',
        body,
      )
    ).body

  test('shows a mail as a contact would get it', async () => {
    const text =
      '{{ contact.last_name | honorific }}、{{ payload.plan }}\n停止：{{ unsubscribe_url }}'
    const made = await preview({ subject: 'ようこそ', text, sample: { plan: '無料' } })
    expect(made).toMatchObject({ subject: 'ようこそ', problems: [] })
    expect(made.text).toBe('山田様、無料\n停止：http://127.0.0.1:3000/u/preview')
    expect(made.html).toContain('<a href="http://127.0.0.1:3000/u/preview">')
    const [row] = await house.db.execute<{ id: string }>(sql`
      INSERT INTO contacts (email, email_key, attributes)
      VALUES ('ren@example.jp', 'ren@example.jp', '{"last_name": "森"}') RETURNING id`)
    const theirs = await preview({ subject: 's', text, contactId: Number(row!.id) })
    expect(theirs.text).toMatch(/^森様/)
  })

  test('names every part that is wrong, with its place', async () => {
    const made = await preview({ subject: '{{ a | b }}', html: '<p>\n{% if %}', text: 'ok' })
    expect(made.problems).toMatchObject([
      { part: 'subject', message: 'undefined filter: b', line: 1, column: 1 },
      { part: 'html', line: 2, column: 6, excerpt: '{% if %}\n     ^' },
    ])
    const late = await preview({ subject: 's', text: '{% for i in (1..99999999) %}{% endfor %}' })
    expect(late.problems).toMatchObject([{ part: 'text', line: 1, column: 1 }])
  })
})
