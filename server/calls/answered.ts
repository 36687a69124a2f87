import { z } from 'zod'
import { at, count, id, next } from '../answer.ts'
import type { Reason } from './post.ts'
import { calls, webhooks } from './table.ts'

const status = z.number().int().nullable().describe('HTTP; null: nobody answered.')
const sent = z.string().nullable()
const reason = z
  .enum([
    'refused-address',
    'unknown-name',
    'no-connection',
    'timed-out',
    'no-tls',
    'event-gone',
  ] satisfies Reason[])
  .nullable()

export const webhookAnswer = z
  .object({
    id,
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()).describe('Names of events; `*`: every one.'),
    open: z.boolean(),
    closedBecause: z
      .enum(webhooks.closedBecause.enumValues)
      .nullable()
      .describe('Why it was closed without anybody asking.'),
    createdAt: at,
    waiting: count.describe('Calls that are still to be made.'),
    last: z.object({ at, status, reason }).nullable(),
  })
  .meta({ id: 'Webhook' })
export const webhooksAnswer = z.object({ webhooks: z.array(webhookAnswer) })

const secret = z.string().describe('Signs each call (Standard Webhooks). It is shown once.')
export const secretAnswer = z.object({ secret })
export const newWebhookAnswer = z.object({ ...webhookAnswer.shape, secret })

export const trialAnswer = z.object({
  ms: count,
  status,
  reason,
  sent: sent.describe('The beginning of what was posted.'),
  answer: z.string().nullable(),
})

export const callsAnswer = z.object({
  calls: z.array(
    z.object({
      id,
      eventId: id,
      eventName: z.string().nullable(),
      contactId: id.nullable(),
      state: z.enum(calls.state.enumValues),
      dueAt: at.nullable(),
      createdAt: at,
      endedAt: at.nullable(),
      tries: z.array(
        z.object({
          at,
          ms: count,
          status,
          reason: z.string().nullable(),
          sent: sent.describe(
            'The beginning of what was posted; null without the right to see contacts.',
          ),
          answer: z
            .string()
            .nullable()
            .describe('The beginning of the answer; null without the right to see contacts.'),
        }),
      ),
    }),
  ),
  next,
})
