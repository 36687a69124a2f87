import fc from 'fast-check'
import { type Schema, spoiled, taken } from './schema.ts'
import { nasty, raw, wrong } from './values.ts'

export type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
type Operation = {
  parameters: { in: string; name: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}
export type Asked = {
  path: string
  method: string
  operation: Operation
  /** The cursor of a second page, when there is one. */
  cursor: string | null
}

/** All operations, in an order in which what is made can still be changed and read. */
export function operationsOf({ paths }: Document): Omit<Asked, 'cursor'>[] {
  const order = ['post', 'put', 'patch', 'get', 'delete']
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method))
}

/** Requests to one operation: half of them right but for their texts, half of them wrong somewhere. */
export function requests({ path, method, operation, cursor }: Asked, { components }: Document) {
  const { schemas } = components
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const schemaOf = (name: string) =>
    operation.parameters.find((each) => each.in === 'path' && each.name === name)?.schema ?? {}
  const inPath = fc.record(
    Object.fromEntries(
      names.map((name) => {
        const right = schemaOf(name).type === 'string' ? taken(schemaOf(name), schemas) : few
        return [name, mostly(right.map(String), hostileParameter)]
      }),
    ),
  )
  const query = fc.record(
    Object.fromEntries(
      operation.parameters
        .filter((each) => each.in === 'query')
        .map(({ name, schema }) => [
          name,
          name === 'cursor'
            ? mostly(fc.constant(cursor ?? writeCursor([1])), cursors(cursor))
            : mostly(taken(schema, schemas).map(String), hostileParameter),
        ]),
    ),
    { requiredKeys: [] },
  )
  return fc
    .record({ inPath, query, body: bodies(method, operation, schemas), type: types, more: headers })
    .map(({ inPath, query, body, type, more }) => {
      const to = path.replaceAll(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(String(inPath[name]).toWellFormed()),
      )
      const asked = new URLSearchParams(query as Record<string, string>).toString()
      return {
        to: asked ? `${to}?${asked}` : to,
        body,
        headers: { ...(body === undefined ? {} : { 'content-type': type }), ...more },
      }
    })
}

const few = fc.integer({ min: 1, max: 3 })

const mostly = <T, U>(right: fc.Arbitrary<T>, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: other })

const hostileParameter = fc.oneof(
  fc.constantFrom('0', '-1', '1e3', '2147483648', '9007199254740991', '9223372036854775808'),
  fc.constantFrom('NaN', '１', '..', '.', '/', '%00', ...nasty),
  wrong.map((value) => String(JSON.stringify(value)).slice(0, 3000)),
)

const writeCursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')

/** What is opaque can be opened, changed and closed again. */
const cursors = (cursor: string | null) => {
  const right = cursor ? JSON.parse(Buffer.from(cursor, 'base64url').toString()) : [1]
  return fc.oneof(spoiled(fc.constant(right)).map(writeCursor), fc.constantFrom(...nasty))
}

function bodies(method: string, { requestBody }: Operation, schemas: Record<string, Schema>) {
  const schema = requestBody?.content['application/json']?.schema
  if (method === 'get' || (method === 'delete' && !schema)) return fc.constant(undefined)
  const right = schema ? taken(schema, schemas) : fc.constant({})
  const json = fc.oneof(right, spoiled(right)).map((value) => JSON.stringify(value))
  return mostly(json, raw)
}

const types = mostly(
  fc.constant('application/json'),
  fc.constantFrom(
    ...['application/json; charset=shift_jis', 'application/json; charset=utf-16', 'text/plain'],
    ...['multipart/form-data', 'application/x-www-form-urlencoded', ';;;', 'application/json/json'],
  ),
)

const headers = mostly(
  fc.constant({}),
  fc.constantFrom<Record<string, string>[]>(
    { 'idempotency-key': 'k'.repeat(5000) },
    { 'idempotency-key': `<script>'"` },
    { 'accept-language': 'x'.repeat(9000) },
    { 'content-encoding': 'gzip' },
    { 'content-length': '99999999999999' },
    { 'x-forwarded-for': '<script>, 1' },
    { cookie: '=;;=;%00' },
  ),
)
