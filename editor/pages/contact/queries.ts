import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Walk } from '../../../server/timeline/shape.ts'
import { answer, api } from '../../api.ts'
import { useFormat } from '../../parts/when.tsx'
import { useLanguage } from '../../words.ts'
import type { Telling } from './tell.ts'

const param = (id: number) => ({ param: { id: String(id) } })

export const contactQuery = (id: number) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: () => answer(api.contacts[':id'].$get(param(id))),
  })

export type Contact = Awaited<
  ReturnType<typeof answer<Awaited<ReturnType<(typeof api.contacts)[':id']['$get']>>>>
>

/** Asked again every two seconds while the page is in sight: the timeline grows by itself. */
export const timelineQuery = (id: number) =>
  queryOptions({
    queryKey: ['contact', id, 'timeline'],
    queryFn: () => answer(api.contacts[':id'].timeline.$get(param(id))),
    refetchInterval: 2_000,
  })

/** Every source, for the names that triggers carry. */
export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: () => answer(api.sources.$get()),
})

/** What telling the timeline needs beside its entries. */
export function useTelling(walks: readonly Walk[]): Telling {
  const language = useLanguage()
  const format = useFormat()
  const { data } = useQuery(sourcesQuery)
  const sources = data?.sources ?? null
  return useMemo(() => ({ language, format, sources, walks }), [language, format, sources, walks])
}
