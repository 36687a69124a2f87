import type { Context, Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { z } from 'zod'
import { answers } from './answered.ts'
import { examples } from './examples.ts'
import type { Env } from './ground.ts'
import type { Language } from './language.ts'
import { needed } from './members/permissions.ts'
import { PROBLEM_TYPE } from './problem.ts'
import { statuses, summaries } from './summaries.ts'
import { summaries as japanese } from './summaries-ja.ts'
import { words as errors } from './words/errors.ts'
import { titles } from './words/problem-titles.ts'
import { rooms } from './words/scopes.ts'

/** Answers with what `/api` takes and answers (OpenAPI 3.1), from the schemas that judge it. */
export function openApi(app: Hono<Env>) {
  const told: Partial<Record<Language, ReturnType<typeof described>>> = {}
  return async (c: Context<Env>) => {
    const language = c.get('language')
    told[language] ??= described(app, language)
    return c.json(await told[language])
  }
}

async function described(app: Hono<Env>, language: Language) {
  const { schemas, answerOf } = describeAnswers()
  const { paths, components, ...rest } = await generateSpecs(app, {
    documentation: {
      info: { title: 'Tobiishi', version: '1', description: about[language] },
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
        schemas: { Problem: problemSchema },
        headers,
        responses: problemsIn(language),
      },
    },
    includeEmptyPaths: true,
    excludeStaticFile: false,
    exclude: [/^(?!\/api\/)/],
    defaultValidationErrorResponse: false,
  })
  const whole = Object.entries(paths as Record<string, Record<string, Found>>).map(
    ([path, found]) => {
      const operations = Object.entries(found).map(([method, one]) => {
        const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
        const summary = (language === 'ja' ? japanese : summaries)[route]
        return [method, { summary, ...tell({ method, path, route }, one, answerOf(route)) }]
      })
      return [path, Object.fromEntries(operations)]
    },
  )
  return {
    ...rest,
    tags: Object.entries(rooms[language]).map(([name, description]) => ({ name, description })),
    // What a request and an answer share is said once, as the request has it.
    components: { ...components, schemas: { ...schemas, ...components?.schemas } },
    paths: Object.fromEntries(whole),
  }
}

/** The answers as JSON Schema; what several of them share stands among `schemas`. Pure. */
function describeAnswers() {
  const whole = z.object(answers)
  const written = z.toJSONSchema(whole, { io: 'output', unrepresentable: 'any' })
  const { properties = {}, $defs = {} } = JSON.parse(JSON.stringify(written, asAnswer))
  return {
    schemas: Object.fromEntries(
      Object.entries($defs as Record<string, object>).map(([name, schema]) => [
        name,
        { ...schema, id: undefined },
      ]),
    ),
    answerOf: (route: string): object | undefined => properties[route],
  }
}

/** What is no promise is left out: answers may come to say more, and any whole number is one. Pure. */
function asAnswer(key: string, value: unknown) {
  if (key === 'additionalProperties' && value === false) return undefined
  const safe = Number.MAX_SAFE_INTEGER
  if ((key === 'minimum' && value === -safe) || (key === 'maximum' && value === safe)) {
    return undefined
  }
  return key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : value
}

/** What the library reads off a route. */
type Found = {
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: { required?: boolean; content: Record<string, object> }
}

/** An operation whole. Pure. */
function tell(
  { method, path, route }: { method: string; path: string; route: string },
  { parameters = [], requestBody }: Found,
  answer: object | undefined,
) {
  const need = needed(method.toUpperCase(), path)
  const example = examples[route]
  const body = requestBody ?? bodies[route]
  // A file is kept as it comes, and no answer to it is kept.
  const repeatable = ['post', 'put', 'patch'].includes(method) && need !== 'open' && !bodies[route]
  return {
    operationId: nameOf(method, path),
    tags: [path.split('/')[2]],
    // For a bearer token these are the scopes it must hold one of, or `*`.
    security: need === 'open' ? [] : need === 'greeting' ? [{}, { key: [] }] : [{ key: [need] }],
    parameters: [
      ...parameters.map((each) => (each.in === 'path' ? { ...each, required: true } : each)),
      ...(repeatable ? [idempotencyKey] : []),
    ],
    ...(body && { requestBody: example ? shownBy(body, example.body) : body }),
    responses: {
      [statuses[route] ?? 200]: { ...successOf(route, answer), headers: told },
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

function successOf(route: string, answer: object = { type: 'object' }) {
  if (statuses[route] === 204) return { description: 'Done' }
  const type = files[route] ?? 'application/json'
  const schema = files[route] ? { type: 'string' } : answer
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
    code: { type: 'string' as const, enum: Object.keys(errors.en) },
    fields: { type: 'array' as const, items: text },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
}

const problemsIn = (language: Language) =>
  Object.fromEntries(
    Object.entries(titles[language]).map(([status, description]) => {
      const schema = { $ref: '#/components/schemas/Problem' }
      const paced = status === '429' && { headers: { ...told, 'Retry-After': ref('Retry-After') } }
      return [status, { description, content: { [PROBLEM_TYPE]: { schema } }, ...paced }]
    }),
  )

const ref = (header: string) => ({ $ref: `#/components/headers/${header}` })

const headers = {
  RateLimit: {
    description: 'How many requests are left (`r`), and in how many seconds all are again (`t`).',
    schema: text,
    example: '"key";r=998;t=1',
  },
  'RateLimit-Policy': {
    description: 'How many requests (`q`) are free in so many seconds (`w`).',
    schema: text,
    example: '"key";q=1000;w=10',
  },
  'Retry-After': {
    description: 'In how many seconds to ask again.',
    schema: { type: 'integer' as const },
  },
}

/** Whoever is known is told with every answer. */
const told = { RateLimit: ref('RateLimit'), 'RateLimit-Policy': ref('RateLimit-Policy') }

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

const about = {
  en: 'Send an API key as “Authorization: Bearer …”. Each operation names the scope its key needs; `*` opens all of them.',
  ja: 'APIキーを「Authorization: Bearer …」で送ります。操作ごとに必要な権限が書かれています。`*`はすべてに使えます。',
}
