import type { ExtractSchema } from 'hono/types'
import type { JSONParsed } from 'hono/utils/types'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import { answers } from '../server/answered.ts'
import type { Api } from '../server/app.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, wait } from './engine/make.ts'

type Routes = ExtractSchema<Api>
type Answers = typeof answers
/** What the types say that a route answers when all goes well: `GET /api/tags` → `{ tags: … }`. */
type Said<Route> = Route extends `${infer Method} ${infer Path extends keyof Routes & string}`
  ? Routes[Path] extends Record<`$${Lowercase<Method>}`, { output: infer Output }>
    ? Exclude<Output, { code: string; title: string }>
    : Routes[Path] extends { [M in `$${Lowercase<Method>}`]: infer E }
      ? E extends { output: infer Output }
        ? Exclude<Output, { code: string; title: string }>
        : never
      : never
  : never
type Told<Route extends keyof Answers> = JSONParsed<z.output<Answers[Route]>>
/** Routes whose schema says more, less or something else than their code. */
type Drifted = {
  [Route in keyof Answers]: [Said<Route>] extends [never]
    ? Route
    : [Told<Route>, Said<Route>] extends [Said<Route>, Told<Route>]
      ? never
      : Route
}[keyof Answers]

test('the types of the routes and the schemas of their answers say the same', () => {
  expectTypeOf<Drifted>().toBeNever()
})

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** Routes whose answer was held against its schema. */
const seen = new Set<string>()

/** Asks a route by its pattern and holds the answer against its schema: no more in it, and no less. */
async function ask(route: string, { at = {}, body, query = '' }: Asked = {}) {
  const [method, pattern] = route.split(' ') as [string, string]
  const path = pattern.replaceAll(/:(\w+)/g, (_, name) => String(at[name]))
  const got = await house.api<Record<string, unknown>>(method, path + query, body)
  expect(got.status, `${route}: ${JSON.stringify(got.body)}`).toBeLessThan(300)
  const schema = (answers as Record<string, z.ZodType>)[route]
  if (schema) {
    expect(schema.parse(got.body), route).toEqual(got.body)
    seen.add(route)
  }
  return got.body as { id: number; next: string | null }
}
type Asked = { at?: Record<string, string | number>; body?: unknown; query?: string }

