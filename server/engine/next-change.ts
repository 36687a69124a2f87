import { eventsOf, hereOf, lookedAt, mailsOf } from './answer.ts'
import { birthdayIn, countOf, type DayOperator, isDayOperator } from './days.ts'
import { find } from './find.ts'
import { momentOf } from './moment.ts'
import type { Comparison, Question } from './question.ts'
import { questionsOf, type Rule } from './rule.ts'
import type { RuleFacts } from './rule-facts.ts'
import { comparable, textOf } from './text.ts'

/** Whether the answer to a rule may change by the mere passing of time. Pure. */
export const isTimed = (rule: Rule): boolean => questionsOf(rule).some(isTimedQuestion)

/**
 * When the answer may next change by the mere passing of time; null: never. Never later than the truth:
 * until then the answer stays what it is, unless the facts change. Pure.
 */
export function nextChange(rule: Rule, facts: RuleFacts): Temporal.Instant | null {
  let next: Temporal.Instant | null = null
  for (const question of questionsOf(rule)) {
    for (const at of momentsOf(question, facts)) {
      const isAhead = Temporal.Instant.compare(at, facts.now) > 0
      if (isAhead && (!next || Temporal.Instant.compare(at, next) < 0)) next = at
    }
  }
  return next
}

function isTimedQuestion(question: Question): boolean {
  switch (question.from) {
    case 'contact':
    case 'payload':
    case 'profile':
      return isDayOperator(question.op)
    case 'event':
      return (
        question.withinDays !== undefined || question.where.some((each) => isDayOperator(each.op))
      )
    case 'last-event':
      return true
    case 'message':
      return question.withinDays !== undefined
    default:
      return false
  }
}

/** Moments at which the answer to a question may change, past ones among them. */
function momentsOf(question: Question, facts: RuleFacts): Temporal.Instant[] {
  switch (question.from) {
    case 'contact':
    case 'payload':
    case 'profile':
      return daysOf(question, lookedAt(question, facts), facts)
    case 'event':
    case 'last-event': {
      const { name, where } = question
      const days = question.from === 'event' ? question.withinDays : question.days
      const ends =
        days === undefined
          ? []
          : eventsOf({ name, where: [] }, facts).map((each) => after(each.happenedAt, days))
      const within = where.flatMap((asked) =>
        facts.events
          .filter((event) => event.name === name)
          .flatMap(({ payload }) => daysOf(asked, find(payload, asked.key), facts)),
      )
      return [...ends, ...within]
    }
    case 'message': {
      const { withinDays } = question
      return withinDays === undefined
        ? []
        : mailsOf(question, facts).map(({ at }) => after(at, withinDays))
    }
    default:
      return []
  }
}

const after = (instant: Temporal.Instant, days: number) => instant.add({ hours: 24 * days })

/** Where the days begin on which the answer to a comparison may turn. */
function daysOf({ op, value }: Comparison, seen: unknown, facts: RuleFacts): Temporal.Instant[] {
  if (!isDayOperator(op)) return []
  const { zone, today } = hereOf(facts)
  const count = countOf(value)
  const moment = momentOf(comparable(textOf(seen) ?? ''), zone)
  if (count === null || !moment) return []
  const begin = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant()
  return turns(op, count, Temporal.PlainDate.from(moment.day), today()).map(begin)
}

function turns(op: DayOperator, count: number, day: Temporal.PlainDate, today: string) {
  switch (op) {
    case 'within-past':
      return [day, day.add({ days: count + 1 })]
    case 'within-next':
      return [day.subtract({ days: count }), day.add({ days: 1 })]
    case 'longer-ago':
      return [day.add({ days: count + 1 })]
    case 'further-ahead':
      return [day.subtract({ days: count })]
    case 'anniversary-within': {
      if (count >= 365) return []
      const { year } = Temporal.PlainDate.from(today)
      return [year - 1, year, year + 1, year + 2].flatMap((each) => {
        const anniversary = birthdayIn(each, day.month, day.day)
        return [anniversary.subtract({ days: count }), anniversary.add({ days: 1 })]
      })
    }
  }
}
