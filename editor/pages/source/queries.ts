import { queryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'

const param = (id: number) => ({ param: { id: String(id) } })

const readSources = () => answer(api.sources.$get())
const readSource = (id: number) => answer(api.sources[':id'].$get(param(id)))
const readLatest = (id: number) => answer(api.sources[':id'].events.$get(param(id)))
const readRequest = (id: number) => answer(api.requests[':id'].$get(param(id)))
const readRequests = (id: number, cursor: string | null) =>
  answer(
    api.sources[':id'].requests.$get({
      ...param(id),
      query: cursor === null ? {} : { cursor },
    }),
  )

export type SourceRow = Awaited<ReturnType<typeof readSources>>['sources'][number]
export type Source = Awaited<ReturnType<typeof readSource>>
export type RequestRow = Awaited<ReturnType<typeof readRequests>>['requests'][number]
export type RequestWhole = Awaited<ReturnType<typeof readRequest>>
export type SourceChange = Parameters<(typeof api.sources)[':id']['$patch']>[0]['json']

/** Every source, for lists and for the names that triggers carry. */
export const sourcesQuery = queryOptions({ queryKey: ['sources'], queryFn: readSources })

export const sourceQuery = (id: number) =>
  queryOptions({ queryKey: ['source', id], queryFn: () => readSource(id) })

/** What visitors of a website did lately. */
export const latestQuery = (id: number) =>
  queryOptions({
    queryKey: ['source', id, 'events'],
    queryFn: () => readLatest(id),
    refetchInterval: 3_000,
  })

export const requestQuery = (id: number) =>
  queryOptions({ queryKey: ['request', id], queryFn: () => readRequest(id) })

/** A source's posts, newest first, asked again while the page is in sight. */
export const useRequests = (id: number) =>
  useInfiniteQuery({
    queryKey: ['source', id, 'requests'],
    queryFn: ({ pageParam }) => readRequests(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 3_000,
  })

/** Runs one post again, and says what became of it. */
export function useReplay(id: number) {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.requests[':id'].replay.$post(param(id))),
    onSuccess: (request) => {
      client.setQueryData(requestQuery(id).queryKey, request)
      if (request.outcome === 'refused') {
        toastError({ title: say.refusedAgain, note: request.message ?? undefined })
      } else toast({ title: say.replayed })
      return client.invalidateQueries({ queryKey: ['source'] })
    },
    onError: toastError,
  })
}

/** Changes what is named; whatever shows the source shows the change. */
export function useChangeSource(id: number, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (json: SourceChange) => answer(api.sources[':id'].$patch({ ...param(id), json })),
    async onSuccess(source) {
      client.setQueryData(sourceQuery(id).queryKey, source)
      done?.()
      await client.invalidateQueries({ queryKey: ['sources'] })
    },
  })
}

export const words = {
  en: {
    replayed: 'It runs again with today’s settings.',
    refusedAgain: 'It was refused again.',
  },
  ja: {
    replayed: 'いまの設定で、もう一度実行しています。',
    refusedAgain: 'もう一度実行しましたが、受け付けられませんでした。',
  },
}
