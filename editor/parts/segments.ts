import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'

/** All segments by name, with how many are in. */
export const segmentsQuery = queryOptions({
  queryKey: ['segments'],
  queryFn: () => answer(api.segments.$get({ query: {} })),
})
