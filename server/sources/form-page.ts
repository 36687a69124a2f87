import { z } from 'zod'
import type { FormPage } from './table.ts'

/** The field every form page has. */
export const EMAIL = 'email'

/** What a form page may look like. */
export const formPageSchema: z.ZodType<FormPage> = z.object({
  title: z.string().trim().min(1).max(200),
  intro: z.string().max(2000),
  button: z.string().trim().min(1).max(40),
  thanks: z.string().trim().min(1).max(2000),
  language: z.enum(['ja', 'en']),
  fields: z
    .array(
      z.object({
        // What a payload's key and an input's name may be without escapes.
        name: z.string().regex(/^(?!_)[\p{L}\p{N}_-]{1,64}$/u),
        label: z.string().trim().min(1).max(100),
        required: z.boolean(),
      }),
    )
    .max(30)
    .refine((fields) => fields.some(({ name }) => name === EMAIL), 'a form asks for the address')
    .refine(
      (fields) => new Set(fields.map(({ name }) => name)).size === fields.length,
      'names differ',
    ),
})
