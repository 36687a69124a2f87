import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
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
