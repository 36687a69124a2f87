import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer, api, meKey } from '../api.ts'

const readMe = () => answer(api.me.$get())
export type Me = Awaited<ReturnType<typeof readMe>>

/** Who looks, at whose account, and where mail goes. */
export const meQuery = queryOptions({ queryKey: meKey, queryFn: readMe, staleTime: 60_000 })

export const useMe = () => useQuery(meQuery)

/** Whether the server will let us: what it would refuse says so before anything is filled in. */
export const useMay = (wanted: `${string}:${'read' | 'write'}`) => {
  const { data } = useMe()
  return !data || data.scopes.some((each) => each === '*' || each === wanted)
}

/** The account's time zone, in which all times are shown unless a page says otherwise. */
export const useZone = () => useMe().data?.account?.zone ?? 'Asia/Tokyo'
