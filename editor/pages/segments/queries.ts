import { queryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import type { Rule } from '../../../server/engine/rule.ts'
import { answer, api } from '../../api.ts'

const param = (id: number) => ({ param: { id: String(id) } })

const readSegments = async () => {
  const { segments } = await answer(api.segments.$get({ query: {} }))
  return { segments: segments.map(whole) }
}
const readSegment = async (id: number) => whole(await answer(api.segments[':id'].$get(param(id))))
const readPeople = (id: number, cursor: string | null) =>
  answer(
    api.segments[':id'].contacts.$get({ ...param(id), query: cursor === null ? {} : { cursor } }),
  )

const readUses = (id: number) => answer(api.segments[':id'].uses.$get(param(id)))

type Read = InferResponseType<(typeof api.segments)[':id']['$get'], 200>
export type Segment = Omit<Read, 'rule'> & { rule: Rule | null }
export type Uses = Awaited<ReturnType<typeof readUses>>
export type Person = Awaited<ReturnType<typeof readPeople>>['contacts'][number]
export type SegmentChange = Parameters<(typeof api.segments)[':id']['$patch']>[0]['json']

/** Every segment that is not archived, for the list and for the names that rules speak of. */
export const segmentsQuery = queryOptions({ queryKey: ['segments'], queryFn: readSegments })

/** Read again soon while one is built; seldom after, for reading them counts everybody in each. */
export const watchedSegmentsQuery = queryOptions({
  ...segmentsQuery,
  refetchInterval: ({ state }) =>
    state.data?.segments.some((segment) => segment.state === 'building') ? 3_000 : 60_000,
})

/** Asked again while it is built, and slowly after: people enter and leave by themselves. */
export const segmentQuery = (id: number) =>
  queryOptions({
    queryKey: ['segment', id],
    queryFn: () => readSegment(id),
    refetchInterval: ({ state }) => (state.data?.state === 'building' ? 1_000 : 10_000),
  })

/** Read again soon while those shown are not as many as were counted. */
export const usePeople = ({ id, count, state: stands }: Segment) =>
  useInfiniteQuery({
    queryKey: ['segment', id, 'contacts'],
    queryFn: ({ pageParam }) => readPeople(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? []
      const shown = pages.reduce((sum, page) => sum + page.contacts.length, 0)
      const isOld = stands === 'building' || (!pages.at(-1)?.next && shown !== count)
      return isOld ? 2_000 : 30_000
    },
  })

/** What asks about a segment: asked before it is archived. */
export const usesQuery = (id: number) =>
  queryOptions({
    queryKey: ['segment', id, 'uses'],
    queryFn: () => readUses(id),
  })

/** Does something to a segment that answers with it; whatever shows the segment shows the change. */
export function useSegmentAct<Told>(id: number, act: (told: Told) => Promise<Segment>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (segment) => client.setQueryData(segmentQuery(id).queryKey, segment),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['segment', id] }),
        client.invalidateQueries({ queryKey: ['segments'] }),
      ]),
  })
}

export const changeSegment = (id: number) => async (json: SegmentChange) =>
  whole(await answer(api.segments[':id'].$patch({ ...param(id), json })))

export const setArchived = (id: number) => async (archived: boolean) => {
  const route = api.segments[':id'].archive
  return whole(await (archived ? answer(route.$put(param(id))) : answer(route.$delete(param(id)))))
}

/** Types of JSON lose what holds itself: a rule within a rule. */
function whole(read: Read): Segment {
  return { ...read, rule: read.rule as Rule | null }
}
