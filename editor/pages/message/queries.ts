import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'

const readMessage = (id: number) => answer(api.messages[':id'].$get({ param: { id: String(id) } }))
const readOpen = (state: 'unknown' | 'held') => answer(api.messages.$get({ query: { state } }))

export type Message = Awaited<ReturnType<typeof readMessage>>
export type OpenMessage = Awaited<ReturnType<typeof readOpen>>['messages'][number]

/** One mail as it was sent, or as it stands while it is still open. */
export const messageQuery = (id: number) =>
  queryOptions({ queryKey: ['message', id], queryFn: () => readMessage(id) })

/** Mails that wait: `unknown` for somebody's decision, `held` for their reason to go away. */
export const openMessagesQuery = (state: 'unknown' | 'held') =>
  queryOptions({
    queryKey: ['messages', state],
    queryFn: () => readOpen(state),
    refetchInterval: 5_000,
  })
