import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answer, api } from '../api.ts'
import { faceOf } from '../nodes/index.ts'
import { attributesQuery } from '../parts/attributes.ts'
import { type Names, noNames } from '../rules/names.ts'
import { useZone } from '../shell/me.ts'
import { type Language, useLanguage } from '../words.ts'
import { type Journey, journeyQuery } from './journey/data.ts'
import { journeysQuery } from './journeys/queries.ts'
import { segmentsQuery } from './segments/queries.ts'

const tagsQuery = { queryKey: ['tags'], queryFn: () => answer(api.tags.$get()) }
const topicsQuery = { queryKey: ['topics'], queryFn: () => answer(api.topics.$get()) }
const eventsQuery = {
  queryKey: ['events', 'names'],
  queryFn: () => answer(api.events.names.$get()),
  staleTime: 60_000,
}

/** The names of what rules speak of, as far as they are read. `within`: wherever the rules stand. */
export function useNames(within: unknown): Names {
  const language = useLanguage()
  const zone = useZone()
  const attributes = useQuery(attributesQuery).data?.attributes ?? null
  const tags = useQuery(tagsQuery).data?.tags ?? null
  const topics = useQuery(topicsQuery).data?.topics ?? null
  const segments = useQuery(segmentsQuery).data?.segments ?? null
  const events = useQuery(eventsQuery).data?.names
  const listed = useQuery(journeysQuery).data?.journeys ?? null
  const asked = useMemo(() => [...journeysWithin(within)], [within])
  const opened = useQueries({
    queries: asked.map((id) => ({ ...journeyQuery(id), staleTime: 60_000 })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  return useMemo(
    () => ({
      ...noNames,
      ...{ zone, attributes, tags, topics, segments },
      events: events?.map(({ name }) => name) ?? [],
      journeys:
        listed?.map(({ id, name }) => {
          const journey = opened.find((each) => each.id === id)
          return { id, name, ...(journey && { mails: mailsOf(journey, language, zone) }) }
        }) ?? null,
    }),
    [zone, attributes, tags, topics, segments, events, listed, opened, language],
  )
}

/** Journeys whose mails a rule asks about, wherever it stands: in a branch, an exit, a segment. Pure. */
function journeysWithin(value: unknown): Set<number> {
  if (typeof value !== 'object' || value === null) return new Set()
  const { from, journeyId } = value as { from?: unknown; journeyId?: unknown }
  const own = from === 'message' && typeof journeyId === 'number' ? [journeyId] : []
  return new Set([...own, ...Object.values(value).flatMap((each) => [...journeysWithin(each)])])
}

function mailsOf({ draft }: Journey, language: Language, zone: string) {
  const known = { settings: draft.settings, sources: null, names: { ...noNames, zone } }
  return draft.nodes
    .filter(({ type }) => type === 'send')
    .map((node) => ({
      nodeId: node.id,
      name: faceOf(node).words[language].title(node.data, known),
    }))
}
