import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers } from '../server/answered.ts'
import { examples } from '../server/examples.ts'
import { statuses, summaries } from '../server/summaries.ts'
import { summaries as japanese } from '../server/summaries-ja.ts'
import { type House, openHouse } from './database.ts'
import { graphOf, hand, wait } from './engine/make.ts'

type Operation = {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: { in: string; name: string; required?: boolean }[]
  responses: Record<string, unknown>
}
type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}

let house: House
let document: Document
let routes: string[]
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ path, method, ...told })),
  )

beforeAll(async () => {
  house = await openHouse()
  document = (await house.api<Document>('GET', '/api/openapi.json')).body
  const told = house.app.routes
    .filter(({ method, path }) => /^\/api\/[^*]+$/.test(path) && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  routes = [...new Set(told)].sort()
})
afterAll(() => house.close())

test('every route has a sentence, and no sentence is left of a route that is gone', () => {
  expect(Object.keys(summaries).sort()).toEqual(routes)
  expect(Object.keys({ ...statuses, ...examples }).filter((each) => !(each in summaries))).toEqual(
    [],
  )
})

test('every sentence is said in Japanese, too, to whoever reads it', async () => {
  expect(Object.keys(japanese).sort()).toEqual(Object.keys(summaries).sort())
  const said = { 'accept-language': 'ja' }
  const { body } = await house.api<Document>('GET', '/api/openapi.json', undefined, said)
  const told = Object.values(body.paths).flatMap((methods) => Object.values(methods))
  expect(told.filter(({ summary }) => !/[ぁ-ん]/.test(summary))).toEqual([])
})

test('what a route answers is described, but for files and a few for the editor alone', () => {
  const silent = /csv|file|disclosure|html|preview|redelivery|openapi|setup|sign-out/
  const editors = /\/(me|timeline|trial|liquid|mailbox)\b/
  const spoken = Object.keys(summaries).filter((route) => statuses[route] !== 204)
  const untold = spoken.filter((route) => !(route in answers))
  expect(untold.filter((route) => !silent.test(route) && !editors.test(route))).toEqual([])
  expect(Object.keys(answers).filter((route) => !(route in summaries))).toEqual([])
  const tags = document.paths['/api/tags']?.get?.responses['200']
  expect(JSON.stringify(tags)).toContain('#/components/schemas/Tag')
})

test('every route stands in the document, and nothing else does', () => {
  const told = operations().map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  expect(told.sort()).toEqual(routes)
})

test('the document has the shape of OpenAPI 3.1', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/)
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  const ids = operations().map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const each of operations()) {
    const path = each.parameters.filter((parameter) => parameter.in === 'path')
    const names = [...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(path.map(({ name }) => name).sort(), each.operationId).toEqual(names.sort())
    expect(path.every(({ required }) => required)).toBe(true)
    expect(each.tags).toHaveLength(1)
    expect(Object.keys(each.responses).some((status) => status.startsWith('2'))).toBe(true)
  }
})

test('every reference leads somewhere', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!)
  expect(refs.length).toBeGreaterThan(100)
  const lost = [...new Set(refs)].filter((ref) => {
    const steps = ref.replace(/^#\//, '').split('/')
    return !steps.reduce<unknown>((at, step) => Object(at)[step], document)
  })
  expect(lost).toEqual([])
})

test('an operation names the scope that its key needs', async () => {
  expect(document.paths['/api/contacts']?.post?.security).toEqual([{ key: ['contacts:write'] }])
  expect(document.paths['/api/contacts']?.get?.security).toEqual([{ key: ['contacts:read'] }])
  expect(document.paths['/api/setup']?.post?.security).toEqual([])
  for (const { path, method, security } of operations()) {
    const asked = { method: method.toUpperCase() }
    if (method !== 'get') continue
    const { status } = await house.app.request(path.replaceAll(/\{\w+\}/g, '1'), asked)
    const open = security.length === 0 || security.some((each) => !each.key)
    expect(status === 401, `${method} ${path}`).toBe(!open)
  }
})

describe('an example', () => {
  test.for(Object.keys(examples))('is taken and answered so: %s', async (route) => {
    const { body, answer } = examples[route]!
    const [method, path] = route.split(' ') as [string, string]
    let [to, sent] = [path, body]
    if (path.includes(':id')) {
      const graph = graphOf({ t: ['trigger', hand], w: ['wait', wait(1, 'hours')] }, [['t', 'w']])
      const made = await house.api<{ id: number }>('POST', '/api/journeys', { name: '歓迎', graph })
      to = path.replace(':id', String(made.body.id))
      sent = { revision: 1 }
    }
    const got = await house.api<object>(method, to, sent)
    expect(got.status, JSON.stringify(got.body)).toBe(statuses[route] ?? 200)
    expect(Object.keys(got.body)).toEqual(expect.arrayContaining(Object.keys(answer as object)))
  })
})
