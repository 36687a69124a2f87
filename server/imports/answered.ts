import { z } from 'zod'
import { at, count, id, next } from '../answer.ts'
import { newSchema, planSchema, targetSchema } from './plan.ts'
import { readingSchema } from './reading.ts'
import { rowReasons } from './row.ts'
import { imports } from './table.ts'

export const importAnswer = z
  .object({
    id,
    fileName: z.string(),
    bytes: count,
    state: z.enum(imports.state.enumValues),
    reading: readingSchema.nullable(),
    names: z.array(z.string()).describe('What the first row calls the columns.'),
    plan: planSchema.nullable(),
    rows: count.describe('Rows that are done, the head too.'),
    offset: count.describe('Bytes that are done.'),
    added: count,
    updated: count,
    unchanged: count,
    refused: count,
    entered: count.describe('Contacts that entered the journey of the plan.'),
    blank: count,
    undone: count,
    kept: z.record(z.string(), count).describe('Rows that could not be undone, by reason.'),
    actor: z.string(),
    error: z.string().nullable(),
    createdAt: at,
    startedAt: at.nullable(),
    beatAt: at.nullable().describe('The last sign of life of whoever takes it in.'),
    endedAt: at.nullable(),
  })
  .meta({ id: 'Import' })
export const importsAnswer = z.object({ imports: z.array(importAnswer), next })

export const previewAnswer = z.object({
  names: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  columns: z.array(targetSchema).describe('Where each column seems to belong.'),
  fresh: z
    .array(newSchema.nullable())
    .describe('Each column as an attribute that is yet to be made, its type told by its values.'),
  remembered: z
    .boolean()
    .describe('Columns go where those of an earlier file with this head went.'),
})

const reason = z.enum(rowReasons).nullable()
export const judgingAnswer = z.object({
  rows: z
    .array(
      z.object({
        reason: reason.describe('Why the row would be refused.'),
        column: z.number().int().nullable().describe('The column it is about, from 0.'),
        cells: z.array(
          z.object({
            column: z.number().int(),
            reason,
            becomes: z.string().nullable().describe('What is kept instead of what stands there.'),
          }),
        ),
      }),
    )
    .describe('One for each row of the preview.'),
})

export const forecastAnswer = z.object({
  rows: count.describe('How many rows were looked at, from the first on.'),
  whole: z.boolean().describe('The file has no more rows.'),
  about: count.describe('How many rows the file has, about, where there are more.'),
  added: count,
  updated: count,
  unchanged: count,
  refused: count,
  blank: count,
  consents: count.describe('Contacts who would get the consent to advertising.'),
  entered: count.describe('Contacts who would enter the journey.'),
  reasons: z.array(
    z.object({
      reason: z.enum(rowReasons),
      count,
      first: z.object({
        line: count,
        column: z.number().int().nullable(),
        value: z.string().nullable(),
      }),
    }),
  ),
})

export const refusedAnswer = z.object({
  rows: z.array(
    z.object({
      line: count.describe('As a spreadsheet counts: the head is 1.'),
      reason: z.enum(rowReasons),
      column: z.string().nullable(),
      value: z.string().nullable().describe('What stood there; null: it is not kept.'),
    }),
  ),
})
