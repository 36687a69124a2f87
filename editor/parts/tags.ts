import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'

/** All tags by name. */
export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: () => answer(api.tags.$get()),
})

/** What contacts may want mail about, in the order they were made. */
export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: () => answer(api.topics.$get()),
})
