import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'

const readAccount = () => answer(api.account.$get())

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: readAccount,
  // A form stands on it: it is not read anew under the hand of whoever fills it in.
  refetchOnWindowFocus: false,
})

export type AccountRow = Awaited<ReturnType<typeof readAccount>>

const readKeys = () => answer(api['api-keys'].$get())
export const keysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: readKeys })
export type ApiKey = Awaited<ReturnType<typeof readKeys>>['keys'][number]

const readAudit = (cursor: string | null) =>
  answer(api.audit.$get({ query: cursor === null ? {} : { cursor } }))

/** Newest first, page after page. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) => readAudit(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
})
export type AuditEntry = Awaited<ReturnType<typeof readAudit>>['entries'][number]
