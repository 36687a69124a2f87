import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SendData } from '../../server/engine/nodes/send.ts'
import { answer, api } from '../api.ts'

const QUIET_MS = 400

/** The mail as one contact would get it, made by the server a moment after the last keystroke. */
export function usePreview(data: SendData, contactId: number | null) {
  const { subject, preheader, html, text } = data
  const [parts] = useDebouncedValue(
    JSON.stringify({ subject, preheader, html, text, class: data.class }),
    QUIET_MS,
  )
  return useQuery({
    queryKey: ['liquid', parts, contactId],
    queryFn: () =>
      answer(
        api.liquid.$post({
          json: { ...JSON.parse(parts), ...(contactId === null ? {} : { contactId }) },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

export type Preview = NonNullable<ReturnType<typeof usePreview>['data']>
