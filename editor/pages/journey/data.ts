import { queryOptions } from '@tanstack/react-query'
import type { Graph } from '../../../server/engine/graph.ts'
import { ApiError, answer, api, Offline, queries } from '../../api.ts'
import { isSame } from '../../canvas/differences.ts'
import type { Answer, Saved, Theirs } from '../../canvas/saver.ts'
import { meQuery } from '../../shell/me.ts'
import { journeyKey, readJourney } from '../journeys/queries.ts'

const param = (id: number) => ({ param: { id: String(id) } })

export const journeyQuery = (id: number) =>
  queryOptions({ queryKey: journeyKey(id), queryFn: () => readJourney(id) })

export type Journey = Awaited<ReturnType<typeof readJourney>>

/** Asked for every few seconds while people walk. */
export const countersQuery = (id: number, walking: boolean) =>
  queryOptions({
    queryKey: [...journeyKey(id), 'counters'],
    queryFn: () => answer(api.journeys[':id'].counters.$get(param(id))),
    enabled: walking,
    refetchInterval: 3_000,
  })

/** Saves a draft; whatever the server says is an answer. @throws when the answer breaks off */
export async function putDraft(id: number, graph: Graph, revision: number): Promise<Answer> {
  try {
    const json = { graph, revision }
    const saved = await answer(api.journeys[':id'].draft.$put({ ...param(id), json }))
    return { type: 'saved', ...saved }
  } catch (error) {
    if (error instanceof Offline) return { type: 'offline' }
    if (!(error instanceof ApiError)) throw error
    const stale = error.status === 409 ? staleIn(error.body) : undefined
    if (!stale) {
      // The server is at fault, or is starting again: the next try may find it well.
      if (error.status >= 500 || error.status === 429) return { type: 'offline' }
      return { type: 'refused', message: error.message }
    }
    const { theirs, copyId } = stale
    if (!isSame(theirs.graph, graph)) return { type: 'stale', theirs, copyId }
    // It was our own save whose answer was lost on the way. Should this fail, the next try finds the
    // same copy.
    await settleCopy(id, copyId)
    return { type: 'saved', revision: theirs.revision, savedAt: theirs.savedAt, problems: [] }
  }
}

/**
 * What was saved is what the journey is from now on: whoever leaves it and comes back at once must not
 * begin from the revision before.
 */
export function rememberDraft(id: number, { graph, ...saved }: Saved) {
  const me = queries.getQueryData(meQuery.queryKey)?.member?.name
  // What is sent as JSON comes back as such.
  const draft = graph as Journey['draft']
  queries.setQueryData(
    journeyQuery(id).queryKey,
    (journey) => journey && { ...journey, ...saved, draft, savedBy: me ?? journey.savedBy },
  )
}

export const settleCopy = (id: number, copyId: number) =>
  answer<Response>(
    api.journeys[':id'].copies[':copyId'].$delete({
      param: { id: String(id), copyId: String(copyId) },
    }),
  )

function staleIn(body: unknown): { theirs: Theirs; copyId: number } | undefined {
  const { current, copyId } = (body ?? {}) as { current?: Theirs; copyId?: number }
  return current && copyId !== undefined ? { theirs: current, copyId } : undefined
}
