import { z } from 'zod'
import { at, count, id, next } from '../answer.ts'
import { messages } from './table.ts'

const state = z.enum(messages.state.enumValues)
const where = {
  journeyId: id,
  journeyName: z.string(),
  journeyKind: z.enum(['journey', 'mail']),
  contactId: id,
  nodeId: z.string(),
  at,
}

export const messagesAnswer = z.object({
  messages: z.array(
    z.object({
      id,
      state,
      reason: z.string().nullable(),
      subject: z.string().nullable(),
      to: z.string(),
      ...where,
    }),
  ),
  next,
})

export const messageAnswer = z
  .object({
    id,
    state: state.describe('`sent`: the next server answered 250.'),
    reason: z.string().nullable(),
    error: z.string().nullable(),
    reply: z.string().nullable(),
    class: z.enum(['advertising', 'transactional']),
    subject: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string(),
    html: z.string().nullable(),
    text: z.string().nullable(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    attempts: z.array(
      z.object({
        number: count,
        at,
        ms: count,
        outcome: z.string(),
        reason: z.string().nullable(),
        reply: z.string().nullable(),
      }),
    ),
    enrollmentId: id,
    ...where,
    dueAt: at.nullable(),
  })
  .meta({ id: 'Message' })
