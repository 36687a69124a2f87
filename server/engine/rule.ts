import { z } from 'zod'
import type { Facts } from './advance.ts'

export const operators = [
  'equals',
  'not-equals',
  'contains',
  'not-contains',
  'starts-with',
  'greater',
  'less',
  'is-empty',
  'is-not-empty',
] as const
export type Operator = (typeof operators)[number]

/** One question about one value. `key` may be dotted for nested payloads. */
export const questionSchema = z.object({
  from: z.enum(['contact', 'payload']),
  key: z.string().max(200),
  op: z.enum(operators),
  value: z.string().max(2000).default(''),
})
export type Question = z.infer<typeof questionSchema>

/** Questions joined by all (and) or any (or). */
export const ruleSchema = z.object({
  join: z.enum(['all', 'any']),
  questions: z.array(questionSchema).max(50),
})
export type Rule = z.infer<typeof ruleSchema>

/** A question with the value that was looked at, for the timeline. */
export type Looked = Question & { seen: string | null; met: boolean }

/** Answers a rule from facts; an empty rule is not met. Pure. */
export function evaluate(rule: Rule, facts: Facts): { met: boolean; looked: Looked[] } {
  const looked = rule.questions.map((question): Looked => {
    const seen = textOf(find(question, facts))
    return { ...question, seen, met: answer(question, seen) }
  })
  const met =
    rule.join === 'all'
      ? looked.length > 0 && looked.every((each) => each.met)
      : looked.some((each) => each.met)
  return { met, looked }
}

export const needsValue = (op: Operator) => op !== 'is-empty' && op !== 'is-not-empty'

/** Text as it is compared: NFKC, lower case, trimmed (U+3000 is white space to trim). Pure. */
export const comparable = (text: string) => text.normalize('NFKC').trim().toLowerCase()

function find(question: Question, facts: Facts): unknown {
  if (question.from === 'contact' && question.key === 'email') return facts.contact.email
  const from = question.from === 'contact' ? facts.contact.attributes : facts.payload
  if (Object.hasOwn(from, question.key)) return from[question.key]
  return question.key
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      from,
    )
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map((each) => textOf(each) ?? '').join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function answer({ op, value }: Question, seen: string | null): boolean {
  const have = comparable(seen ?? '')
  const want = comparable(value)
  switch (op) {
    case 'is-empty':
      return have === ''
    case 'is-not-empty':
      return have !== ''
    case 'equals':
      return seen !== null && have === want
    case 'not-equals':
      return have !== want
    case 'contains':
      return want !== '' && have.includes(want)
    case 'not-contains':
      return want === '' || !have.includes(want)
    case 'starts-with':
      return want !== '' && have.startsWith(want)
    case 'greater':
      return compare(have, want) > 0
    case 'less':
      return compare(have, want) < 0
  }
}

/** Numbers as numbers, ISO dates by their text; NaN (never true) when either is missing or they differ in kind. */
function compare(have: string, want: string): number {
  if (have === '' || want === '') return Number.NaN
  const [a, b] = [Number(have.replaceAll(',', '')), Number(want.replaceAll(',', ''))]
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b
  const iso = /^\d{4}-\d\d-\d\d/
  if (iso.test(have) && iso.test(want)) return have < want ? -1 : have > want ? 1 : 0
  return Number.NaN
}
