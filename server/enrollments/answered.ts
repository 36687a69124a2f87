import { z } from 'zod'
import { at, count, id, next } from '../answer.ts'

export const enteredAnswer = z.object({ enrollmentId: id })

export const countersAnswer = z.object({
  entered: count,
  ended: count,
  nodes: z
    .record(z.string(), z.object({ here: count, passed: count, outs: z.record(z.string(), count) }))
    .describe('By the id of the step.'),
})

export const peopleAnswer = z.object({
  people: z.array(
    z.object({
      enrollmentId: id,
      contactId: id,
      name: z.string(),
      email: z.string(),
      nodeId: z.string(),
      wakeAt: at.nullable(),
      state: z.enum(['active', 'waiting', 'held', 'failed']),
      error: z.string().nullable(),
    }),
  ),
  next,
})
