import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'

const readList = () => answer(api.journeys.$get())

/** Every journey with its figures, as the list shows them. */
export const journeysQuery = queryOptions({
  queryKey: ['journeys'],
  queryFn: readList,
  refetchInterval: 15_000,
})

export type JourneyRow = Awaited<ReturnType<typeof readList>>['journeys'][number]

/** Whether it can be chosen where people are entered by hand: one by one, many, or with a file. Pure. */
export const takesByHand = ({ state, byHand }: JourneyRow) => state === 'live' && byHand

/** Makes a journey: an empty one, or with the graph of a file. */
export function useCreate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: { name: string; graph?: unknown }) => answer(api.journeys.$post({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: journeysQuery.queryKey }),
  })
}

export const journeyKey = (id: number) => ['journey', id] as const

export const readJourney = (id: number) =>
  answer(api.journeys[':id'].$get({ param: { id: String(id) } }))
