import type { Asked, Entry, Hand, Walk } from '../../../server/timeline/shape.ts'
import { words as eventWords } from '../../../server/words/events.ts'
import type { Format } from '../../format.ts'
import { ruleSentence } from '../../rules/sentence.ts'
import { words } from './entry-words.ts'
import { nodeWords, type Speech } from './node-words.ts'
import { zoneName } from './zone.ts'

type EventEntry = Extract<Entry, { kind: 'event' }>
type WaitEntry = Extract<Entry, { kind: 'waiting' | 'over' }>

export type Telling = Speech & { format: Format; walks: readonly Walk[] }

/** The bold fact of an entry. Pure. */
export function factOf(entry: Entry, telling: Telling): string {
  const say = words[telling.language]
  const journey = entry.journeyName ?? ''
  const node = titleOf(entry, telling)
  switch (entry.kind) {
    case 'entered':
      return enteredFact(entry, telling)
    case 'waiting':
      return say.waiting(telling.format.dateTime(entry.until))
    case 'waited':
      return say.waited(node)
    case 'over':
      return say.over(node, telling.format.dateTime(entry.until))
    case 'branched':
      return say.branched(node, outOf(entry, telling))
    case 'message':
      return say.message[entry.message.state as keyof typeof say.message] ?? entry.message.state
    case 'ended':
      if (entry.reason === 'merged') return say.mergedAway(entry.other, journey)
      if (entry.hand) return say.takenOut(handOf(entry.hand, telling), journey)
      return say.ended[entry.as](journey)
    case 'moved':
      return say.moved(
        handOf(entry.hand, telling),
        journey,
        nodeTitle(entry, entry.toNodeId, telling),
      )
    case 'failed':
      return isStopped(entry, telling.walks) ? say.failed(node) : say.failing(node)
    case 'event':
      return eventFact(entry, telling)
  }
}

/** Whether an error has stopped its walk for good; until then it is tried again by itself. Pure. */
export const isStopped = (entry: Entry, walks: readonly Walk[]) =>
  walks.some(({ enrollmentId, state }) => enrollmentId === entry.enrollmentId && state === 'failed')

/** What stands in grey beside the fact; null: nothing. Pure. */
export function asideOf(entry: Entry, telling: Telling): string | null {
  const say = words[telling.language]
  if (entry.kind === 'message' && entry.message.state === 'caught') return say.notReallySent
  if (entry.kind !== 'event' || receivedAt(entry, telling)) return null
  return whoOf(entry.by, entry.byName, telling)
}

/** Why a wait lasts until then: from when, how long, by whose clock. Pure. */
export function waitReason(entry: WaitEntry, telling: Telling): string {
  const { language, format } = telling
  const { since } = words[language]
  const unit = entry.unit as keyof typeof since
  return (
    since[unit]?.(sinceWords(entry, format), entry.amount, zoneName(entry.zone, language)) ?? ''
  )
}

/** Why an event happened, where somebody said so or we know; null: what came with it says more. Pure. */
export function eventReason(event: EventEntry, telling: Telling): string | null {
  const { name, payload } = event
  if (typeof payload.note === 'string') return payload.note
  const { refused, way, wayFrom, tag } = words[telling.language]
  // The fact says it all; of a consent the evidence stands beside.
  if (Object.hasOwn(tag, name) || name.startsWith('contact.consent')) return ''
  if (name === 'contact.merged') return ''
  if (name === 'entry.refused') {
    return payload.reason === 'walking' ? refused.walking : refused.before
  }
  if (name === 'message.clicked' || name === 'message.opened') return readReason(event, telling)
  if (name !== 'contact.unsubscribed' && name !== 'contact.resubscribed') return null
  if (payload.way === 'import') return words[telling.language].imports
  const by = payload.way === 'one-click' ? 'one-click' : 'page'
  const journey = journeyOf(event, telling)
  return journey ? wayFrom[by](journey) : way[by]
}

/** In which mail, and whether it was a machine; '' where nothing is to be said. */
function readReason(event: EventEntry, telling: Telling): string {
  const { of, proxy } = words[telling.language].readMail
  const journey = journeyOf(event, telling)
  const parts = [journey && of(journey), event.payload.agent === 'proxy' && proxy].filter(Boolean)
  return parts.join(telling.language === 'ja' ? '' : ' ')
}