test('what routes really answer is what the description of the API says', async () => {
  const { id: tag } = await ask('POST /api/tags', { body: { name: 'VIP' } })
  await ask('PATCH /api/tags/:id', { at: { id: tag }, body: { name: 'Regulars' } })
  await ask('GET /api/tags/:id/uses', { at: { id: tag } })
  const { id: old } = await ask('POST /api/tags', { body: { name: 'old' } })
  await ask('DELETE /api/tags/:id', { at: { id: old } })
  await ask('POST /api/topics', { body: { name: '秋の便り' } })
  const kind = {
    key: 'size',
    label: '大きさ',
    type: 'choice',
    choices: [{ value: 's', label: '小' }],
  }
  await ask('POST /api/attributes', { body: kind })
  const contact = await ask('POST /api/contacts', {
    body: {
      email: 'hana@example.jp',
      attributes: { last_name: '森', size: 's' },
      consent: { basis: 'opt-in', wording: 'お知らせを受け取ります' },
    },
  })
  const at = { id: contact.id }
  await ask('PATCH /api/contacts/:id', { at, body: { language: 'ja', zone: 'Asia/Tokyo' } })
  await ask('PUT /api/contacts/:id/tags', { at, body: { tags: ['Regulars'] } })
  await ask('PUT /api/contacts/:id/external-ids/:system', {
    at: { ...at, system: 'shop' },
    body: { value: '42' },
  })
  const event = { name: 'order.paid', contact: { email: 'hana@example.jp' }, payload: { total: 1 } }
  await ask('POST /api/events', { body: event })
  await ask('POST /api/events', { body: { events: [event, { ...event, name: '' }] } })
  await ask('PUT /api/contacts/:id/suppression', { at, body: { reason: 'ご要望' } })
  await ask('GET /api/contacts', { query: '?limit=1' })
  await ask('DELETE /api/contacts/:id/suppression', { at, body: { reason: '間違い' } })
  for (const room of ['consents', 'events', 'segments'])
    await ask(`GET /api/contacts/:id/${room}`, { at })
  await ask('GET /api/contacts/:id', { at })
  const twin = await ask('POST /api/contacts', { body: { email: 'hana.mori@example.jp' } })
  await ask('GET /api/contacts/:id/merge', { at, query: `?with=${twin.id}` })
  await ask('POST /api/contacts/:id/merge', { at, body: { from: twin.id } })

  const rule = {
    join: 'all',
    questions: [{ from: 'event', name: 'order.paid', op: 'at-least', times: 1 }],
  }
  const drawn = await ask('POST /api/segments', {
    body: { name: '買った人', kind: 'dynamic', rule },
  })
  const picked = await ask('POST /api/segments', { body: { name: '選んだ人', kind: 'fixed' } })
  await ask('POST /api/segments/count', { body: { rule } })
  await ask('POST /api/segments/:id/contacts', {
    at: { id: picked.id },
    body: { contactIds: [contact.id] },
  })
  await ask('GET /api/segments/:id/contacts', { at: { id: picked.id } })
  await ask('GET /api/contacts/:id/segments', { at })
  await ask('POST /api/segments/:id/addresses', {
    at: { id: picked.id },
    body: { addresses: ['no@example.jp'] },
  })
  await ask('GET /api/segments/:id', { at: { id: drawn.id } })
  await ask('GET /api/segments/:id/uses', { at: { id: drawn.id } })
  await ask('POST /api/contact-views', { body: { name: '読者', query: 'search=a' } })
  const act = { act: 'add-tag', values: { tag: 'VIP' }, audience: { query: {} } }
  const { id: bulk } = await ask('POST /api/bulk-acts', { body: act })
  await ask('GET /api/bulk-acts/:id', { at: { id: bulk } })
  await ask('POST /api/exports', { body: { columns: ['email', 'attribute:size'], reason: '確認' } })
  await ask('GET /api/exports/:id', { at: { id: 1 } })

  const upload = await house.app.request('/api/imports?fileName=people.csv', {
    method: 'POST',
    headers: { authorization: `Bearer ${house.key}` },
    body: 'email,size\nyui@example.jp,s\n',
  })
  expect(answers['POST /api/imports'].parse(await upload.json())).toBeTruthy()
  await ask('GET /api/imports/:id/preview', { at: { id: 1 } })
  await ask('POST /api/imports/:id/judging', {
    at: { id: 1 },
    body: { columns: [{ to: 'email' }] },
  })
  await ask('PUT /api/imports/:id/plan', {
    at: { id: 1 },
    body: { columns: [{ to: 'email' }, { to: 'attribute', key: 'size' }] },
  })
  await ask('GET /api/imports/:id/forecast', { at: { id: 1 } })
  await ask('GET /api/imports/:id/refused', { at: { id: 1 } })
  await ask('GET /api/imports/:id', { at: { id: 1 } })

  const graph = graphOf({ t: ['trigger', hand], w: ['wait', wait(1, 'hours')] }, [['t', 'w']])
  const journey = await ask('POST /api/journeys', { body: { name: '歓迎', graph } })
  const walked = { id: journey.id }
  await ask('POST /api/journeys/:id/publication', { at: walked, body: { revision: 1 } })
  await ask('PUT /api/journeys/:id/draft', { at: walked, body: { graph, revision: 1 } })
  await ask('POST /api/journeys/:id/enrollments', { at: walked, body: { contactId: contact.id } })
  for (const part of ['', '/counters', '/people', '/failures']) {
    await ask(`GET /api/journeys/:id${part}`, { at: walked })
  }
  const mail = { class: 'transactional', subject: '森様へ', html: '<p>こんにちは</p>' }
  await ask('POST /api/contacts/:id/mails', { at, body: mail })

  const form = await ask('POST /api/sources', { body: { name: '入口', kind: 'form' } })
  const hook = await ask('POST /api/sources', { body: { name: 'Shop', kind: 'webhook' } })
  const { url } = hook as unknown as { url: string }
  for (const post of [{ email: 'a@example.jp' }, { nothing: 1 }]) {
    await house.app.request(new URL(url).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(post),
    })
  }
  for (const part of ['', '/health', '/requests', '/events']) {
    await ask(`GET /api/sources/:id${part}`, { at: { id: hook.id } })
  }
  for (const part of ['', '/confirmation', '/form-versions']) {
    await ask(`GET /api/sources/:id${part}`, { at: { id: form.id } })
  }
  await ask('GET /api/requests/:id', { at: { id: 1 } })
  const filter = {
    join: 'all',
    questions: [{ from: 'payload', key: 'email', op: 'contains', value: '@' }],
  }
  await ask('PATCH /api/sources/:id', { at: { id: hook.id }, body: { filter } })
  await ask('POST /api/sources/:id/signing-secret', { at: { id: hook.id } })

  const told = { name: 'CRM', url: 'https://crm.example.jp/in', events: ['*'] }
  const webhook = await ask('POST /api/webhooks', { body: told })
  await house.api('POST', '/api/events', event)
  await ask('GET /api/webhooks/:id', { at: { id: webhook.id } })
  await ask('GET /api/webhooks/:id/calls', { at: { id: webhook.id } })
  await ask('POST /api/webhooks/:id/secret', { at: { id: webhook.id } })
  await ask('POST /api/api-keys', { body: { name: 'shop', scopes: ['events:write'], days: 30 } })

  for (const route of Object.keys(answers)) {
    if (route.startsWith('GET ') && !route.includes(':')) await ask(route)
  }
  const asked = Object.keys(answers).filter((route) => route.startsWith('GET ') && !seen.has(route))
  // A message is written by a worker, and there is none here.
  expect(asked).toEqual(['GET /api/messages/:id'])
})
