import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { ApiError, answer, api } from '../../api.ts'
import { language } from '../../words.ts'

const one = api.imports[':id']
const param = (id: number) => ({ param: { id: String(id) } })
const busy = ['waiting', 'running', 'undoing']

/** An import as it stands; asked again each second while a worker has it. */
export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => answer(one.$get(param(id))),
    refetchInterval: ({ state: { data } }) => (data && busy.includes(data.state) ? 1_000 : false),
  })

export type Import = InferResponseType<typeof one.$get, 200>

export const previewQuery = (id: number, reading: unknown) =>
  queryOptions({
    queryKey: ['imports', id, 'preview', reading],
    queryFn: () => answer(one.preview.$get(param(id))),
  })

export type Preview = InferResponseType<typeof one.preview.$get, 200>

/** What the first rows say under a mapping; the last answer stays while the next one comes. */
export const judgingQuery = (
  id: number,
  reading: unknown,
  { columns, mode, empty }: Pick<PlanInput, 'columns' | 'mode' | 'empty'>,
) =>
  queryOptions({
    queryKey: ['imports', id, 'judging', reading, columns, mode, empty],
    queryFn: () => answer(one.judging.$post({ ...param(id), json: { columns, mode, empty } })),
    placeholderData: keepPreviousData,
  })

export type Judging = InferResponseType<typeof one.judging.$post, 200>

/** What would become of the file by the plan that is kept; asked anew each time. */
export const forecastQuery = (id: number) =>
  queryOptions({
    queryKey: ['imports', id, 'forecast'],
    queryFn: () => answer(one.forecast.$get(param(id))),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })

export type Forecast = InferResponseType<typeof one.forecast.$get, 200>

/** The first rows that were refused; more come while it runs. */
export const refusedQuery = (id: number, count: number) =>
  queryOptions({
    queryKey: ['imports', id, 'refused', Math.min(count, 10)],
    queryFn: () => answer(one.refused.$get(param(id))),
    placeholderData: keepPreviousData,
  })

export type PlanInput = InferRequestType<typeof one.plan.$put>['json']
export type Target = PlanInput['columns'][number]
export type ReadingChange = InferRequestType<typeof one.$patch>['json']

export type Step =
  | { do: 'read'; reading: ReadingChange }
  | { do: 'plan'; plan: PlanInput }
  | { do: 'run' | 'cancel' | 'undo' }

/** Whatever is done to an import; the page shows what came of it. */
export function useStep(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: Step) => {
      switch (step.do) {
        case 'read':
          return answer(one.$patch({ ...param(id), json: step.reading }))
        case 'plan':
          return answer(one.plan.$put({ ...param(id), json: step.plan }))
        case 'run':
          return answer(one.run.$post(param(id)))
        case 'cancel':
          return answer(one.run.$delete(param(id)))
        default:
          return answer(one.undoing.$post(param(id)))
      }
    },
    onSuccess: (next) => {
      client.setQueryData(importQuery(id).queryKey, next)
      void client.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
}

/** Sends a file and says how far it is; `fetch` cannot. @throws ApiError */
export function sendFile(file: File, onProgress: (share: number) => void): Promise<{ id: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports?fileName=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Accept-Language', language())
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onload = () =>
      request.status === 201
        ? resolve(request.response)
        : reject(new ApiError(request.status, request.response))
    request.onerror = () => reject(new ApiError(0, null))
    request.send(file)
  })
}
