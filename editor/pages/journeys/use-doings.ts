import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api.ts'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { type JourneyRow, journeyKey, journeysQuery, readJourney, useCreate } from './queries.ts'

type Doing = 'pause' | 'resume' | 'archive' | 'restore' | 'remove'

/**
 * Pausing, resuming and the rest, from the list and from the journey's own page: done at once, said,
 * and taken back where that is possible.
 * @param removed leaves the page of a journey that is gone
 */
export function useDoings(
  { id, name, state }: Pick<JourneyRow, 'id' | 'name' | 'state'>,
  removed: () => unknown = () => {},
): Record<Doing, () => void> {
  const say = useWords(words)
  const queries = useQueryClient()
  const create = useCreate()
  const { mutate } = useMutation({
    async mutationFn(doing: Doing) {
      const draft = doing === 'remove' ? (await readJourney(id)).draft : null
      await answer<Response>(ask(id, doing))
      return draft
    },
    // What is shown is read again before anybody is told.
    async onSuccess(draft, doing) {
      if (draft) await removed()
      else await queries.invalidateQueries({ queryKey: journeyKey(id) })
      await queries.invalidateQueries({ queryKey: journeysQuery.queryKey })
      toast({ title: say[doing](name), undo: draft ? () => again(draft) : undos[doing] })
    },
    onError: toastError,
  })
  const undos: Partial<Record<Doing, () => void>> = {
    pause: () => mutate('resume'),
    // An archived journey comes back paused: only a draft comes back as it was.
    archive: state === 'draft' ? () => mutate('restore') : undefined,
  }
  /** A deleted draft comes back as a new journey with the same name and graph. */
  const again = (graph: unknown) => void create.mutateAsync({ name, graph }).catch(toastError)
  return {
    pause: () => mutate('pause'),
    resume: () => mutate('resume'),
    archive: () => mutate('archive'),
    restore: () => mutate('restore'),
    remove: () => mutate('remove'),
  }
}

function ask(id: number, doing: Doing) {
  const param = { param: { id: String(id) } }
  const journey = api.journeys[':id']
  switch (doing) {
    case 'pause':
      return journey.pause.$put(param)
    case 'resume':
      return journey.pause.$delete(param)
    case 'archive':
      return journey.archive.$put(param)
    case 'restore':
      return journey.archive.$delete(param)
    case 'remove':
      return journey.$delete(param)
  }
}

export const words = {
  en: {
    pause: (name: string) => `Paused “${name}”. Everybody stays where they are.`,
    resume: (name: string) => `“${name}” goes on.`,
    archive: (name: string) => `Archived “${name}”.`,
    restore: (name: string) => `Brought back “${name}”.`,
    remove: (name: string) => `Deleted “${name}”.`,
  },
  ja: {
    pause: (name: string) => `「${name}」を一時停止しました。全員がその場で待ちます。`,
    resume: (name: string) => `「${name}」を再開しました。`,
    archive: (name: string) => `「${name}」を保管しました。`,
    restore: (name: string) => `「${name}」を保管から戻しました。`,
    remove: (name: string) => `「${name}」を削除しました。`,
  },
}
