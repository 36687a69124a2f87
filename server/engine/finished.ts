import { countOf, isDayOperator } from './days.ts'
import { momentOf } from './moment.ts'
import { decimalOf } from './number.ts'
import { type Comparison, type Operator, operatorsOf, type Question } from './question.ts'
import { isGroup, type Rule } from './rule.ts'
import { comparable } from './text.ts'

/** Whether a question can be answered as it stands; a draft may keep one that cannot. Pure. */
export function isFinished(question: Question): boolean {
  switch (question.from) {
    case 'contact':
    case 'payload':
    case 'profile':
      return isWhole(question)
    case 'tag':
      return question.tagIds.length > 0
    case 'topic':
      return question.topicId !== null
    case 'event':
    case 'last-event':
      return question.name.trim() !== '' && question.where.every(isWhole)
    case 'segment':
      return question.segmentId !== null
    case 'journey':
      return question.journeyId !== null
    case 'consent':
    case 'suppression':
    case 'message':
      return true
  }
}

/** Whether every question of a rule is finished and no group is empty. Pure. */
export const isWholeRule = (rule: Rule): boolean =>
  rule.questions.length > 0 &&
  rule.questions.every((part) => (isGroup(part) ? isWholeRule(part) : isFinished(part)))

/** Whether an operator compares with one value. Pure. */
const needsValue = (op: Operator) => !without.has(op)

/** Whether it compares with several. Pure. */
const needsValues = (op: Operator) => several.has(op)

const several: ReadonlySet<Operator> = new Set([
  ...(['one-of', 'none-of', 'has-any', 'has-all', 'has-none'] as const),
])
const without: ReadonlySet<Operator> = new Set([
  ...several,
  ...(['is-empty', 'is-not-empty', 'is-true', 'is-false'] as const),
])

function isWhole({ key, as, op, value, upTo = '', values = [] }: Comparison): boolean {
  if (!key.trim() || !operatorsOf[as].includes(op)) return false
  if (needsValues(op)) return values.some((each) => each.trim() !== '')
  if (!needsValue(op)) return true
  if (isDayOperator(op)) return countOf(value) !== null
  return isOf(as, value) && (op !== 'between' || isOf(as, upTo))
}

function isOf(as: Comparison['as'], value: string): boolean {
  const text = comparable(value)
  if (as === 'number') return decimalOf(text) !== null
  // Which zone it is asked in does not decide whether it is a moment.
  const moment = as === 'date' || as === 'datetime' ? momentOf(text, 'UTC') : null
  if (as === 'datetime') return moment !== null
  return as === 'date' ? moment !== null && moment.instant === null : value !== ''
}
