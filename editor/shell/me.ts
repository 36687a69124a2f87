import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { answer, api, meKey } from '../api.ts'

/** Who looks, at whose account, and where mail goes. */
export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: () => answer(api.me.$get()),
  staleTime: 60_000,
})

export type Me = Awaited<ReturnType<typeof answer<Awaited<ReturnType<typeof api.me.$get>>>>>

export const useMe = () => useQuery(meQuery)

/** Inside the shell somebody is always signed in; this is their account. */
export function useAccount() {
  const { data } = useSuspenseQuery(meQuery)
  return data.account
}

/** The account's time zone, in which all times are shown unless a page says otherwise. */
export const useZone = () => useAccount()?.zone ?? 'Asia/Tokyo'
