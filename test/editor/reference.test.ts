import { describe, expect, test } from 'vitest'
import { curlOf } from '../../editor/pages/reference/curl.ts'
import {
  type ApiDocument,
  type Described,
  sectionsOf,
} from '../../editor/pages/reference/document.ts'
import { codes, sentenceFor } from '../../editor/pages/reference/error-samples.ts'
import { fieldsOf, sampleOf, typeOf } from '../../editor/pages/reference/fields.ts'

const schemas = {
  Tag: {
    type: 'object',
    properties: { id: { type: 'integer' }, name: { type: 'string', description: 'Its name.' } },
    required: ['id', 'name'],
  },
  Rule: { properties: { parts: { type: 'array', items: { $ref: '#/components/schemas/Rule' } } } },
}
const tag = { $ref: '#/components/schemas/Tag' }
const tags: Described = {
  operationId: 'putContactsByIdTags',
  summary: "Adds tags, it's said",
  tags: ['contacts'],
  security: [{ key: ['contacts:write'] }],
  parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'integer' } }],
  requestBody: { content: { 'application/json': { schema: tag, example: { name: "it's" } } } },
  responses: { '200': { content: { 'application/json': { schema: tag } } } },
}
const document: ApiDocument = {
  info: { description: '' },
  tags: [
    { name: 'events', description: 'Events' },
    { name: 'contacts', description: 'Contacts' },
  ],
  paths: {
    '/api/contacts/{id}/tags': { put: tags },
    '/api/events': { post: { ...tags, operationId: 'postEvents', tags: ['events'] } },
  },
  components: { schemas },
}

test('operations stand by room, and a search leaves those that have all its words', () => {
  const ids = (search: string) =>
    sectionsOf(document, search).flatMap(({ operations }) =>
      operations.map(({ operationId }) => operationId),
    )
  expect(ids('')).toEqual(['postEvents', 'putContactsByIdTags'])
  expect(ids('PUT tags')).toEqual(['putContactsByIdTags'])
  expect(ids('put events')).toEqual([])
})

describe('a schema is told', () => {
  test('field by field, through references and lists', () => {
    const list = { properties: { tags: { type: 'array', items: tag } }, required: ['tags'] }
    expect(fieldsOf(list, schemas)).toMatchObject([
      {
        name: 'tags',
        type: 'Tag[]',
        required: true,
        fields: [{ name: 'id' }, { name: 'name', type: 'string', description: 'Its name.' }],
      },
    ])
    expect(fieldsOf({ $ref: '#/components/schemas/Rule' }, schemas)[0]?.fields).toEqual([])
  })

  test('in a word where it is one', () => {
    expect(typeOf({ anyOf: [{ enum: ['ja', 'en'] }, { type: 'null' }] }, schemas)).toBe(
      '"ja" | "en" | null',
    )
    expect(typeOf({ type: 'array', items: { type: ['string', 'null'] } }, schemas)).toBe(
      '(string | null)[]',
    )
    expect(sampleOf(tag, schemas)).toEqual({ id: 1, name: '…' })
  })
})

test('a request is written so that a shell takes it', () => {
  const text = curlOf(
    { ...tags, method: 'put', path: '/api/contacts/{id}/tags' },
    schemas,
    'https://x.example',
  )
  expect(text).toContain("curl -X PUT 'https://x.example/api/contacts/1/tags'")
  expect(text).toContain(`-d '{"name":"it'\\''s"}'`)
})

test('every error has its sentence in both languages', () => {
  for (const code of codes) {
    expect(sentenceFor(code, 'en')).toMatch(/^[A-Z“\d].*[.?]$/s)
    expect(sentenceFor(code, 'ja')).toMatch(/[ぁ-ん]/)
  }
})
