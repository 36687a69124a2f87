import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { answer, api } from '../../api.ts'
import { language } from '../../words.ts'

const one = api.exports[':id']

export type Export = InferResponseType<typeof one.$get, 200>
export type Wanted = InferRequestType<typeof api.exports.$post>['json']
export type Column = Wanted['columns'][number]

export const exportsKey = ['exports']

/** An export that was just asked for: how far it is shows while the browser fetches the file. */
export const exportQuery = (id: number, fetching: boolean) =>
  queryOptions({
    queryKey: [...exportsKey, id],
    queryFn: () => answer(one.$get({ param: { id: String(id) } })),
    refetchInterval: ({ state: { data } }) => (fetching && !data?.fetchedAt ? 1_000 : false),
    // The browser may have brought its own window for the file to the front.
    refetchIntervalInBackground: true,
  })

/** Asks for contacts as a file. */
export function useExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (json: Wanted) => answer(api.exports.$post({ json })),
    onSuccess: (made) => {
      client.setQueryData([...exportsKey, made.id], made)
      void client.invalidateQueries({ queryKey: exportsKey, exact: true })
    },
  })
}

/** Where a file lies, headed in the reader's language. */
export const addressOf = (url: string) => `${url}?lang=${language()}`
