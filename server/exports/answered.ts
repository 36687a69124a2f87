import { z } from 'zod'
import { at, count, id, next } from '../answer.ts'
import { wantedSchema } from './wanted.ts'

export const exportAnswer = z
  .object({
    id,
    reason: z.string(),
    actorName: z.string(),
    columns: wantedSchema.shape.columns,
    encoding: wantedSchema.shape.encoding,
    contacts: count.describe('How many it was asked for.'),
    rows: count.nullable().describe('How many the file held; null: not fetched yet.'),
    createdAt: at,
    fetchedAt: at.nullable(),
    expiresAt: at,
    url: z.string().nullable().describe('Where the file is fetched; null: it is over.'),
  })
  .meta({ id: 'Export' })
export const exportsAnswer = z.object({ exports: z.array(exportAnswer), next })
