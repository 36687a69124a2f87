import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconDownload, IconUserPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { type Column, DataTable, TwoLines } from '../../parts/data-table.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { ExportDialog } from '../exports/export-dialog.tsx'
import { type Person, type Segment, usePeople } from '../segments/queries.ts'
import classes from '../segments/segments.module.css'
import { AddPeople } from './add-people.tsx'

/** Who is in, a page at a time; a fixed one is filled and emptied here. */
export function People({ segment }: { segment: Segment }) {
  const { id, kind, state, archivedAt, count } = segment
  const say = useWords(words)
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const [takingOut, takeOut] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    usePeople(segment)
  const people = data?.pages.flatMap((page) => page.contacts)
  const byHand = kind === 'fixed' && !archivedAt
  const turn = useTurn(id)
  const columns: Column<Person>[] = [
    {
      key: 'name',
      head: say.name,
      cell: ({ name, email }) => (
        <TwoLines
          before={<Avatar name={name} />}
          title={name}
          note={name === email ? undefined : email}
        />
      ),
    },
    {
      key: 'since',
      head: say.since,
      width: 180,
      nowrap: true,
      wide: true,
      cell: ({ since }) => <When at={since} as="recent" />,
    },
  ]
  const remove: Column<Person> = {
    key: 'remove',
    head: <VisuallyHidden>{say.acts}</VisuallyHidden>,
    width: 60,
    acts: true,
    cell: ({ id, name }) => (
      <Tooltip label={say.remove(name)}>
        <ActionIcon
          size={28}
          aria-label={say.remove(name)}
          onClick={() => turn({ contactId: id, name, into: false })}
        >
          <IconX size={15} stroke={2} />
        </ActionIcon>
      </Tooltip>
    ),
  }
  return (
    <Card
      title={say.title}
      acts={
        <div className={classes.acts}>
          {count > 0 && (
            <Button
              size="xs"
              leftSection={<IconDownload size={15} stroke={2} aria-hidden />}
              onClick={() => takeOut(true)}
            >
              {say.takeOut}
            </Button>
          )}
          {byHand && (
            <Button
              size="xs"
              leftSection={<IconUserPlus size={15} stroke={2} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {say.add}
            </Button>
          )}
        </div>
      }
      flush
    >
      <ExportDialog
        opened={takingOut}
        onClose={() => takeOut(false)}
        counted={format.number(count)}
        audience={() => ({ query: { segment: id } })}
      />
      {adding && <AddPeople id={id} onClose={() => setAdding(false)} />}
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!error && !people && <SkeletonRows rows={4} tile head />}
      {people?.length === 0 && (
        <Nothing>{state === 'building' ? say.building : byHand ? say.noneYet : say.none}</Nothing>
      )}
      {people && people.length > 0 && (
        <DataTable
          label={say.title}
          columns={byHand ? [...columns, remove] : columns}
          rows={people}
          rowKey={({ id }) => id}
          to={({ id }) => `/contacts/${id}`}
          more={
            hasNextPage
              ? { load: () => void fetchNextPage(), loading: isFetchingNextPage }
              : undefined
          }
        />
      )}
    </Card>
  )
}

function useTurn(id: number) {
  const say = useWords(words)
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: async ({ contactId, into }: { contactId: number; name: string; into: boolean }) => {
      const asked = { param: { id: String(id) }, json: { contactIds: [contactId] } }
      const route = api.segments[':id'].contacts
      return into ? await answer(route.$post(asked)) : await answer(route.$delete(asked))
    },
    async onSuccess(_, { contactId, name, into }) {
      if (!into) {
        const undo = () => mutate({ contactId, name, into: true })
        toast({ title: say.removed(name), undo })
      }
      await client.invalidateQueries({ queryKey: ['segment', id] })
    },
    onError: toastError,
  })
  return mutate
}

export const words = {
  en: {
    title: 'People in it',
    name: 'Name',
    since: 'Since',
    add: 'Add people',
    acts: 'Acts',
    takeOut: 'Export',
    remove: (name: string) => `Take ${name} out`,
    removed: (name: string) => `${name} is out.`,
    building: 'The contacts are being gathered. They appear here by themselves.',
    noneYet: 'Nobody is in yet. Add people by pasting their addresses.',
    none: 'Nobody meets the conditions now. Whoever does later enters by themselves.',
  },
  ja: {
    title: '入っている人',
    name: '名前',
    since: '入った日時',
    add: '人を加える',
    acts: '操作',
    takeOut: '書き出す',
    remove: (name: string) => `${name}さんを外す`,
    removed: (name: string) => `${name}さんを外しました。`,
    building: 'コンタクトを集めています。自動でここに出ます。',
    noneYet: 'まだだれも入っていません。アドレスを貼り付けて加えられます。',
    none: 'いま条件を満たす人はいません。満たした人は自動で入ります。',
  },
}
