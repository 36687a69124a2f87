import { keepPreviousData, queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'
import { type Listing, queryOf } from './listing.ts'

/** One more page is asked for long before its rows come into sight. */
const PAGE = '100'

/** Contacts page by page; those before stay in sight while the next question is answered. */
export function useContacts(listing: Listing) {
  const query = queryOf(listing)
  return useInfiniteQuery({
    queryKey: ['contacts', query],
    queryFn: ({ pageParam }) =>
      answer(
        api.contacts.$get({
          query: { ...query, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

export type ContactRow = NonNullable<
  ReturnType<typeof useContacts>['data']
>['pages'][number]['contacts'][number]

/** Questions to the list that were kept under a name. */
export const viewsQuery = queryOptions({
  queryKey: ['contact-views'],
  queryFn: () => answer(api['contact-views'].$get()),
})

const readActs = () => answer(api['bulk-acts'].$get())

/** Acts on many, newest first; read each second while one goes on. */
export const actsQuery = queryOptions({
  queryKey: ['bulk-acts'],
  queryFn: readActs,
  refetchInterval: ({ state }) => (state.data?.bulkActs.some(isOpen) ? 1_000 : 15_000),
})

export type BulkAct = Awaited<ReturnType<typeof readActs>>['bulkActs'][number]

/** Whether there is still something to come. Pure. */
export const isOpen = ({ state }: Pick<BulkAct, 'state'>) =>
  state === 'waiting' || state === 'running'
