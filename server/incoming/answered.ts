import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { id } from '../answer.ts'

/** Beside an event of a batch that was not taken. */
const refused = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int() as unknown as z.ZodType<ContentfulStatusCode>,
  detail: z.string(),
  code: z.string(),
})

export const takenAnswer = z.union([
  z.object({ id }).describe('Of one event; the same again under the same key.'),
  z
    .object({ results: z.array(z.union([z.object({ id }), z.object({ error: refused })])) })
    .describe('Of many: one result each, in their order.'),
])
