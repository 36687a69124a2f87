import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { tagsQuery } from '../../parts/tags.ts'
import { toast } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { actsQuery } from '../contacts/queries.ts'

type Props = { tag: { id: number; name: string }; opened: boolean; onClose: () => void }

/** So many may lose a tag without typing how many. */
const UNASKED = 100
const pages = { segment: '/segments', journey: '/journeys', import: '/imports' }

/** Where a tag is used, or the question whether it may go: it comes off everybody who has it. */
export function TagRemoval({ tag: { id, name }, opened, onClose }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const asked = useQuery({
    queryKey: ['tag-uses', id],
    queryFn: () => answer(api.tags[':id'].uses.$get({ param: { id: String(id) } })),
    enabled: opened,
    staleTime: 0,
  })
  const { error, refetch } = asked
  // What was read when the window stood open before may have changed since.
  const data = asked.isFetching ? undefined : asked.data
  const remove = useRemove(id, () => {
    onClose()
    toast({ title: say.removed(name) })
  })
  if (data?.uses.length === 0) {
    const { contacts } = data
    return (
      <ConfirmDialog
        opened={opened}
        onClose={onClose}
        icon={IconTrash}
        question={say.question(name)}
        what={
          <>
            <p>{contacts > 0 ? say.what(format.number(contacts)) : say.nobody}</p>
            <Wrong error={remove.error} />
          </>
        }
        verb={say.verb}
        busy={remove.isPending}
        type={contacts > UNASKED ? String(contacts) : undefined}
        onConfirm={() => remove.mutate()}
      />
    )
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={data ? say.used(name) : say.question(name)}
      acts={<Button onClick={onClose}>{say.close}</Button>}
    >
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={2} />}
      {data && <p>{say.first}</p>}
      <ul>
        {data?.uses.map(({ place, id, name }) => (
          <li key={`${place}:${id}`}>
            {say.place[place]} <Link to={`${pages[place]}/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function useRemove(id: number, done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.tags[':id'].$delete({ param: { id: String(id) } })),
    onSuccess: () => {
      done()
      void client.invalidateQueries({ queryKey: actsQuery.queryKey })
      return client.invalidateQueries({ queryKey: tagsQuery.queryKey })
    },
  })
}

export const words = {
  en: {
    question: (name: string) => `Delete the tag “${name}”?`,
    what: (n: string) =>
      `It comes off ${n === '1' ? '1 contact' : `${n} contacts`} and cannot be brought back. With many, this takes a while; how far it is stands above the tags.`,
    nobody: 'No contact has it, and nothing uses it.',
    verb: 'Delete the tag',
    removed: (name: string) => `The tag “${name}” is deleted.`,
    used: (name: string) => `“${name}” is in use`,
    first: 'Take it out of these conditions first; then the tag can be deleted.',
    place: { segment: 'Segment', journey: 'Journey', import: 'Import' },
    close: 'Close',
  },
  ja: {
    question: (name: string) => `タグ「${name}」を削除しますか`,
    what: (n: string) =>
      `${n}人から外れ、元に戻せません。人数が多いときは時間がかかります。進み具合はタグの一覧の上に出ます。`,
    nobody: 'このタグの付いた方はなく、どこでも使われていません。',
    verb: '削除する',
    removed: (name: string) => `タグ「${name}」を削除しました。`,
    used: (name: string) => `「${name}」は使われています`,
    first: '先に次の場所から外してください。そのあとで削除できます。',
    place: { segment: 'セグメント', journey: 'シナリオ', import: '取り込み' },
    close: '閉じる',
  },
}
