import {
  type Comparison,
  type Kind,
  type Operator,
  operatorsOf,
} from '../../server/engine/question.ts'
import { isAboutDays } from './comparison-words.ts'

/** What has to be filled in beside an operator. */
export type Input = 'nothing' | 'one' | 'range' | 'several' | 'days'

const alone: ReadonlySet<Operator> = new Set(['is-empty', 'is-not-empty', 'is-true', 'is-false'])
const several: ReadonlySet<Operator> = new Set([
  ...(['one-of', 'none-of', 'has-any', 'has-all', 'has-none'] as const),
])

/** Pure. */
export function inputOf(op: Operator): Input {
  if (alone.has(op)) return 'nothing'
  if (several.has(op)) return 'several'
  if (isAboutDays(op)) return 'days'
  return op === 'between' ? 'range' : 'one'
}

/** The same comparison by another operator; what was filled in stays where it still fits. Pure. */
export function withOperator(asked: Comparison, op: Operator): Comparison {
  const { value: _, upTo: __, values: ___, ...rest } = asked
  const [before, after] = [inputOf(asked.op), inputOf(op)]
  const kept = before === 'one' || before === 'range' ? asked.value : (asked.values?.[0] ?? '')
  const filled: Record<Input, Partial<Comparison>> = {
    nothing: {},
    one: { value: before === 'days' ? '' : kept },
    range: { value: before === 'days' ? '' : kept, upTo: asked.upTo ?? '' },
    several: { values: asked.values ?? (kept && before !== 'days' ? [kept] : []) },
    days: { value: before === 'days' ? asked.value : usualDays(op) },
  }
  return { ...rest, value: '', op, ...filled[after] }
}

/** The same question about a value of another kind: it begins anew. Pure. */
export function withKind(asked: Comparison, as: Kind): Comparison {
  const { upTo: _, values: __, ...rest } = asked
  return withOperator({ ...rest, as, value: '' }, operatorsOf[as][0]!)
}

const usualDays = (op: Operator) => (op === 'within-past' || op === 'longer-ago' ? '30' : '7')
