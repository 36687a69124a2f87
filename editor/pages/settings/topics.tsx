import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArchive, IconPencil } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { Chip } from '../../parts/chip.tsx'
import { DataTable, TwoLines } from '../../parts/data-table.tsx'
import { topicsQuery } from '../../parts/tags.ts'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { ListCard } from './list-card.tsx'
import classes from './lists.module.css'
import { NameDialog } from './name-dialog.tsx'

type Topic = { id: number; name: string; description: string; archived: boolean }

/** What contacts may want mail about, each by itself. */
export function Topics() {
  const say = useWords(words)
  const [editing, setEditing] = useState<Topic | 'new' | null>(null)
  const topics = useQuery(topicsQuery)
  const close = () => setEditing(null)
  const save = useSave(editing === 'new' ? null : editing, close)
  const topic = editing === 'new' ? null : editing
  return (
    <>
      <ListCard
        say={say}
        query={topics}
        count={topics.data?.topics.length}
        create={() => setEditing('new')}
      >
        {topics.data && <List topics={topics.data.topics} edit={setEditing} />}
      </ListCard>
      {editing && (
        <NameDialog
          title={topic ? say.editOne(topic.name) : say.create}
          name={topic?.name ?? ''}
          description={topic?.description ?? ''}
          verb={topic ? say.save : say.make}
          busy={save.isPending}
          error={save.error}
          onClose={close}
          onSave={save.mutate}
        />
      )}
    </>
  )
}

type ListProps = { topics: Topic[]; edit: (topic: Topic) => void }

function List({ topics, edit }: ListProps) {
  const say = useWords(words)
  const archive = useArchive()
  return (
    <DataTable
      dense
      label={say.title}
      rows={topics}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: say.name,
          cell: ({ name, description }) => <TwoLines title={name} note={description} />,
        },
        {
          key: 'state',
          head: say.state,
          width: 130,
          cell: ({ archived }) => (
            <Chip tone={archived ? 'ishi' : 'moss'}>{archived ? say.archived : say.open}</Chip>
          ),
        },
        {
          key: 'acts',
          head: <span className="visually-hidden">{say.acts}</span>,
          right: true,
          width: 150,
          acts: true,
          cell: (topic) =>
            topic.archived ? (
              <Button
                size="xs"
                aria-label={say.restoreOne(topic.name)}
                onClick={() => archive.mutate({ ...topic, archived: false })}
              >
                {say.restore}
              </Button>
            ) : (
              <span className={classes.acts}>
                <Tooltip label={say.edit}>
                  <ActionIcon aria-label={say.editOne(topic.name)} onClick={() => edit(topic)}>
                    <IconPencil size={18} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={say.archive}>
                  <ActionIcon
                    aria-label={say.archiveOne(topic.name)}
                    onClick={() => archive.mutate({ ...topic, archived: true })}
                  >
                    <IconArchive size={18} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              </span>
            ),
        },
      ]}
    />
  )
}

function useArchive() {
  const say = useWords(words)
  const client = useQueryClient()
  const archive = useMutation({
    mutationFn: ({ id, archived }: Topic) =>
      answer(api.topics[':id'].$patch({ param: { id: String(id) }, json: { archived } })),
    async onSuccess(_, topic) {
      await client.invalidateQueries({ queryKey: topicsQuery.queryKey })
      if (!topic.archived) return
      const undo = () => archive.mutate({ ...topic, archived: false })
      toast({ title: say.archivedOne(topic.name), undo })
    },
    onError: toastError,
  })
  return archive
}

function useSave(topic: Topic | null, done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    async mutationFn(json: { name: string; description: string }) {
      if (!topic) await answer(api.topics.$post({ json }))
      else await answer(api.topics[':id'].$patch({ param: { id: String(topic.id) }, json }))
    },
    async onSuccess(_, { name }) {
      await client.invalidateQueries({ queryKey: topicsQuery.queryKey })
      toast({ title: say.saved(name) })
      done()
    },
  })
}

export const words = {
  en: {
    title: 'Topics',
    note: 'What contacts may want mail about. Each is agreed to and withdrawn by itself.',
    create: 'New topic',
    empty: 'There is no topic yet. Without one, a consent is for all mail.',
    name: 'Name',
    state: 'State',
    open: 'Open',
    archived: 'Archived',
    acts: 'What to do',
    edit: 'Edit',
    editOne: (name: string) => `Edit “${name}”`,
    archive: 'Archive',
    archiveOne: (name: string) => `Archive “${name}”`,
    archivedOne: (name: string) =>
      `“${name}” is archived. Nobody is asked about it any more; consents stay on record.`,
    restore: 'Bring back',
    restoreOne: (name: string) => `Bring “${name}” back`,
    make: 'Make',
    save: 'Save',
    saved: (name: string) => `“${name}” is saved.`,
  },
  ja: {
    title: 'トピック',
    note: 'コンタクトが受け取りたいメールの種類です。トピックごとに同意し、撤回できます。',
    create: 'トピックを作る',
    empty: 'トピックはまだありません。ないときの同意は、すべてのメールについてのものです。',
    name: '名前',
    state: '状態',
    open: '受付中',
    archived: '保管済み',
    acts: '操作',
    edit: '編集する',
    editOne: (name: string) => `「${name}」を編集する`,
    archive: '保管する',
    archiveOne: (name: string) => `「${name}」を保管する`,
    archivedOne: (name: string) =>
      `「${name}」を保管しました。これからは尋ねません。同意の記録は残ります。`,
    restore: '元に戻す',
    restoreOne: (name: string) => `「${name}」を元に戻す`,
    make: '作る',
    save: '保存する',
    saved: (name: string) => `「${name}」を保存しました。`,
  },
}
