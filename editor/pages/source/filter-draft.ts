import { questionsOf, type Rule, ruleSchema } from '../../../server/engine/rule.ts'

/**
 * A filter being built: whether every condition asks about a field, and the filter to send, which
 * is null while nothing is asked. Always written the same way, to be compared. Pure.
 */
export function filterOf(built: unknown): { whole: boolean; filter: Rule | null } {
  if (!built) return { whole: true, filter: null }
  const { success, data: filter = null } = ruleSchema.safeParse(built)
  const questions = filter ? questionsOf(filter) : []
  if (success && questions.length === 0) return { whole: true, filter: null }
  const whole =
    success && questions.every((each) => each.from === 'payload' && each.key.trim() !== '')
  return { whole, filter: whole ? filter : null }
}
