import { questionsOf, type Rule } from './rule.ts'

/** What a rule needs to know beside the contact's row and the payload. */
export type Asks = {
  events: ReadonlySet<string>
  segments: ReadonlySet<number>
  journeys: ReadonlySet<number>
  mails: boolean
  suppressed: boolean
}

/** What a rule needs, so that facts are loaded in bulk and only where they are asked for. Pure. */
export function asks(rule: Rule): Asks {
  const questions = questionsOf(rule)
  const from = (name: (typeof questions)[number]['from']) =>
    questions.some((each) => each.from === name)
  return {
    events: new Set(
      questions.flatMap((each) =>
        each.from === 'event' || each.from === 'last-event' ? [each.name] : [],
      ),
    ),
    segments: new Set(
      questions.flatMap((each) => (each.from === 'segment' ? (each.segmentId ?? []) : [])),
    ),
    journeys: new Set(
      questions.flatMap((each) => (each.from === 'journey' ? (each.journeyId ?? []) : [])),
    ),
    mails: from('message'),
    suppressed: from('suppression'),
  }
}

/** What several rules need together. Pure. */
export const asksOfAll = (all: readonly Asks[]): Asks => ({
  events: new Set(all.flatMap((each) => [...each.events])),
  segments: new Set(all.flatMap((each) => [...each.segments])),
  journeys: new Set(all.flatMap((each) => [...each.journeys])),
  mails: all.some((each) => each.mails),
  suppressed: all.some((each) => each.suppressed),
})
