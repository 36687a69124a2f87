import { z } from 'zod'
import { anything, at, count, id, next } from '../answer.ts'

export const eventsAnswer = z.object({
  events: z.array(
    z.object({
      id,
      name: z.string(),
      at: at.describe('When it was taken: the order of events.'),
      happenedAt: at.describe('When its sender says that it happened.'),
      origin: z.string(),
      key: z.string().nullable(),
      payload: anything,
    }),
  ),
  next,
})

export const eventNamesAnswer = z.object({
  names: z.array(
    z.object({
      name: z.string(),
      count,
      more: z.boolean().describe('Whether there are more than `count`.'),
      lastAt: at.nullable(),
    }),
  ),
})
