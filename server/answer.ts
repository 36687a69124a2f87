import { z } from 'zod'

/** What stands in many answers. */
export const id = z.number().int()
export const count = z.number().int()
export const at = z.string().describe('An instant in UTC, ISO 8601.')
export const next = z
  .string()
  .nullable()
  .describe('Where the next page begins: send it as `cursor`. null: this is the last page.')
export const named = z.object({ id, name: z.string() })
export const anything = z.record(z.string(), z.unknown())
export const language = z.enum(['ja', 'en'])
