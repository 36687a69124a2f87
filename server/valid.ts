import type { ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import { Refusal } from './refusal.ts'

/**
 * Reads a part of a request with a schema, or refuses with the fields that are wrong:
 * `.post('/api/x', valid('json', z.object({…})), (c) => c.req.valid('json'))`.
 */
export const valid = <Schema extends z.ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) =>
  validator(target, schema, (result) => {
    if (result.success) return
    const fields = result.error.map((issue) =>
      (issue.path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.'),
    )
    throw new Refusal(400, 'wrong-input', { fields: [...new Set(fields)].filter(Boolean) })
  })
