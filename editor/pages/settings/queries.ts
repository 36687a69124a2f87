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

const readWebhooks = () => answer(api.webhooks.$get())
/** Read again now and then: a webhook may close by itself. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: readWebhooks,
  refetchInterval: 5_000,
})
export type Webhook = Awaited<ReturnType<typeof readWebhooks>>['webhooks'][number]

const readCalls = (id: number, cursor: string | null) =>
  answer(
    api.webhooks[':id'].calls.$get({
      param: { id: String(id) },
      query: { limit: '20', ...(cursor !== null && { cursor }) },
    }),
  )

/** What one webhook was told of, newest first; read again soon while something waits. */
export const callsQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', id, 'calls'],
    queryFn: ({ pageParam }) => readCalls(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.calls.some((call) => call.state === 'waiting') ? 2_000 : 10_000,
  })
export type Call = Awaited<ReturnType<typeof readCalls>>['calls'][number]

export const eventNamesQuery = queryOptions({
  queryKey: ['events', 'names'],
  queryFn: () => answer(api.events.names.$get()),
  staleTime: 60_000,
})
