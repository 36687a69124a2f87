import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconBookmark, IconDots } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { FilterChips } from '../../parts/filter-chips.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'
import { type Listing, listingIn, queryOf } from './listing.ts'
import { viewsQuery } from './queries.ts'
import classes from './views.module.css'

type Props = { listing: Listing; change: (listing: Listing) => void }

/** Questions that were kept under a name, a click away; the one that is asked now can be kept, too. */
export function Views({ listing, change }: Props) {
  const say = useWords(words)
  const { data } = useQuery(viewsQuery)
  const [dialog, setDialog] = useState<'save' | 'rename' | null>(null)
  const views = data?.views ?? []
  const query = textOf(listing)
  const current = views.find((each) => textOf(listingFrom(each.query)) === query)
  const keep = useKeep()
  const remove = useRemove()
  const everybody = { value: '', label: say.everybody }
  return (
    <div className={classes.views}>
      <FilterChips
        label={say.label}
        value={current ? String(current.id) : query === '' ? '' : 'other'}
        onChange={(id) =>
          change(listingFrom(views.find((each) => String(each.id) === id)?.query ?? ''))
        }
        options={[everybody, ...views.map(({ id, name }) => ({ value: String(id), label: name }))]}
      />
      {current && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon size={30} variant="subtle" aria-label={say.acts(current.name)}>
              <IconDots size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setDialog('rename')}>{say.rename}</Menu.Item>
            <Menu.Item
              data-danger
              onClick={() => {
                change(listingFrom(''))
                remove.mutate(current)
              }}
            >
              {say.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {!current && query !== '' && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconBookmark size={15} stroke={2} aria-hidden />}
          onClick={() => setDialog('save')}
        >
          {say.save}
        </Button>
      )}
      <NameDialog
        key={`${dialog} ${current?.id}`}
        opened={dialog !== null}
        title={dialog === 'rename' ? say.renaming : say.saving}
        name={dialog === 'rename' ? (current?.name ?? '') : ''}
        busy={keep.isPending}
        error={keep.error}
        onClose={() => {
          keep.reset()
          setDialog(null)
        }}
        onSave={(name) =>
          keep.mutate(
            { id: dialog === 'rename' ? current?.id : undefined, name, query },
            { onSuccess: () => setDialog(null) },
          )
        }
      />
    </div>
  )
}

const listingFrom = (query: string) => listingIn(new URLSearchParams(query))
const textOf = (listing: Listing) => new URLSearchParams(queryOf(listing)).toString()

type NameProps = {
  opened: boolean
  title: string
  name: string
  busy: boolean
  error: Error | null
  onClose: () => void
  onSave: (name: string) => void
}

function NameDialog({ opened, title, name, busy, error, onClose, onSave }: NameProps) {
  const say = useWords(words)
  const { field, values, check } = useFields(
    { name },
    { name: (value) => (value.trim() ? null : say.nameless) },
  )
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={title}
      note={say.shared}
      verb={say.verb}
      busy={busy}
      error={error}
      onSubmit={(form) => {
        if (check(form)) onSave(values.name.trim())
      }}
    >
      <TextInput {...field('name')} label={say.name} maxLength={100} data-autofocus />
    </FormDialog>
  )
}

type View = { id?: number | undefined; name: string; query: string }

function useKeep() {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, name, query }: View) =>
      id === undefined
        ? answer(api['contact-views'].$post({ json: { name, query } }))
        : answer(api['contact-views'][':id'].$patch({ param: { id: String(id) }, json: { name } })),
    onSuccess: (views, { name }) => {
      client.setQueryData(viewsQuery.queryKey, views)
      toast({ title: say.saved(name) })
    },
  })
}

function useRemove() {
  const say = useWords(words)
  const client = useQueryClient()
  const restore = useKeep()
  return useMutation({
    mutationFn: ({ id }: { id: number; name: string; query: string }) =>
      answer(api['contact-views'][':id'].$delete({ param: { id: String(id) } })),
    onSuccess: (views, { name, query }) => {
      client.setQueryData(viewsQuery.queryKey, views)
      toast({ title: say.removed(name), undo: () => restore.mutate({ name, query }) })
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    label: 'Saved views',
    everybody: 'Everybody',
    save: 'Save this view',
    saving: 'Save this view',
    acts: (name: string) => `What can be done with “${name}”`,
    rename: 'Rename',
    renaming: 'Rename the view',
    remove: 'Delete',
    name: 'Name',
    nameless: 'Enter a name.',
    shared:
      'Everybody in this account finds the search, the filters and the order under this name.',
    verb: 'Save',
    saved: (name: string) => `“${name}” has been saved.`,
    removed: (name: string) => `“${name}” has been deleted.`,
  },
  ja: {
    label: '保存した表示',
    everybody: '全員',
    save: 'この表示を保存',
    saving: 'この表示を保存する',
    acts: (name: string) => `「${name}」でできること`,
    rename: '名前を変える',
    renaming: '表示の名前を変える',
    remove: '削除する',
    name: '名前',
    nameless: '名前を入力してください。',
    shared: '検索・条件・並び順を、この名前でチームの全員が使えます。',
    verb: '保存する',
    saved: (name: string) => `「${name}」を保存しました。`,
    removed: (name: string) => `「${name}」を削除しました。`,
  },
}
