/** All that a rule may ask about one contact, loaded in bulk beforehand: see `asks`. */
export type RuleFacts = Known & { now: Temporal.Instant }

export type Known = {
  contact: ContactFacts
  /** What came with the trigger. */
  payload: Record<string, unknown>
  /** Of the names that are asked about, the newest of each: see `LOOKED_BACK`. */
  events: readonly EventFact[]
  mails: readonly MailFact[]
  /** The segments, of those asked about, that the contact is in. */
  segments: ReadonlySet<number>
  /** The journeys, of those asked about, that the contact walks, has entered or completed. */
  journeys: JourneyFacts
}

export type ContactFacts = {
  email: string
  /** The contact's, else the account's: the one their days begin in. */
  zone: string
  language: 'ja' | 'en' | null
  createdAt: Temporal.Instant
  attributes: Record<string, unknown>
  /** Ids. */
  tags: readonly number[]
  topics: readonly number[]
  consent: 'given' | 'withdrawn' | null
  suppressed: boolean
}

export type EventFact = {
  name: string
  happenedAt: Temporal.Instant
  payload: Record<string, unknown>
}

/** What became of a mail, and when. */
export type MailFact = {
  did: 'sent' | 'opened' | 'clicked' | 'bounced'
  journeyId: number | null
  nodeId: string | null
  at: Temporal.Instant
}

export type JourneyFacts = {
  walking: ReadonlySet<number>
  entered: ReadonlySet<number>
  completed: ReadonlySet<number>
}

/** So many events of one name are looked at, the newest by when they happened: one more than can be asked for. */
export const LOOKED_BACK = 1001

/** The lazy part of facts where nothing of it is asked for. */
export const nothingHappened: Pick<Known, 'events' | 'mails' | 'segments' | 'journeys'> = {
  events: [],
  mails: [],
  segments: new Set(),
  journeys: { walking: new Set(), entered: new Set(), completed: new Set() },
}

/** Facts of somebody of whom only a payload is known. Pure. */
export const onlyPayload = (
  payload: Record<string, unknown>,
  { now, zone }: { now: Temporal.Instant; zone: string },
): RuleFacts => ({
  ...nothingHappened,
  now,
  payload,
  contact: {
    email: '',
    zone,
    language: null,
    createdAt: now,
    attributes: {},
    tags: [],
    topics: [],
    consent: null,
    suppressed: false,
  },
})
