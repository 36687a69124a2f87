import { type Kind, operatorsOf, type Question } from '../../server/engine/question.ts'
import { isProfileKey, type Names, profileKinds, wellKnown } from './names.ts'

type Plain = Exclude<Question['from'], 'contact' | 'profile'>

/** What a question may look at, as one name: `contact:last_name`, `profile:zone`, `tag`. */
export type Subject = Plain | `contact:${string}` | `profile:${string}`

/** An attribute that is named by hand: the account has not defined it. */
export const OTHER: Subject = 'contact:'

/** Pure. */
export function subjectOf(question: Question, names: Names): Subject {
  if (question.from === 'profile') return `profile:${question.key}`
  if (question.from !== 'contact') return question.from
  return isNamed(question.key, names) ? `contact:${question.key}` : OTHER
}

/** A fresh question about a subject, with what is usually asked. Pure. */
export function questionAbout(subject: Subject, names: Names): Question {
  if (subject.startsWith('contact:')) {
    const key = subject.slice('contact:'.length)
    return { from: 'contact', key, ...compared(kindOf(key, names)) }
  }
  if (subject.startsWith('profile:')) {
    const key = subject.slice('profile:'.length)
    return { from: 'profile', key, ...compared(isProfileKey(key) ? profileKinds[key] : 'text') }
  }
  return plain[subject as Plain]
}

/** What an attribute's values are. Pure. */
export const kindOf = (key: string, { attributes }: Names): Kind =>
  attributes?.find((each) => each.key === key)?.type ?? 'text'

const plain: Record<Plain, Question> = {
  payload: { from: 'payload', key: '', as: 'text', op: 'equals', value: '' },
  tag: { from: 'tag', op: 'has-any', tagIds: [] },
  topic: { from: 'topic', op: 'wanted', topicId: null },
  consent: { from: 'consent', op: 'given' },
  suppression: { from: 'suppression', op: 'not-suppressed' },
  event: { from: 'event', name: '', op: 'at-least', times: 1, withinDays: 30, where: [] },
  'last-event': { from: 'last-event', name: '', op: 'within-past', days: 30, where: [] },
  message: {
    ...{ from: 'message', did: 'opened', op: 'has', journeyId: null, nodeId: null, withinDays: 30 },
  },
  segment: { from: 'segment', op: 'in', segmentId: null },
  journey: { from: 'journey', op: 'walking', journeyId: null },
}

const isNamed = (key: string, { attributes }: Names) =>
  (wellKnown as readonly string[]).includes(key) ||
  (attributes?.some((each) => each.key === key) ?? false)

const compared = (as: Kind) => ({ as, op: operatorsOf[as][0]!, value: '' })
