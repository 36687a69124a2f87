import { z } from 'zod'
import { bases } from '../consents/table.ts'
import { attributeKey as key } from '../contacts/define.ts'
import { systemName } from '../contacts/external-ids.ts'
import { attributeTypes } from '../contacts/table.ts'

const label = z.string().trim().min(1).max(100)

/** So many values a new choice may offer. */
export const MOST_CHOICES = 50

export const newSchema = z.object({
  to: z.literal('new'),
  key,
  label,
  type: z.enum(attributeTypes),
  /** Of a choice: what may be chosen. */
  choices: z.array(z.string().trim().min(1).max(200)).max(MOST_CHOICES).optional(),
})

/** Where a column's cells go. */
export const targetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('nowhere') }),
  z.object({ to: z.literal('email') }),
  z.object({ to: z.literal('attribute'), key }),
  /** An attribute that does not exist yet: it is made when the import begins. */
  newSchema,
  /** A whole name's reading: セイ メイ, parted at the space. */
  z.object({ to: z.literal('kana') }),
  z.object({ to: z.literal('tags') }),
  /** Whether somebody agreed to advertising: who says yes gets the plan's consent, nobody else does. */
  z.object({ to: z.literal('consent') }),
  z.object({ to: z.literal('language') }),
  z.object({ to: z.literal('external'), system: systemName }),
])
export type Target = z.infer<typeof targetSchema>

/** What a new attribute offers. Pure. */
export const choicesOf = ({ type, choices = [] }: Extract<Target, { to: 'new' }>) =>
  type === 'choice' || type === 'choices'
    ? [...new Set(choices)].map((value) => ({ value, label: value }))
    : []

/** So many columns a file may have. */
export const MOST_COLUMNS = 500

export const modes = ['add', 'update', 'add-update', 'unsubscribe'] as const

/** On which ground, since when, and what shows it; null: unknown, so nobody gets advertising by it. */
const consentSchema = z
  .object({
    basis: z.enum(bases),
    on: z.iso.date(),
    document: z.string().trim().min(1).max(500),
    topicIds: z.array(z.number().int().positive()).max(100).default([]),
  })
  .nullable()

export const planSchema = z.object({
  /** One for each column of the file. */
  columns: z.array(targetSchema).max(MOST_COLUMNS),
  mode: z.enum(modes).default('add-update'),
  /** Whether an empty cell takes a value away. */
  empty: z.enum(['keep', 'clear']).default('keep'),
  consent: consentSchema.default(null),
  /** Given to everybody in the file. */
  tags: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
  /** The fixed segment that everybody in the file is put into; one with a name is made. */
  segment: z
    .union([
      z.object({ id: z.number().int().positive() }),
      z.object({ name: z.string().trim().min(1).max(100) }),
    ])
    .nullable()
    .default(null),
  journeyId: z.number().int().positive().nullable().default(null),
})
export type Plan = z.infer<typeof planSchema>

/** What decides how single rows are read. */
export const mappingSchema = planSchema.pick({ columns: true, mode: true, empty: true })
