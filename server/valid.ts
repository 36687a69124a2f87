import type { ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import { z } from 'zod'
import { clean, DEEPEST, TooDeep } from './clean.ts'
import { Refusal } from './refusal.ts'

/**
 * Reads a part of a request with a schema, or refuses with the fields that are wrong:
 * `.post('/api/x', valid('json', z.object({…})), (c) => c.req.valid('json'))`. What it hands on is
 * clean: text that Postgres can hold, and not nested without end.
 */
export const valid = <Schema extends z.ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) =>
  validator(target, cleaned(schema), (result) => {
    if (result.success) return
    const fields = result.error.map((issue) =>
      (issue.path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.'),
    )
    throw new Refusal(400, 'wrong-input', { fields: [...new Set(fields)].filter(Boolean) })
  })

/** Cleaned before it is judged: a name of nothing but U+0000 is no name. */
const cleaned = <Schema extends z.ZodType>(schema: Schema): Schema =>
  // To a client, and in the description of the API, it is the same schema.
  z.preprocess(cleanOrRefuse, schema) as unknown as Schema

function cleanOrRefuse(value: unknown): unknown {
  try {
    return clean(value)
  } catch (error) {
    if (error instanceof TooDeep) throw new Refusal(400, 'too-deep', { levels: DEEPEST })
    throw error
  }
}
