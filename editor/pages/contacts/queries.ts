import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { answer, api } from '../../api.ts'

/** What is searched for, as it stands in the URL. */
export function useSearch(): [string, (search: string) => void] {
  const [params, setParams] = useSearchParams()
  const set = (search: string) =>
    setParams(search ? { search } : {}, { replace: true, preventScrollReset: true })
  return [params.get('search') ?? '', set]
}

/** Contacts in pages of fifty; those before stay in sight while the next search is answered. */
export function useContacts(search: string) {
  return useInfiniteQuery({
    queryKey: ['contacts', search],
    queryFn: ({ pageParam }) =>
      answer(
        api.contacts.$get({
          query: {
            ...(search && { search }),
            ...(pageParam !== null && { cursor: pageParam }),
          },
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
