import { z } from 'zod'
import { attributeKey } from '../contacts/define.ts'
import { type FormPage, fieldTypes } from './table.ts'

/** The field every form page has. */
export const EMAIL = 'email'

/** Longer than any name or address, shorter than what would hurt. */
export const LONGEST = 500
export const LONGEST_TEXT = 5000

const choiceSchema = z.object({
  value: z.string().trim().min(1).max(200),
  label: z.string().trim().min(1).max(200),
})

const fieldSchema = z
  .object({
    // What a payload's key and an input's name may be without escapes.
    name: z.string().regex(/^(?!_)[\p{L}\p{N}_-]{1,64}$/u),
    label: z.string().trim().min(1).max(100),
    type: z.enum(fieldTypes).optional(),
    required: z.boolean(),
    help: z.string().trim().max(300).default(''),
    choices: z.array(choiceSchema).max(100).default([]),
    look: z.enum(['radio', 'select']).default('radio'),
    value: z.string().max(LONGEST).default(''),
    attribute: attributeKey.nullable().default(null),
  })
  .transform((field) => {
    const address = field.name === EMAIL
    // The address is the contact's own, and is always asked for.
    if (address) return { ...field, type: 'email' as const, required: true, attribute: null }
    return { ...field, type: field.type ?? ('text' as const) }
  })
  .refine(
    ({ type, choices }) => !(type === 'choice' || type === 'choices') || choices.length > 0,
    'there is something to choose',
  )
  .refine(({ choices }) => differ(choices.map(({ value }) => value)), 'choices differ')
  .refine(
    ({ type, required }) => type !== 'hidden' || !required,
    'nobody can fill in what is hidden',
  )

/** What a form page may look like. */
export const formPageSchema = z.object({
  title: z.string().trim().min(1).max(200),
  intro: z.string().max(2000),
  button: z.string().trim().min(1).max(40),
  thanks: z.string().trim().min(1).max(2000),
  redirect: z
    .string()
    .trim()
    .max(1000)
    .refine((text) => text === '' || isWebAddress(text), 'a web address')
    .default(''),
  language: z.enum(['ja', 'en']),
  fields: z
    .array(fieldSchema)
    .max(40)
    .refine((fields) => fields.some(({ name }) => name === EMAIL), 'a form asks for the address')
    .refine((fields) => differ(fields.map(({ name }) => name)), 'names differ')
    .refine(
      (fields) => differ(fields.flatMap(({ attribute }) => attribute ?? [])),
      'attributes differ',
    ),
  topics: z
    .array(z.object({ id: z.number().int().positive(), label: z.string().trim().min(1).max(200) }))
    .max(20)
    .refine((topics) => differ(topics.map(({ id }) => id)), 'topics differ')
    .default([]),
}) satisfies z.ZodType<FormPage, unknown>

/** As it is sent: whatever has a usual value may be left out. */
export type NewFormPage = z.input<typeof formPageSchema>

const differ = (list: readonly unknown[]) => new Set(list).size === list.length

/** Pure. */
const isWebAddress = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
