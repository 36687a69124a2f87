import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Walk } from '../../../server/timeline/shape.ts'
import { answer, api } from '../../api.ts'
import { useFormat } from '../../parts/when.tsx'
import { useLanguage } from '../../words.ts'
import { sourcesQuery } from '../source/queries.ts'
import { useNames } from '../use-names.ts'
import type { Telling } from './tell.ts'

const param = (id: number) => ({ param: { id: String(id) } })

const REFRESH_MS = 2_000

const readContact = (id: number) => answer(api.contacts[':id'].$get(param(id)))
const readTimeline = (id: number) => answer(api.contacts[':id'].timeline.$get(param(id)))

export type Contact = Awaited<ReturnType<typeof readContact>>

/** Asked again as often as the timeline, so that the head says nothing older. */
export const contactQuery = (id: number) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: () => readContact(id),
    refetchInterval: REFRESH_MS,
  })

/** Asked again while the page is in sight: the timeline grows by itself. */
export const timelineQuery = (id: number) =>
  queryOptions({
    queryKey: ['contact', id, 'timeline'],
    queryFn: () => readTimeline(id),
    refetchInterval: REFRESH_MS,
  })

const readConsents = (id: number) => answer(api.contacts[':id'].consents.$get(param(id)))
export type Consent = Awaited<ReturnType<typeof readConsents>>['consents'][number]

/** Every consent and withdrawal on record, newest first. */
export const consentsQuery = (id: number) =>
  queryOptions({ queryKey: ['contact', id, 'consents'], queryFn: () => readConsents(id) })

/** What telling the timeline needs beside its entries. */
export function useTelling(walks: readonly Walk[]): Telling {
  const language = useLanguage()
  const format = useFormat()
  const { data } = useQuery(sourcesQuery)
  const sources = data?.sources ?? null
  const names = useNames(walks)
  return useMemo(
    () => ({ language, format, sources, names, walks }),
    [language, format, sources, names, walks],
  )
}
