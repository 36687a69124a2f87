import { z } from 'zod'
import { answer } from './answer.ts'
import { type Question, questionSchema } from './question.ts'
import type { RuleFacts } from './rule-facts.ts'

/** Questions and groups of them: all are met, any is, or none is. */
export type Rule = { join: (typeof joins)[number]; questions: (Question | Rule)[] }
export type RuleInput = {
  join: Rule['join']
  questions: (z.input<typeof questionSchema> | RuleInput)[]
}

export const joins = ['all', 'any', 'none'] as const

/** Groups within groups, the outermost counted. */
export const DEEPEST_RULE = 5
/** Questions in all groups together. */
export const MOST_QUESTIONS = 100

const groupSchema: z.ZodType<Rule, RuleInput> = z
  .object({
    join: z.enum(joins),
    questions: z
      .array(z.union([questionSchema, z.lazy(() => groupSchema)]))
      .max(MOST_QUESTIONS)
      .meta({ id: 'Questions' }),
  })
  .meta({ id: 'Rule' })

/** What cannot be finished any more is refused; what is unfinished may be kept: see `isFinished`. */
export const ruleSchema = groupSchema.refine(
  (rule) => depthOf(rule) <= DEEPEST_RULE && questionsOf(rule).length <= MOST_QUESTIONS,
  { error: `At most ${MOST_QUESTIONS} questions, in groups at most ${DEEPEST_RULE} deep` },
)

/** A question with the value that was looked at, for the timeline. */
export type Looked = Question & { seen: string | null; met: boolean }

/**
 * Answers a rule from facts; an empty group is not met, whatever joins it. Pure.
 * @returns every question that was asked, groups flattened, in the order in which they stand
 */
export function evaluate(rule: Rule, facts: RuleFacts): { met: boolean; looked: Looked[] } {
  const looked: Looked[] = []
  const met = meetsGroup(rule, (question) => {
    const answered = { ...question, ...answer(question, facts) }
    looked.push(answered)
    return answered.met
  })
  return { met, looked }
}

/** Whether a list's address can carry it: Node takes 16 kB of address and head together. Pure. */
export const fitsAddress = (rule: unknown): boolean =>
  encodeURIComponent(JSON.stringify(rule)).length <= 10_000

export const isGroup = (part: Question | Rule): part is Rule => 'join' in part

/** Every question of a rule, groups flattened. Pure. */
export const questionsOf = (rule: Rule): Question[] =>
  rule.questions.flatMap((part) => (isGroup(part) ? questionsOf(part) : [part]))

/** Every question is asked, also where the answer stands already: the timeline shows them all. */
function meetsGroup({ join, questions }: Rule, ask: (question: Question) => boolean): boolean {
  const answers = questions.map((part) => (isGroup(part) ? meetsGroup(part, ask) : ask(part)))
  if (answers.length === 0) return false
  return join === 'all' ? answers.every(Boolean) : answers.some(Boolean) === (join === 'any')
}

const depthOf = (rule: Rule): number =>
  1 + Math.max(0, ...rule.questions.filter(isGroup).map(depthOf))