/** A question of a branch as a sentence. Pure. */
export function questionSentence(looked: Asked['looked'][number], { language, names }: Speech) {
  return ruleSentence({ join: 'all', questions: [looked] }, language, names)
}

/** What the node of an entry is called. Pure. */
export function titleOf(entry: Entry, telling: Telling): string {
  return nodeTitle(entry, entry.nodeId, telling) || (entry.nodeName ?? '')
}

function nodeTitle({ enrollmentId }: Entry, nodeId: string | null, telling: Telling): string {
  const walk = walkOf(enrollmentId, telling)
  return (walk && nodeId && nodeWords(walk.graph, nodeId, telling)?.title) || ''
}

const walkOf = (enrollmentId: number | null, { walks }: Telling) =>
  walks.find((each) => each.enrollmentId === enrollmentId)

/** To the second, so that the arithmetic can be followed; the day where it is another one. */
function sinceWords({ since, at }: { since: string; at: string }, format: Format): string {
  return format.date(since) === format.date(at) ? format.time(since, true) : format.moment(since)
}

function outOf(entry: Extract<Entry, { kind: 'branched' }>, telling: Telling): string {
  return (
    wordsOf(entry, telling)?.out(entry.out) ?? entry.outName ?? words[telling.language].otherwise
  )
}

function enteredFact(entry: Extract<Entry, { kind: 'entered' }>, telling: Telling): string {
  const { entered: say, mailed, confirming } = words[telling.language]
  if (walkOf(entry.enrollmentId, telling)?.journeyKind === 'mail') {
    const by = whoOf(entry.origin, entry.originName, telling)
    return by && entry.origin.startsWith('source:') ? confirming(by) : mailed(by)
  }
  const journey = entry.journeyName ?? ''
  const [by] = entry.origin.split(':')
  const name = entry.originName
  if (!name) return say.plain(journey)
  if (by === 'source' || by === 'member' || by === 'key') return say[by](name, journey)
  return say.plain(journey)
}

const handOf = ({ actor, name }: Hand, telling: Telling) => whoOf(actor, name, telling)

/** Whose hand or door something came through; only people are called by a title. */
function whoOf(origin: string, name: string | null, { language }: Telling): string | null {
  const { who } = words[language]
  const [kind = ''] = origin.split(':')
  return name && Object.hasOwn(who, kind) ? who[kind as keyof typeof who](name) : null
}

function eventFact(event: EventEntry, telling: Telling): string {
  const { name } = event
  const say = words[telling.language]
  if (name === 'message.clicked') return say.clicked(String(event.payload.url))
  if (name === 'entry.refused') return say.notEntered(journeyOf(event, telling))
  const received = receivedAt(event, telling)
  if (received) return say.received[received.kind](received.name)
  if (name === 'contact.imported') return say.imported(event.payload.added === true)
  if (name === 'contact.merged' && event.other) return say.mergedIn(event.other)
  const tag = event.payload.name
  if (Object.hasOwn(say.tag, name) && typeof tag === 'string')
    return say.tag[name as keyof typeof say.tag](tag)
  const known: Readonly<Record<string, string>> = eventWords[telling.language]
  return Object.hasOwn(known, name) ? known[name]! : say.otherEvent(name)
}

/** Where a post came in; null: it is none, or nothing is known of the place. */
function receivedAt(event: EventEntry, { sources }: Telling) {
  if (event.name !== 'source.received') return null
  return sources?.find(({ id }) => event.by === `source:${id}`) ?? null
}

/** The journey that came with an event, by its name; '' where the contact never walked it. */
const journeyOf = ({ payload }: EventEntry, { walks }: Telling) =>
  walks.find(({ journeyId }) => journeyId === payload.journeyId)?.journeyName ?? ''

function wordsOf(entry: Entry, telling: Telling) {
  const walk = walkOf(entry.enrollmentId, telling)
  return walk && entry.nodeId ? nodeWords(walk.graph, entry.nodeId, telling) : null
}
