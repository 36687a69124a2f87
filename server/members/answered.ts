import { z } from 'zod'
import { at, id } from '../answer.ts'

const scopes = z.array(z.string()).describe('`contacts:read`; `*` is everything.')
const expiresAt = at.nullable().describe('null: never.')

export const keysAnswer = z.object({
  keys: z.array(
    z.object({
      id,
      name: z.string(),
      hint: z.string().describe('Its first characters.'),
      createdAt: at,
      createdBy: z.string(),
      lastUsedAt: at.nullable(),
      scopes,
      expiresAt,
      expired: z.boolean(),
    }),
  ),
})

export const keyAnswer = z.object({
  id,
  name: z.string(),
  scopes,
  expiresAt,
  key: z.string().describe('Shown once.'),
})
