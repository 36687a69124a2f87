import type { Context, Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { examples } from './examples.ts'
import type { Env } from './ground.ts'
import { needed } from './members/permissions.ts'
import { PROBLEM_TYPE } from './problem.ts'
import { statuses, summaries } from './summaries.ts'
import { titles } from './words/problem-titles.ts'
import { rooms } from './words/scopes.ts'

/** Answers with what `/api` takes and answers (OpenAPI 3.1), from the schemas that judge it. */
export function openApi(app: Hono<Env>) {
  let told: ReturnType<typeof described> | undefined
  return async (c: Context<Env>) => {
    told ??= described(app)
    return c.json(await told)
  }
}

async function described(app: Hono<Env>) {
  const { paths, ...rest } = await generateSpecs(app, {
    documentation: {
      info: { title: 'Tobiishi', version: '1', description: about },
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
        schemas: { Problem: problemSchema },
        responses: problems,
      },
    },
    includeEmptyPaths: true,
    excludeStaticFile: false,
    exclude: [/^(?!\/api\/)/],
    defaultValidationErrorResponse: false,
  })
  const whole = Object.entries(paths as Record<string, Record<string, Found>>).map(
    ([path, found]) => {
      const told = Object.entries(found).map(([method, one]) => [method, tell(method, path, one)])
      return [path, Object.fromEntries(told)]
    },
  )
  const tags = Object.entries(rooms.en).map(([name, description]) => ({ name, description }))
  return { ...rest, tags, paths: Object.fromEntries(whole) }
}

/** What the library reads off a route. */
type Found = {
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: { required?: boolean; content: Record<string, object> }
}

/** An operation whole. Pure. */
function tell(method: string, path: string, { parameters = [], requestBody }: Found) {
  const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
  const need = needed(method.toUpperCase(), path)
  const example = examples[route]
  const body = requestBody ?? bodies[route]
  // A file is kept as it comes, and no answer to it is kept.
  const repeatable = ['post', 'put', 'patch'].includes(method) && need !== 'open' && !bodies[route]
  return {
    operationId: nameOf(method, path),
    summary: summaries[route],
    tags: [path.split('/')[2]],
    // For a bearer token these are the scopes it must hold one of, or `*`.
    security: need === 'open' ? [] : need === 'greeting' ? [{}, { key: [] }] : [{ key: [need] }],
    parameters: [
      ...parameters.map((each) => (each.in === 'path' ? { ...each, required: true } : each)),
      ...(repeatable ? [idempotencyKey] : []),
    ],
    ...(body && { requestBody: example ? shownBy(body, example.body) : body }),
    responses: {
      [statuses[route] ?? 200]: successOf(route),
      ...Object.fromEntries(
        refusalsOf({ method, path, need, takes: Boolean(body) || parameters.length > 0 }).map(
          (status) => [status, { $ref: `#/components/responses/${status}` }],
        ),
      ),
    },
  }
}

/** `PUT /api/contacts/{id}/tags` → `putContactsByIdTags`. */
const nameOf = (method: string, path: string) =>
  method +
  path
    .replace('/api/', '/')
    .replaceAll('{', 'by-')
    .split(/[^\w]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const shownBy = (body: NonNullable<Found['requestBody']>, example: unknown) => ({
  ...body,
  content: { 'application/json': { ...body.content['application/json'], example } },
})

function successOf(route: string) {
  if (statuses[route] === 204) return { description: 'Done' }
  const type = files[route] ?? 'application/json'
  const schema = { type: files[route] ? 'string' : 'object' }
  const example = examples[route]?.answer
  return {
    description:
      statuses[route] === 202 ? 'Asked for: it is carried out in the background' : 'Done',
    content: { [type]: { schema, ...(example !== undefined && { example }) } },
  }
}

type Wanted = { method: string; path: string; need: string; takes: boolean }

/** The statuses with which a route may say no. Pure. */
function refusalsOf({ method, path, need, takes }: Wanted): number[] {
  const writes = method !== 'get'
  return [
    ...(takes ? [400] : []),
    ...(need === 'open' || need === 'greeting' ? [] : [401]),
    ...(need === 'open' && !writes ? [] : [403]),
    ...(path.includes('{') ? [404] : []),
    ...(writes ? [409, 413, 422] : []),
    ...(path === '/api/openapi.json' ? [] : [429]),
    500,
  ]
}

const text = { type: 'string' } as const

const problemSchema = {
  type: 'object' as const,
  description: 'What is wrong, then what to do (RFC 9457). `type` leads to the code’s sentence.',
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' as const },
    detail: text,
    code: text,
    fields: { type: 'array' as const, items: text },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
}

const problems = Object.fromEntries(
  Object.entries(titles.en).map(([status, description]) => {
    const schema = { $ref: '#/components/schemas/Problem' }
    return [status, { description, content: { [PROBLEM_TYPE]: { schema } } }]
  }),
)

const idempotencyKey = {
  in: 'header',
  name: 'Idempotency-Key',
  description: 'The same request under the same key is carried out once within a day.',
  schema: { type: 'string', maxLength: 255 },
}

/** Bodies that no schema reads: they are kept as they come. */
const bodies: Record<string, NonNullable<Found['requestBody']>> = {
  'POST /api/imports': {
    required: true,
    content: {
      'application/octet-stream': {},
      'multipart/form-data': {
        schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
      },
    },
  },
}

/** Answers that are no JSON. */
const files: Record<string, string> = {
  'GET /api/imports/:id/refused.csv': 'text/csv',
  'GET /api/exports/:id/file': 'text/csv',
  'GET /api/mailbox/:id/html': 'text/html',
  'POST /api/forms/preview': 'text/html',
}

const about =
  'Send an API key as “Authorization: Bearer …”. Each operation names the scope its key needs; `*` opens all of them.'
