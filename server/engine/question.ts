import { z } from 'zod'

/** What a value is compared as: a contact's attribute has one of these types. */
export const kinds = ['text', 'number', 'date', 'datetime', 'boolean', 'choice', 'choices'] as const
export type Kind = (typeof kinds)[number]

/** Ways to ask about one value; which of them a kind knows stands in `operatorsOf`. */
export const operators = [
  'equals',
  'not-equals',
  'contains',
  'not-contains',
  'starts-with',
  'ends-with',
  'one-of',
  'none-of',
  'greater',
  'less',
  'at-least',
  'at-most',
  'between',
  // Whole days from today, in the contact's zone.
  'within-past',
  'within-next',
  'longer-ago',
  'further-ahead',
  'anniversary-within',
  'is-true',
  'is-false',
  'has-any',
  'has-all',
  'has-none',
  'is-empty',
  'is-not-empty',
] as const
export type Operator = (typeof operators)[number]

const empties = ['is-empty', 'is-not-empty'] as const
const moments = [
  ...['equals', 'not-equals', 'less', 'at-most', 'greater', 'at-least', 'between'],
  ...['within-past', 'within-next', 'longer-ago', 'further-ahead'],
] as const satisfies readonly Operator[]

/** In the order in which they are offered. */
export const operatorsOf: Record<Kind, readonly Operator[]> = {
  text: [
    ...['equals', 'not-equals', 'contains', 'not-contains', 'starts-with', 'ends-with'],
    ...['one-of', 'none-of', 'greater', 'less', ...empties],
  ] as readonly Operator[],
  number: ['equals', 'not-equals', 'greater', 'at-least', 'less', 'at-most', 'between', ...empties],
  date: [...moments, 'anniversary-within', ...empties],
  datetime: [...moments, ...empties],
  boolean: ['is-true', 'is-false', ...empties],
  choice: ['equals', 'not-equals', 'one-of', 'none-of', ...empties],
  choices: ['has-any', 'has-all', 'has-none', ...empties],
}

const id = z.number().int().positive()
const days = z.number().int().min(0).max(3650)

const comparison = {
  /** Dotted for nested payloads. */
  key: z.string().max(200),
  as: z.enum(kinds).default('text'),
  op: z.enum(operators),
  /** What it is compared with; of `between` the lower end, of days their number. */
  value: z.string().max(2000).default(''),
  /** The upper end of `between`, included like the lower. */
  upTo: z.string().max(2000).optional(),
  /** For operators that compare with several. */
  values: z.array(z.string().max(500)).max(200).optional(),
}
const comparisonSchema = z.object(comparison)
export type Comparison = z.infer<typeof comparisonSchema>

const within = {
  /** Only what happened in the last so many times 24 hours; left out: ever. */
  withinDays: days.min(1).optional(),
}

/** One question about one contact. Ids, not names: a tag or a segment may be renamed. */
export const questionSchema = z.discriminatedUnion('from', [
  /** An attribute, or `email`. */
  z.object({ from: z.literal('contact'), ...comparison }),
  /** What came with the trigger: in journeys and at sources only. */
  z.object({ from: z.literal('payload'), ...comparison }),
  /** language, zone: text · created: datetime. */
  z.object({ from: z.literal('profile'), ...comparison }),
  z.object({
    from: z.literal('tag'),
    op: z.enum(['has-any', 'has-all', 'has-none']),
    tagIds: z.array(id).max(100),
  }),
  z.object({
    from: z.literal('topic'),
    op: z.enum(['wanted', 'not-wanted']),
    topicId: id.nullable(),
  }),
  z.object({ from: z.literal('consent'), op: z.enum(['given', 'not-given', 'withdrawn', 'none']) }),
  z.object({ from: z.literal('suppression'), op: z.enum(['suppressed', 'not-suppressed']) }),
  /** How often something happened. */
  z.object({
    from: z.literal('event'),
    name: z.string().max(100),
    op: z.enum(['at-least', 'at-most', 'exactly']),
    times: z.number().int().min(0).max(1000).default(1),
    ...within,
    /** Only events whose payload meets all of these. */
    where: z.array(comparisonSchema).max(10).default([]),
  }),
  /** When something happened last; who never did it meets neither. */
  z.object({
    from: z.literal('last-event'),
    name: z.string().max(100),
    op: z.enum(['within-past', 'longer-ago']),
    days,
    where: z.array(comparisonSchema).max(10).default([]),
  }),
  /** What became of mails to the contact; of a journey, or of one node of it, or of any. */
  z.object({
    from: z.literal('message'),
    did: z.enum(['sent', 'opened', 'clicked', 'bounced']),
    op: z.enum(['has', 'has-not']),
    journeyId: id.nullable().default(null),
    nodeId: z.string().max(64).nullable().default(null),
    ...within,
  }),
  z.object({
    from: z.literal('segment'),
    op: z.enum(['in', 'not-in']),
    segmentId: id.nullable(),
  }),
  z.object({
    from: z.literal('journey'),
    op: z.enum(['walking', 'not-walking', 'entered', 'never-entered', 'completed']),
    journeyId: id.nullable(),
  }),
])
export type Question = z.infer<typeof questionSchema>
