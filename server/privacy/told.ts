import type { Graph } from '../engine/graph.ts'
import { words as bases } from '../words/bases.ts'
import { words as eventWords } from '../words/events.ts'
import { words as files } from '../words/exports.ts'
import type { Desk } from './desk.ts'

type Fields = Record<string, unknown>

/** What happened; a shop's own event by the name the shop gave it. Pure. */
export const eventTold = (name: string, { language }: Desk): string =>
  wordOf(eventWords[language], name)

/** Where something came from, without the names of those who work here. Pure. */
export function originTold(origin: string, { say, names }: Desk): string {
  const [head = '', tail] = origin.split('/')
  const [kind = '', id] = head.split(':')
  const { source, import: file, ...plain } = say.origins
  const name = { source: names.sources, import: names.imports }[kind]?.get(Number(id))
  const told = name ? (kind === 'source' ? source : file)(name) : wordOf(plain, kind)
  return tail === 'undone' ? say.undone(told) : told
}

/** What came with an event of ours, by names and words; with one of a shop's, as it came. Pure. */
export function contentTold(name: string, payload: Fields, desk: Desk): Fields {
  if (!Object.hasOwn(eventWords.en, name) || name === 'source.received') return payload
  // A tag stands there with its name, a mail with its number.
  const { tagId: _, nodeId: __, ...rest } = payload
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => fieldTold(key, value, desk) ?? [key, value]),
  )
}

function fieldTold(key: string, value: unknown, desk: Desk): [string, unknown] | null {
  const { say, names, language } = desk
  const text = String(value)
  const known: Record<string, () => [string, unknown]> = {
    basis: () => [say.basis, wordOf(bases[language], text)],
    topicId: () => [say.topic, names.topics.get(Number(value)) ?? value],
    segmentId: () => [say.segment, names.segments.get(Number(value)) ?? value],
    journeyId: () => [say.journey, names.journeys.get(Number(value)) ?? value],
    name: () => [say.tag, value],
    tags: () => [say.tags, value],
    consent: () => [say.consents, value ? say.yes : say.no],
    note: () => [say.note, value],
    url: () => [say.link, value],
    from: () => [say.otherContact, value],
    messageId: () => [say.mailId, value],
    added: () => [say.added, value ? say.yes : say.no],
    liftsOptOut: () => [say.liftsOptOut, value ? say.yes : say.no],
    way: () => [say.ways.label, wordOf(say.ways, text)],
    reason: () => [say.reason, wordOf({ ...files[language].suppressed, ...say.refused }, text)],
    fields: () => [say.changed, [value].flat().map((each) => fieldName(String(each), desk))],
  }
  return Object.hasOwn(known, key) ? known[key]!() : null
}

const fieldName = (key: string, { say, names }: Desk) =>
  names.attributes.get(key) ?? wordOf({ language: say.language, zone: say.zone }, key)

/** Which way out of a step was taken; null: it has only one. Pure. */
export function exitTold(
  out: string | null,
  node: Graph['nodes'][number] | undefined,
  { say }: Desk,
): string | null {
  const branches = node?.data.branches
  if (out === null || !Array.isArray(branches)) return null
  const taken = branches.find((branch: { id?: unknown; name?: unknown }) => branch?.id === out)
  return taken ? String(taken.name || out) : say.otherwise
}

/** The word for a stored name; the name itself where there is none. Pure. */
export const wordOf = (table: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(table, name) ? table[name]! : name
