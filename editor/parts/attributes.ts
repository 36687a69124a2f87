import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'

const readAttributes = () => answer(api.attributes.$get())

/** All attributes that have a type: those everybody has, then the account's own in their order. */
export const attributesQuery = queryOptions({
  queryKey: ['attributes'],
  queryFn: readAttributes,
  staleTime: 60_000,
})

export type Definition = Awaited<ReturnType<typeof readAttributes>>['attributes'][number]
