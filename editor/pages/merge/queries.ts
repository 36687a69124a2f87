import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'

export type Pair = { into: number; from: number }

const readPreview = ({ into, from }: Pair) =>
  answer(
    api.contacts[':id'].merge.$get({
      param: { id: String(into) },
      query: { with: String(from) },
    }),
  )

export type Preview = Awaited<ReturnType<typeof readPreview>>

/** What merging these two would do; the answer before stays in sight while they trade places. */
export const previewQuery = (pair: Pair) =>
  queryOptions({
    queryKey: ['merge', pair.into, pair.from],
    queryFn: () => readPreview(pair),
    placeholderData: keepPreviousData,
  })

/** The few that a search finds first. */
export const foundQuery = (search: string) =>
  queryOptions({
    queryKey: ['contacts', 'to-merge', search],
    queryFn: () => answer(api.contacts.$get({ query: { limit: '20', ...(search && { search }) } })),
    placeholderData: keepPreviousData,
  })
