import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { tagsQuery } from '../../parts/tags.ts'
import { toast } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { RunningActs } from '../contacts/running.tsx'
import { ListCard } from './list-card.tsx'
import { NameDialog } from './name-dialog.tsx'
import { TagRemoval } from './tag-removal.tsx'

type Tag = { id: number; name: string }

/** All tags there are; a new one is made here, or where it is first put on somebody. */
export function Tags() {
  const say = useWords(words)
  const [naming, setNaming] = useState<Tag | 'new' | null>(null)
  const [removing, setRemoving] = useState<{ tag: Tag; open: boolean } | null>(null)
  const tags = useQuery(tagsQuery)
  const rename = useRename(() => setNaming(null))
  const create = useCreate(() => setNaming(null))
  return (
    <>
      <RunningActs />
      <ListCard
        say={say}
        query={tags}
        count={tags.data?.tags.length}
        create={() => setNaming('new')}
      >
        {tags.data && (
          <DataTable
            dense
            label={say.title}
            rows={tags.data.tags}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', head: say.name, cell: ({ name }) => <strong>{name}</strong> },
              {
                key: 'acts',
                head: <span className="visually-hidden">{say.acts}</span>,
                right: true,
                width: 104,
                acts: true,
                cell: (tag) => (
                  <>
                    <Tooltip label={say.rename}>
                      <ActionIcon
                        aria-label={say.renameOne(tag.name)}
                        onClick={() => setNaming(tag)}
                      >
                        <IconPencil size={18} stroke={1.75} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                    <Tooltip label={say.remove}>
                      <ActionIcon
                        aria-label={say.removeOne(tag.name)}
                        onClick={() => setRemoving({ tag, open: true })}
                      >
                        <IconTrash size={18} stroke={1.75} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  </>
                ),
              },
            ]}
          />
        )}
        {removing && (
          <TagRemoval
            key={removing.tag.id}
            tag={removing.tag}
            opened={removing.open}
            onClose={() => setRemoving({ ...removing, open: false })}
          />
        )}
        {naming === 'new' && (
          <NameDialog
            title={say.create}
            verb={say.make}
            busy={create.isPending}
            error={create.error}
            onClose={() => setNaming(null)}
            onSave={({ name }) => create.mutate(name)}
          />
        )}
        {naming && naming !== 'new' && (
          <NameDialog
            title={say.renameOne(naming.name)}
            name={naming.name}
            verb={say.save}
            busy={rename.isPending}
            error={rename.error}
            onClose={() => setNaming(null)}
            onSave={({ name }) => rename.mutate({ id: naming.id, name })}
          />
        )}
      </ListCard>
    </>
  )
}

function useRename(done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, name }: Tag) =>
      answer(api.tags[':id'].$patch({ param: { id: String(id) }, json: { name } })),
    async onSuccess(_, { name }) {
      await client.invalidateQueries({ queryKey: tagsQuery.queryKey })
      toast({ title: say.renamed(name) })
      done()
    },
  })
}

function useCreate(done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => answer(api.tags.$post({ json: { name } })),
    async onSuccess({ name }) {
      await client.invalidateQueries({ queryKey: tagsQuery.queryKey })
      toast({ title: say.made(name) })
      done()
    },
  })
}

export const words = {
  en: {
    title: 'Tags',
    note: 'Put on contacts by hand, by journeys or by the API. A new name follows everywhere the tag is used.',
    empty: 'There is no tag yet. Make the first one here, or put it on a contact.',
    create: 'New tag',
    make: 'Make',
    made: (name: string) => `The tag “${name}” is there.`,
    name: 'Name',
    acts: 'What to do',
    rename: 'Rename',
    remove: 'Delete',
    removeOne: (name: string) => `Delete “${name}”`,
    renameOne: (name: string) => `Rename “${name}”`,
    renamed: (name: string) => `The tag is called “${name}” now.`,
    save: 'Save',
  },
  ja: {
    title: 'タグ',
    note: '手動・シナリオ・APIでコンタクトに付けます。名前を変えると、使っている場所すべてに反映されます。',
    empty: 'タグはまだありません。ここで作るか、コンタクトのページで付けます。',
    create: 'タグを作る',
    make: '作る',
    made: (name: string) => `タグ「${name}」を作りました。`,
    name: '名前',
    acts: '操作',
    rename: '名前を変える',
    remove: '削除する',
    removeOne: (name: string) => `「${name}」を削除する`,
    renameOne: (name: string) => `「${name}」の名前を変える`,
    renamed: (name: string) => `タグの名前を「${name}」に変えました。`,
    save: '保存する',
  },
}
