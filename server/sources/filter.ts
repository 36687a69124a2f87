import type { z } from 'zod'
import { evaluate, questionsOf, type Rule, ruleSchema } from '../engine/rule.ts'
import { onlyPayload } from '../engine/rule-facts.ts'
import type { Fields } from './read/fields.ts'

/** A rule about what was sent, and nothing else: who sent it may not be known yet. */
export const filterSchema: z.ZodType<Rule | null> = ruleSchema
  .refine((rule) => questionsOf(rule).every(({ from }) => from === 'payload'))
  .nullable()

/** When a filter asks, and in whose days. */
export type Asking = { now: Temporal.Instant; zone: string }

/** Whether a post is one of those that are taken; without questions all are. Pure. */
export function passes(filter: Rule | null, fields: Fields, asking: Asking): boolean {
  if (!filter || questionsOf(filter).length === 0) return true
  return evaluate(filter, onlyPayload(fields, asking)).met
}
