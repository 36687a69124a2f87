import type { Comparison } from '../../server/engine/question.ts'
import type { RuleInput } from '../../server/engine/rule.ts'
import type { Language } from '../words.ts'
import { comparisonWords, isAboutDays } from './comparison-words.ts'
import { attributeName, BLANK, isProfileKey, type Names, nameOf } from './names.ts'
import { questionWords } from './question-words.ts'
import { valueWords } from './value-words.ts'

/** As kept: what has a usual value may be left out, e.g. in journeys drawn before it existed. */
export type Asked = Exclude<RuleInput['questions'][number], RuleInput>
type Compared = Omit<Extract<Asked, { from: 'contact' }>, 'from'>
type Voice = { language: Language; names: Names }

/** A rule as a marketer would say it. Pure. */
export function ruleSentence(rule: RuleInput, language: Language, names: Names): string {
  const { clause } = groupSaid(rule, { language, names })
  return clause ? upFirst(clause, language, rule) : questionWords[language].nothingYet
}

/** Whether anything is asked at all: a rule without a question is met by nobody. Pure. */
export const asksAnything = (rule: RuleInput): boolean =>
  rule.questions.some((each) => (isGroup(each) ? asksAnything(each) : !isBlank(each)))

export const isGroup = (each: Asked | RuleInput): each is RuleInput => 'join' in each

/** What is said, and by which word its parts are joined; null: there is but one. */
type Said = { clause: string; join: RuleInput['join'] | null }

function saidOf(each: Asked | RuleInput, voice: Voice): Said {
  return isGroup(each) ? groupSaid(each, voice) : { clause: clauseOf(each, voice), join: null }
}

function groupSaid({ join, questions }: RuleInput, voice: Voice): Said {
  const words = questionWords[voice.language]
  const said = questions.map((each) => saidOf(each, voice)).filter(({ clause }) => clause !== '')
  const [only] = said
  if (!only) return { clause: '', join: null }
  if (join === 'none') {
    return { clause: words.none(said.map(({ clause }) => words.group(clause))), join }
  }
  if (said.length === 1) return only
  // What is joined by the same word needs no brackets.
  const clauses = said.map((part) =>
    part.join === null || part.join === join ? part.clause : words.group(part.clause),
  )
  return { clause: join === 'all' ? words.and(clauses) : words.or(clauses), join }
}

/** Nothing chosen yet. */
const isBlank = (question: Asked) =>
  (question.from === 'contact' || question.from === 'payload') && question.key.trim() === ''

function clauseOf(question: Asked, voice: Voice): string {
  if (isBlank(question)) return ''
  const { language, names } = voice
  const words = questionWords[language]
  switch (question.from) {
    case 'contact':
      return comparisonClause(question, attributeName(question.key, language, names), voice)
    case 'payload':
      return comparisonClause(question, words.payload(question.key), voice)
    case 'profile': {
      const { key } = question
      return comparisonClause(question, isProfileKey(key) ? words.subject.profile[key] : key, voice)
    }
    case 'tag': {
      const { tagIds, op } = question
      const known = tagIds.map((id) => nameOf(id, names.tags))
      const there = known.filter((name) => name !== null)
      const list =
        tagIds.length === 0
          ? words.tags([BLANK], 0)
          : words.tags(there, known.length - there.length)
      return words.tag[op](list, tagIds.length > 1)
    }
    case 'topic':
      return words.topic[question.op](nameOf(question.topicId, names.topics))
    case 'consent':
      return words.consent[question.op]
    case 'suppression':
      return words.suppression[question.op]
    case 'event': {
      const { op, times = 1, withinDays } = question
      return words.event(eventClause(question, voice), op, times, withinDays)
    }
    case 'last-event':
      return words.lastEvent[question.op](eventClause(question, voice), question.days)
    case 'message':
      return messageClause(question, voice)
    case 'segment':
      return words.segment[question.op](nameOf(question.segmentId, names.segments))
    case 'journey':
      return words.journey[question.op](nameOf(question.journeyId, names.journeys))
  }
}

function eventClause(question: Extract<Asked, { from: 'event' | 'last-event' }>, voice: Voice) {
  const { quoted } = comparisonWords[voice.language]
  const { and, eventWith } = questionWords[voice.language]
  const name = quoted(question.name.trim() || BLANK)
  const where = (question.where ?? [])
    .filter(({ key }) => key.trim() !== '')
    .map((each) => comparisonClause(each, each.key, voice))
  return where.length > 0 ? eventWith(name, and(where)) : name
}

function messageClause(question: Extract<Asked, { from: 'message' }>, { language, names }: Voice) {
  const words = questionWords[language]
  const { did, op, journeyId = null, nodeId = null, withinDays } = question
  const has = op === 'has'
  if (journeyId === null) return words.message(did, has, null, withinDays)
  const journey = names.journeys?.find(({ id }) => id === journeyId)
  const name = nameOf(journeyId, names.journeys)
  if (nodeId === null) return words.message(did, has, words.mailsOf(name), withinDays)
  // Until the journey's mails are read, the name is not known to be gone.
  const mails = journey?.mails
  const mail = mails ? (mails.find((each) => each.nodeId === nodeId)?.name ?? null) : BLANK
  return words.message(did, has, words.mailOf(name, mail), withinDays)
}

function comparisonClause(comparison: Compared, subject: string, { language, names }: Voice) {
  const words = comparisonWords[language]
  const { op, value = '', upTo = '' } = comparison
  if (isAboutDays(op)) return words.days[op](subject, value.trim() || words.blank)
  const kind = comparison.as ?? 'text'
  const say = (text: string) => valueWords(text, comparison, language, names)
  const isMoment = kind === 'date' || kind === 'datetime'
  if (isMoment && isOrdering(op)) return words.moment[op](subject, say(value), say(upTo))
  if (!isSeveral(op)) return words.plain[op](subject, say(value), say(upTo))
  const values = comparison.values ?? []
  const said = values.length > 0 ? words.several(values.map(say)) : words.blank
  return (values.length > 1 ? words.plain : words.single)[op](subject, said, '')
}

const isOrdering = (op: Comparison['op']) =>
  op === 'greater' || op === 'less' || op === 'at-least' || op === 'at-most'
const isSeveral = (op: Comparison['op']): op is keyof (typeof comparisonWords)['ja']['single'] =>
  Object.hasOwn(comparisonWords.ja.single, op)

/** English begins with a capital, but a key stays as it is written. */
function upFirst(clause: string, language: Language, { join, questions }: RuleInput): string {
  const [first] = questions
  const isWritten = join !== 'none' && first && !isGroup(first) && startsWithKey(first)
  return language === 'en' && !isWritten ? clause.charAt(0).toUpperCase() + clause.slice(1) : clause
}

const startsWithKey = ({ from }: Asked) => from === 'contact' || from === 'payload'
