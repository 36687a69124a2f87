import { z } from 'zod'
import { anything, at, count, id, language, next } from '../answer.ts'
import { ruleSchema } from '../engine/rule.ts'
import { fieldTypes, signingSchemes } from './table.ts'

const kind = z.enum(['webhook', 'form', 'site'])
const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

const listed = z.object({
  id,
  name: z.string(),
  kind,
  url: z.string().describe('Where posts come in, or the page of a form.'),
  open: z.boolean(),
  signed: z.boolean(),
  asksConsent: z.boolean(),
  lastAt: at.nullable(),
  accepted: count,
  refused: count,
})
export const sourcesAnswer = z.object({ sources: z.array(listed) })

const formAnswer = z.object({
  title: z.string(),
  intro: z.string(),
  button: z.string(),
  thanks: z.string(),
  redirect: z.string(),
  language,
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.enum(fieldTypes),
      required: z.boolean(),
      help: z.string(),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
      look: z.enum(['radio', 'select']),
      value: z.string(),
      attribute: z.string().nullable(),
    }),
  ),
  topics: z.array(z.object({ id, label: z.string() })),
})

export const sourceAnswer = z
  .object({
    ...listed.shape,
    mapping: z.object({
      email: z.string().optional(),
      attributes: z.record(z.string(), z.string()).optional(),
      ignored: z.array(z.string()).optional(),
    }),
    filter: ruleSchema.nullable().describe('Which posts are taken; null: all.'),
    signing: z.enum(signingSchemes),
    consentWording: z.string(),
    form: formAnswer.nullable(),
    site: z.object({ origins: z.array(z.string()), trustsAddresses: z.boolean() }).nullable(),
    starts: z
      .array(
        z.object({ id, name: z.string(), state: z.enum(['draft', 'live', 'paused', 'archived']) }),
      )
      .describe('Journeys that begin here.'),
    createdAt: at,
  })
  .meta({ id: 'Source' })

export const signingAnswer = z.object({
  secret: z.string().nullable().describe('Shown once; null: it is the sender’s own.'),
})
export const replaysAnswer = z.object({
  done: count,
  pending: count,
  next: count.nullable().describe('Send it as `after` to go on; null: that was all.'),
})
export const healthAnswer = z.object({
  pending: count,
  oldestAt: at.nullable(),
  lastMinute: count,
  days: z.array(z.object({ accepted: count, refused: count })),
  reasons: z.array(z.object({ reason: z.string(), message: z.string(), posts: count })),
})
export const confirmationAnswer = z.object({
  on: z.boolean(),
  hours: count,
  subject: z.string(),
  text: z.string(),
})
export const formVersionsAnswer = z.object({
  versions: z.array(
    z.object({
      id,
      sourceId: id,
      number: count,
      form: formAnswer,
      consentWording: z.string(),
      createdBy: z.string(),
      createdAt: at,
    }),
  ),
})
export const latestAnswer = z.object({
  events: z.array(z.object({ id, name: z.string(), contactId: id, email: z.string(), at })),
})

const post = z.object({
  id,
  receivedAt: at,
  outcome: z.enum(['pending', 'accepted', 'refused']),
  reason: z.string().nullable(),
  field: z.string().nullable(),
  message: z.string().nullable().describe('Why it was refused, in words.'),
  contactId: id.nullable(),
  email: z.string().nullable(),
  replays: count,
})
export const requestsAnswer = z.object({ requests: z.array(post), next })
export const requestAnswer = z.object({
  ...post.shape,
  sourceId: id,
  kind,
  contentType: z.string(),
  headers: z.record(z.string(), z.string()),
  ip: z.string().nullable(),
  charset: z.string().nullable(),
  body: z.string(),
  fields: anything.nullable(),
  found: z
    .object({
      email: z.string(),
      field: z.string(),
      attributes: z.record(z.string(), value),
      payload: anything,
    })
    .nullable(),
})
