import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => answer(api.account.$get()),
})

export type AccountRow = Awaited<ReturnType<typeof readAccount>>
const readAccount = () => answer(api.account.$get())

const readKeys = () => answer(api['api-keys'].$get())
export const keysQuery = queryOptions({ queryKey: ['api-keys'], queryFn: readKeys })
export type ApiKey = Awaited<ReturnType<typeof readKeys>>['keys'][number]

const readAudit = (before: number | null) =>
  answer(api.audit.$get({ query: before === null ? {} : { before: String(before) } }))

/** Newest first, page after page. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) => readAudit(pageParam),
  initialPageParam: null as number | null,
  getNextPageParam: ({ next }) => next,
})
export type AuditEntry = Awaited<ReturnType<typeof readAudit>>['entries'][number]
