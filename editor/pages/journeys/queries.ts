import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'
import { toastError } from '../../parts/toasts.tsx'

const readList = () => answer(api.journeys.$get())

/** Every journey with its figures, as the list shows them. */
export const journeysQuery = queryOptions({
  queryKey: ['journeys'],
  queryFn: readList,
  refetchInterval: 15_000,
})

export type JourneyRow = Awaited<ReturnType<typeof readList>>['journeys'][number]

const doings = {
  pause: (id: string) => api.journeys[':id'].pause.$put({ param: { id } }),
  resume: (id: string) => api.journeys[':id'].pause.$delete({ param: { id } }),
  archive: (id: string) => api.journeys[':id'].archive.$put({ param: { id } }),
  restore: (id: string) => api.journeys[':id'].archive.$delete({ param: { id } }),
  remove: (id: string) => api.journeys[':id'].$delete({ param: { id } }),
}
export type Doing = keyof typeof doings

/** What the list does to a journey; the list is read again before anybody is told. */
export function useDo() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, doing }: { id: number; doing: Doing }) =>
      answer<Response>(doings[doing](String(id))),
    onSuccess: () => queries.invalidateQueries({ queryKey: journeysQuery.queryKey }),
    onError: toastError,
  })
}

/** Makes a journey: an empty one, or with the graph of a file. */
export function useCreate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: { name: string; graph?: unknown }) => answer(api.journeys.$post({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: journeysQuery.queryKey }),
  })
}

export const readJourney = (id: number) =>
  answer(api.journeys[':id'].$get({ param: { id: String(id) } }))
