import { z } from 'zod'
import { count, id } from '../answer.ts'
import { contactAnswer } from '../contacts/answered.ts'
import { suppressionReasons } from '../suppressions/table.ts'

const side = z.object({ id, name: z.string(), email: z.string() })
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()

export const mergePreviewAnswer = z.object({
  into: side,
  from: side,
  fields: z.array(
    z.object({
      field: z.string().describe('`email`, `language`, `zone` or `attributes.<key>`.'),
      into: value,
      from: value,
      stays: z.enum(['into', 'from']).describe('Whose value stays unless you `take` the other.'),
    }),
  ),
  tags: z.array(z.string()),
  consent: z.enum(['given', 'withdrawn']).nullable().describe('A refusal of either stays.'),
  topics: z.array(z.string()),
  stopped: z.enum(suppressionReasons).nullable(),
  journeys: z.array(
    z.object({
      journeyId: id,
      name: z.string(),
      both: z
        .boolean()
        .describe('true: the walk of the contact that stays goes on, the other ends.'),
    }),
  ),
  moving: z.object({ events: count, messages: count, consents: count, externalIds: count }),
})

export const mergedAnswer = z.object({
  already: z.boolean().describe('true: these two were merged before, and nothing changed.'),
  contact: contactAnswer,
})
