import type { Question } from '../../server/engine/question.ts'
import { isGroup, type Rule } from '../../server/engine/rule.ts'

/** Where something stands in a rule: the places from the outermost group inwards. */
export type Path = readonly number[]

export type Edit =
  /** One more question at the end of a group. */
  | { type: 'ask'; at: Path }
  /** One more group at the end of a group, with a question to fill in. */
  | { type: 'group'; at: Path }
  | { type: 'change'; at: Path; question: Question }
  | { type: 'join'; at: Path; join: Rule['join'] }
  /** A group that this empties goes, too. */
  | { type: 'remove'; at: Path }

/** Nothing is looked at yet. */
export const blank: Question = { from: 'contact', key: '', as: 'text', op: 'equals', value: '' }

/** The rule after an edit. Pure; a path that leads nowhere changes nothing. */
export function editRule(rule: Rule, edit: Edit): Rule {
  const whole = withRoom(rule)
  const { at } = edit
  switch (edit.type) {
    case 'ask':
      return within(whole, at, (group) => ({ ...group, questions: [...group.questions, blank] }))
    case 'group':
      return within(whole, at, (group) => {
        const inner: Rule = { join: group.join === 'all' ? 'any' : 'all', questions: [blank] }
        return { ...group, questions: [...group.questions, inner] }
      })
    case 'join':
      return within(whole, at, (group) => ({ ...group, join: edit.join }))
    case 'change':
      return within(whole, at.slice(0, -1), (group) => {
        const last = at.at(-1)
        if (last === undefined || !(last in group.questions)) return group
        return { ...group, questions: group.questions.with(last, edit.question) }
      })
    case 'remove':
      return without(whole, at)
  }
}

/** A rule that asks nothing stands open for its first question. Pure. */
export const withRoom = (rule: Rule): Rule =>
  rule.questions.length > 0 ? rule : { ...rule, questions: [blank] }

function within(rule: Rule, at: Path, change: (group: Rule) => Rule): Rule {
  const [next, ...rest] = at
  if (next === undefined) return change(rule)
  const inner = rule.questions[next]
  if (!inner || !isGroup(inner)) return rule
  return { ...rule, questions: rule.questions.with(next, within(inner, rest, change)) }
}

function without(rule: Rule, at: Path): Rule {
  const [next, ...rest] = at
  const part = next === undefined ? undefined : rule.questions[next]
  if (next === undefined || !part) return rule
  const left = rest.length > 0 && isGroup(part) ? without(part, rest) : null
  const questions =
    left && left.questions.length > 0
      ? rule.questions.with(next, left)
      : rule.questions.toSpliced(next, 1)
  return { ...rule, questions }
}
