import { type Here, meets } from './compare.ts'
import { find } from './find.ts'
import { dayAt } from './moment.ts'
import type { Comparison, Question } from './question.ts'
import type { EventFact, RuleFacts } from './rule-facts.ts'
import { textOf } from './text.ts'

type Answer = { seen: string | null; met: boolean }
type Of<From extends Question['from']> = Extract<Question, { from: From }>

/** Answers one question, and says what was looked at. Pure. */
export function answer(question: Question, facts: RuleFacts): Answer {
  switch (question.from) {
    case 'contact':
    case 'payload':
    case 'profile': {
      const value = lookedAt(question, facts)
      return { seen: textOf(value), met: meets(question, value, hereOf(facts)) }
    }
    case 'tag':
      return tag(question, facts)
    case 'topic': {
      const wanted = question.topicId !== null && facts.contact.topics.includes(question.topicId)
      return { seen: wanted ? 'wanted' : 'not-wanted', met: wanted === (question.op === 'wanted') }
    }
    case 'consent':
      return consent(question, facts)
    case 'suppression': {
      const { suppressed } = facts.contact
      const seen = suppressed ? 'suppressed' : 'not-suppressed'
      return { seen, met: seen === question.op }
    }
    case 'event': {
      const count = countOf(question, facts)
      const { op, times } = question
      const met =
        op === 'at-least' ? count >= times : op === 'at-most' ? count <= times : count === times
      return { seen: String(count), met }
    }
    case 'last-event':
      return lastEvent(question, facts)
    case 'message':
      return message(question, facts)
    case 'segment': {
      const inside = question.segmentId !== null && facts.segments.has(question.segmentId)
      return { seen: inside ? 'in' : 'not-in', met: inside === (question.op === 'in') }
    }
    case 'journey':
      return journey(question, facts)
  }
}

/** The events of a question, whatever their age, newest first. Pure. */
export function eventsOf(
  { name, where }: Pick<Of<'event'>, 'name' | 'where'>,
  facts: RuleFacts,
): EventFact[] {
  const here = hereOf(facts)
  const suits = ({ payload }: EventFact) =>
    where.every((asked) => meets(asked, find(payload, asked.key), here))
  return facts.events.filter((event) => event.name === name && suits(event))
}

/** The mails that a question speaks of, whatever their age. Pure. */
export const mailsOf = ({ did, journeyId, nodeId }: Of<'message'>, facts: RuleFacts) =>
  facts.mails.filter(
    (mail) =>
      mail.did === did &&
      (journeyId === null || mail.journeyId === journeyId) &&
      (nodeId === null || mail.nodeId === nodeId),
  )

/** So many times 24 hours ago: what happened after it happened within them. Pure. */
export const daysAgo = (days: number, now: Temporal.Instant) => now.subtract({ hours: 24 * days })

/** Where days begin and which it is now, for one contact. Pure. */
export function hereOf({ now, contact: { zone } }: RuleFacts): Here {
  let today: string | undefined
  return {
    zone,
    today: () => {
      today ??= dayAt(now, zone)
      return today
    },
  }
}

/** The value that a comparison looks at. Attributes are flat; what comes with a trigger is not. Pure. */
export function lookedAt(
  { from, key }: Comparison & { from: 'contact' | 'payload' | 'profile' },
  { contact, payload }: RuleFacts,
): unknown {
  if (from === 'payload') return find(payload, key)
  if (from === 'profile') {
    if (key === 'language') return contact.language
    if (key === 'zone') return contact.zone
    return key === 'created' ? contact.createdAt.toString({ fractionalSecondDigits: 3 }) : undefined
  }
  if (key === 'email') return contact.email
  return Object.hasOwn(contact.attributes, key) ? contact.attributes[key] : undefined
}

function tag({ op, tagIds }: Of<'tag'>, { contact }: RuleFacts): Answer {
  const found = tagIds.filter((id) => contact.tags.includes(id))
  const all = tagIds.length > 0 && found.length === tagIds.length
  const met = op === 'has-all' ? all : found.length > 0 === (op === 'has-any')
  return { seen: found.join(', ') || null, met }
}

function consent({ op }: Of<'consent'>, { contact }: RuleFacts): Answer {
  const seen = contact.consent
  const met = op === 'none' ? seen === null : op === 'not-given' ? seen !== 'given' : seen === op
  return { seen, met }
}

function countOf(question: Of<'event'>, facts: RuleFacts): number {
  const found = eventsOf(question, facts)
  const { withinDays } = question
  if (withinDays === undefined) return found.length
  const since = daysAgo(withinDays, facts.now)
  return found.filter(({ happenedAt }) => isAfter(happenedAt, since)).length
}

function lastEvent({ op, days, ...question }: Of<'last-event'>, facts: RuleFacts): Answer {
  const last = latest(eventsOf(question, facts).map(({ happenedAt }) => happenedAt))
  if (!last) return { seen: null, met: false }
  const within = isAfter(last, daysAgo(days, facts.now))
  return { seen: last.toString(), met: within === (op === 'within-past') }
}

function message(question: Of<'message'>, facts: RuleFacts): Answer {
  const last = latest(mailsOf(question, facts).map(({ at }) => at))
  const { withinDays, op } = question
  const has =
    last !== null && (withinDays === undefined || isAfter(last, daysAgo(withinDays, facts.now)))
  return { seen: last?.toString() ?? null, met: has === (op === 'has') }
}

function journey({ op, journeyId }: Of<'journey'>, { journeys }: RuleFacts): Answer {
  const is = (which: keyof typeof journeys) => journeyId !== null && journeys[which].has(journeyId)
  const stands = is('walking') ? 'walking' : is('completed') ? 'completed' : 'entered'
  const seen = is('entered') ? stands : 'never-entered'
  if (op === 'walking' || op === 'not-walking')
    return { seen, met: is('walking') === (op === 'walking') }
  if (op === 'completed') return { seen, met: is('completed') }
  return { seen, met: is('entered') === (op === 'entered') }
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0

function latest(instants: Temporal.Instant[]): Temporal.Instant | null {
  return instants.reduce<Temporal.Instant | null>(
    (last, each) => (last && !isAfter(each, last) ? last : each),
    null,
  )
}
