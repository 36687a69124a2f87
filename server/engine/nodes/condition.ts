import { z } from 'zod'
import { asks, asksOfAll } from '../asks.ts'
import { isWholeRule } from '../finished.ts'
import type { NodeProblem, NodeType } from '../node-type.ts'
import { evaluate, type Looked, ruleSchema } from '../rule.ts'

const data = z.object({
  name: z.string().max(200).default(''),
  /** Asked in order; the first that is met is taken. `id` is its handle. */
  branches: z
    .array(
      z.object({
        id: z.string().min(1).max(64),
        name: z.string().max(200).default(''),
        rule: ruleSchema,
      }),
    )
    .max(20),
})
export type ConditionData = z.infer<typeof data>

/** The last way out: whoever meets no branch. */
export const ELSE = 'else'

export const condition: NodeType<ConditionData> = {
  type: 'condition',
  data,
  fresh: { name: '', branches: [{ id: 'yes', name: '', rule: { join: 'all', questions: [] } }] },
  outs: ({ branches }) => [...branches.map((branch) => branch.id), ELSE],
  asks: ({ branches }) => asksOfAll(branches.map(({ rule }) => asks(rule))),
  check({ branches }) {
    const problems: NodeProblem[] = []
    if (branches.length === 0) problems.push({ code: 'branch-without-rule' })
    for (const { rule, name, id } of branches) {
      const detail = name || id
      if (rule.questions.length === 0) problems.push({ code: 'branch-without-rule', detail })
      else if (!isWholeRule(rule)) problems.push({ code: 'rule-unfinished', detail })
    }
    return problems
  },
  walk({ branches }, { facts, now }) {
    const asked: { branch: string; met: boolean; looked: Looked[] }[] = []
    for (const branch of branches) {
      const { met, looked } = evaluate(branch.rule, { ...facts, now })
      asked.push({ branch: branch.name || branch.id, met, looked })
      if (met) return { type: 'go', out: branch.id, detail: { asked } }
    }
    return { type: 'go', out: ELSE, detail: { asked } }
  },
}
