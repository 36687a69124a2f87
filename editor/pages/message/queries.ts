import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'

/** One mail as it was sent, or as it stands while it is still open. */
export const messageQuery = (id: number) =>
  queryOptions({
    queryKey: ['message', id],
    queryFn: () => answer(api.messages[':id'].$get({ param: { id: String(id) } })),
  })

/** Mails that wait for somebody's decision. */
export const unknownQuery = queryOptions({
  queryKey: ['messages', 'unknown'],
  queryFn: () => answer(api.messages.$get({ query: { state: 'unknown' } })),
})
