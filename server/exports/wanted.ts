import { z } from 'zod'
import { type Audience, audienceSchema } from '../contacts/selection.ts'

/** What is told of a contact beside its attributes. */
export const facts = [
  'id',
  'email',
  'language',
  'zone',
  'tags',
  'consent',
  'consentAt',
  'topics',
  'suppressed',
  'createdAt',
  'updatedAt',
] as const
export type Fact = (typeof facts)[number]

/** Which contacts, what of them, and in which kind of file. */
export const wantedSchema = z.object({
  audience: audienceSchema.default({ query: {} }),
  columns: z
    .array(z.union([z.enum(facts), z.templateLiteral(['attribute:', z.string().min(1).max(64)])]))
    .min(1)
    .max(200),
  encoding: z.enum(['utf-8-bom', 'utf-8', 'shift_jis']).default('utf-8-bom'),
  delimiter: z.enum([',', '\t']).default(','),
})
/** As it is kept: a rule with its moment. */
export type Wanted = Omit<z.infer<typeof wantedSchema>, 'audience'> & { audience: Audience }

export const newExportSchema = wantedSchema.extend({ reason: z.string().trim().min(1).max(500) })
