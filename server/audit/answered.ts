import { z } from 'zod'
import { anything, at, id, next } from '../answer.ts'

export const auditAnswer = z.object({
  entries: z.array(
    z.object({
      id,
      actor: z.string().describe('`member:…`, `key:…` or `system`.'),
      actorName: z.string(),
      action: z.string(),
      subject: z.string(),
      detail: anything,
      at,
    }),
  ),
  next,
})
