import { queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { answer, api } from '../../api.ts'

/** Whose mails are shown, as it stands in the URL; null: everybody's. */
export type Whose = { journeyId: string | null; contactId: string | null }

export function useWhose(): Whose & { all: () => void } {
  const [params, setParams] = useSearchParams()
  return {
    journeyId: params.get('journeyId'),
    contactId: params.get('contactId'),
    all: () => setParams({}, { replace: true }),
  }
}

const readMails = ({ journeyId, contactId }: Whose, cursor: string | null) =>
  answer(
    api.mailbox.$get({
      query: {
        ...(journeyId && { journeyId }),
        ...(contactId && { contactId }),
        ...(cursor !== null && { cursor }),
      },
    }),
  )
const readMail = (id: number) => answer(api.mailbox[':id'].$get({ param: { id: String(id) } }))

export type MailRow = Awaited<ReturnType<typeof readMails>>['mails'][number]
export type Mail = Awaited<ReturnType<typeof readMail>>

/** Caught mails, newest first, asked again while the page is in sight. */
export const useMails = ({ journeyId, contactId }: Whose) =>
  useInfiniteQuery({
    queryKey: ['mailbox', journeyId, contactId],
    queryFn: ({ pageParam }) => readMails({ journeyId, contactId }, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 3_000,
  })

export const mailQuery = (id: number) =>
  queryOptions({
    queryKey: ['mail', id],
    queryFn: () => readMail(id),
    // What was caught never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
