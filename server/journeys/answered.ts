import { z } from 'zod'
import { at, count, id } from '../answer.ts'
import { graphSchema } from '../engine/graph.ts'
import { problemCodes } from '../engine/problem.ts'

const state = z.enum(['draft', 'live', 'paused', 'archived'])
const problems = z
  .array(
    z.object({
      code: z.enum(problemCodes),
      nodeId: z.string().optional(),
      edgeId: z.string().optional(),
      detail: z.string().optional(),
    }),
  )
  .describe('What keeps the draft from being published.')

export const journeysAnswer = z.object({
  journeys: z.array(
    z.object({
      id,
      name: z.string(),
      state,
      versionNumber: count.nullable(),
      trigger: z
        .union([
          z.object({ kind: z.literal('hand'), sourceName: z.null() }),
          z.object({ kind: z.literal('source'), sourceName: z.string().nullable() }),
        ])
        .nullable(),
      byHand: z.boolean(),
      stones: count,
      here: count,
      entered: count,
      sends: z.array(count),
      problems: count,
      failed: count,
      savedAt: at,
      savedBy: z.string(),
    }),
  ),
  walking: count,
  live: count,
  nextAt: at.nullable(),
})

export const newJourneyAnswer = z.object({ id })

export const journeyAnswer = z
  .object({
    id,
    name: z.string(),
    state,
    revision: count.describe('Send it with a draft, so that nobody’s work is lost.'),
    draft: graphSchema,
    savedAt: at,
    savedBy: z.string(),
    problems,
    version: z
      .object({
        id,
        number: count,
        graph: graphSchema,
        publishedAt: at,
        publishedBy: z.string(),
      })
      .nullable(),
    changed: z.boolean().describe('Whether the draft differs from the version.'),
    copies: z.array(
      z.object({ id, baseRevision: count, graph: graphSchema, savedAt: at, savedBy: z.string() }),
    ),
  })
  .meta({ id: 'Journey' })

export const savedAnswer = z.object({ revision: count, savedAt: at, problems })
export const publishedAnswer = z.object({ number: count })
