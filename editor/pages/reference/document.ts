import { queryOptions } from '@tanstack/react-query'
import { answer } from '../../api.ts'
import type { Language } from '../../words.ts'

/** As much of JSON Schema as the description of our API uses. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  format?: string
  description?: string
  default?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  maxLength?: number
  minimum?: number
  maximum?: number
}

type Content = Record<string, { schema?: Schema; example?: unknown }>

export type Parameter = {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  description?: string
  schema: Schema
}

export type Described = {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { $ref?: string; description?: string; content?: Content }>
}

export type ApiDocument = {
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

export type Operation = Described & { method: string; path: string }

/** What the API takes and answers, in the reader's language. */
export const documentQuery = (language: Language) =>
  queryOptions({
    queryKey: ['openapi', language],
    queryFn: async () =>
      (await answer(
        fetch('/api/openapi.json', { headers: { 'Accept-Language': language } }),
      )) as ApiDocument,
    staleTime: Number.POSITIVE_INFINITY,
  })

export type Section = { room: string; title: string; operations: Operation[] }

/**
 * The operations by room, in the order of the rooms; what a search leaves of them. Pure.
 * @param search words that all stand in method, path, summary or name
 */
export function sectionsOf(document: ApiDocument, search: string): Section[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ ...told, path, method })),
  )
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  // What stands in no room is for signing in, and no program's affair.
  return document.tags.flatMap(({ name: room, description: title }) => {
    const operations = all
      .filter(({ tags, method, path, summary, operationId }) => {
        const text = `${method} ${path} ${summary} ${operationId} ${title}`.toLowerCase()
        return tags[0] === room && words.every((word) => text.includes(word))
      })
      .sort((a, b) => a.path.localeCompare(b.path) || rank(a) - rank(b))
    return operations.length > 0 ? [{ room, title, operations }] : []
  })
}

const rank = ({ method }: Operation) => ['get', 'post', 'put', 'patch', 'delete'].indexOf(method)

/** What comes back when all goes well. Pure. */
export function successOf({ responses }: Operation) {
  const [status = '200', response = {}] =
    Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const [type, content] = Object.entries(response.content ?? {})[0] ?? []
  return { status, type: type ?? null, schema: content?.schema ?? null }
}

/** How it may fail. Pure. */
export const refusalsOf = ({ responses }: Operation) =>
  Object.keys(responses).filter((status) => !status.startsWith('2'))

export const bodyOf = ({ requestBody }: Operation) => {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  return type ? { type, schema: content?.schema ?? null, example: content?.example } : null
}
