import fc from 'fast-check'
import { branch, graphOf, hand, mail, wait } from '../engine/make.ts'
import { nasty, wrong } from './values.ts'

/** What is read of a JSON schema here. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
}

/** Values that a schema takes, with hostile texts wherever it takes any text. */
export function taken(schema: Schema, schemas: Record<string, Schema>): fc.Arbitrary<unknown> {
  const of = (each: Schema, name: string, depth: number): fc.Arbitrary<unknown> => {
    const real = known[name]
    if (real) return real
    if (each.$ref) return of(schemas[each.$ref.split('/').at(-1)!] ?? {}, name, depth)
    if ('const' in each) return fc.constant(each.const)
    if (each.enum) return fc.constantFrom(...each.enum)
    const any = each.anyOf ?? each.oneOf
    if (any) {
      // Past some levels only what ends by itself.
      const some = depth > 5 ? any.filter((one) => !nests(one)) : any
      return fc.oneof(...(some.length ? some : any).map((one) => of(one, name, depth + 1)))
    }
    const type = Array.isArray(each.type) ? each.type[0] : each.type
    switch (type) {
      case 'string':
        return texts(each)
      case 'integer':
      case 'number':
        return numbers(each, name)
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'array':
        return fc.array(of(each.items ?? {}, name, depth + 1), {
          minLength: Math.min(each.minItems ?? 0, 3),
          maxLength: depth > 5 ? (each.minItems ?? 0) : Math.min(each.maxItems ?? 3, 3),
        })
      case 'object': {
        const parts = Object.entries(each.properties ?? {})
        const fixed = fc.record(
          Object.fromEntries(parts.map(([key, part]) => [key, of(part, key, depth + 1)])),
          { requiredKeys: each.required ?? [] },
        )
        const more = each.additionalProperties
        if (!more || parts.length > 0) return fixed
        const value = of(more === true ? {} : more, name, depth + 1)
        return fc.dictionary(texts(each.propertyNames ?? {}), value, { maxKeys: 3 })
      }
      default:
        return fc.oneof(fc.constantFrom(...nasty), fc.jsonValue({ maxDepth: 2 }))
    }
  }
  return of(schema, '', 0)
}

const nests = (schema: Schema) => Boolean(schema.$ref || schema.type === 'object' || schema.items)

/** Real values for fields that are more than text. */
const known: Record<string, fc.Arbitrary<unknown>> = {
  email: fc.constantFrom('a@example.jp', 'B＠example.jp', "o'x@example.jp", 'c1@example.jp'),
  zone: fc.constantFrom('Asia/Tokyo', 'America/New_York'),
  at: fc.constantFrom('2026-11-24T09:00:00Z', '2026-01-05T09:00:00+09:00'),
  url: fc.constantFrom('https://127.0.0.1:9/x', 'http://hooks.example.jp/x'),
  origins: fc.constantFrom(['https://shop.example.jp'], []),
  act: fc.constantFrom('add-tag', 'remove-tag', 'set-attribute', 'suppress', 'enter-journey'),
  values: fc.record(
    {
      tag: fc.constantFrom(1, ...nasty),
      key: fc.constant('plan'),
      value: fc.constantFrom(...nasty),
    },
    { requiredKeys: [] },
  ),
  attributes: fc.record(
    {
      plan: fc.constantFrom(...nasty),
      n: fc.constantFrom(-0, 0.1, 1e308, '１，０００'),
      day: fc.constantFrom('令和8年1月5日', '2026/1/5', '0001-01-01'),
    },
    { requiredKeys: [] },
  ),
  graph: fc.tuple(fc.constantFrom(...nasty), fc.constantFrom(...nasty)).map(([a, b]) =>
    graphOf(
      {
        t: ['trigger', hand],
        m: ['send', mail(a || 'x', { html: `<p>${b}`, text: b, name: b })],
        w: ['wait', wait(1, 'hours')],
        c: ['condition', { branches: [branch('x', 'plan', a)] }],
      },
      [
        ['t', 'm'],
        ['m', 'w'],
        ['w', 'c'],
      ],
    ),
  ),
}
const samples = [
  ...['plan', 'cart.abandoned', 'ポイント', 'a', '*', 'attribute:plan', 'a@example.jp'],
  ...['2026-11-24', '2026-11-24T09:00:00Z', '09:00', '#ff0000', 'https://example.jp/'],
]

function texts({ pattern, minLength = 0, maxLength = 1000 }: Schema): fc.Arbitrary<string> {
  const shape = pattern ? new RegExp(pattern, 'u') : null
  const fit = (text: string) => text.length >= minLength && (!shape || shape.test(text))
  const cut = (some: string[]) => some.map((text) => text.slice(0, maxLength)).filter(fit)
  const [good, bad] = [cut(pattern ? samples : samples.slice(0, 3)), cut(nasty)]
  const lists = [good, bad].filter((list) => list.length > 0)
  return lists.length > 0
    ? fc.oneof(...lists.map((list) => fc.constantFrom(...list)))
    : fc.constant('x'.repeat(minLength))
}

function numbers({ type, minimum = 0, maximum = 1e9 }: Schema, name: string) {
  // Of what a field points at, the first few are there.
  if (/id$/i.test(name)) return fc.integer({ min: 1, max: 3 })
  const ends = [minimum, Math.min(minimum + 1, maximum), maximum]
  return fc.constantFrom(...ends, ...(type === 'number' ? [-0, 0.1] : []))
}

/** The same value with one part of it replaced by what nobody expects there. */
export const spoiled = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(right, wrong, fc.nat()).map(([value, other, at]) => {
    const places = placesOf(value)
    return replaced(value, places[at % places.length]!, other)
  })

type Place = (string | number)[]

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...at, key]))]
}

function replaced(value: unknown, [first, ...rest]: Place, by: unknown): unknown {
  if (first === undefined) return by
  if (Array.isArray(value)) {
    return value.map((part, n) => (n === Number(first) ? replaced(part, rest, by) : part))
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => [
      key,
      key === first ? replaced(part, rest, by) : part,
    ]),
  )
}
