import { z } from 'zod'
import { at, count, id, next } from '../answer.ts'
import { ruleSchema } from '../engine/rule.ts'

export const segmentAnswer = z
  .object({
    id,
    name: z.string(),
    kind: z.enum(['dynamic', 'fixed']),
    rule: ruleSchema.nullable().describe('null: filled by hand.'),
    state: z.enum(['building', 'ready']),
    progress: z.number().describe('While it is built: contacts asked so far.'),
    count,
    revision: count,
    createdAt: at,
    changedAt: at,
    archivedAt: at.nullable(),
  })
  .meta({ id: 'Segment' })
export const segmentsAnswer = z.object({ segments: z.array(segmentAnswer) })

export const usesAnswer = z.object({
  segments: z.array(z.object({ id, name: z.string() })),
  journeys: z
    .array(
      z.object({ id, name: z.string(), state: z.enum(['draft', 'live', 'paused', 'archived']) }),
    )
    .describe('By their draft or by what is published; archived ones are left out.'),
})

export const countAnswer = z.object({
  count,
  exact: z.boolean().describe('Whether everybody was counted.'),
  basis: z.enum(['everybody', 'sample', 'statistics']),
  contacts: z
    .array(z.object({ id, name: z.string(), email: z.string() }))
    .describe('A few whom the rule fits.'),
})

export const membersAnswer = z.object({
  contacts: z.array(z.object({ id, email: z.string(), name: z.string(), since: at })),
  next,
})

export const segmentsOfAnswer = z.object({
  segments: z.array(z.object({ id, name: z.string(), since: at })),
})

export const addedAnswer = z.object({ added: count })
export const removedAnswer = z.object({ removed: count })
export const addressesAnswer = addedAnswer.extend({
  unknown: z.array(z.string()).describe('Addresses of nobody.'),
})
