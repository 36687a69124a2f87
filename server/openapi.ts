import type { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { Env } from './ground.ts'

const text = { type: 'string' } as const

/** What `/api` takes, from the schemas that judge it. */
export const openApi = (app: Hono<Env>) =>
  openAPIRouteHandler(app, {
    documentation: {
      info: { title: 'Tobiishi', version: '1' },
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    includeEmptyPaths: true,
    exclude: [/^(?!\/api\/)/, '/api/openapi.json'],
    defaultValidationErrorResponse: {
      description: 'Not taken: what is wrong, and the fields that are',
      content: {
        'application/problem+json': {
          schema: {
            type: 'object',
            properties: {
              type: text,
              title: text,
              status: { type: 'integer' },
              detail: text,
              code: text,
              fields: { type: 'array', items: text },
            },
            required: ['type', 'title', 'status', 'detail', 'code'],
          },
        },
      },
    },
  })
