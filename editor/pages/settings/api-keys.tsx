import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { DataTable, none } from '../../parts/data-table.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { NewKey } from './new-key.tsx'
import { type ApiKey, keysQuery } from './queries.ts'

/** Keys that open /api/*: made here, shown once, revoked with a word of warning. */
export function ApiKeys() {
  const say = useWords(words)
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useQuery(keysQuery)
  return (
    <Card
      flush
      title={say.title}
      note={say.note}
      acts={
        <Button
          variant="filled"
          color="moss"
          leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
          onClick={() => setMaking(true)}
        >
          {say.create}
        </Button>
      }
    >
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!error && !data && <SkeletonRows rows={2} height={44} />}
      {data?.keys.length === 0 && <Nothing>{say.empty}</Nothing>}
      {data && data.keys.length > 0 && <Keys keys={data.keys} />}
      <NewKey opened={making} onClose={() => setMaking(false)} />
    </Card>
  )
}

function Keys({ keys }: { keys: ApiKey[] }) {
  const say = useWords(words)
  const [leaving, setLeaving] = useState<ApiKey | null>(null)
  const revoke = useRevoke(() => setLeaving(null))
  return (
    <>
      <DataTable
        dense
        label={say.title}
        rows={keys}
        rowKey={(key) => key.id}
        columns={[
          { key: 'name', head: say.name, cell: (key) => <strong>{key.name}</strong> },
          { key: 'hint', wide: true, head: say.hint, cell: (key) => <code>{key.hint}…</code> },
          {
            key: 'made',
            wide: true,
            head: say.made,
            cell: (key) => <When at={key.createdAt} as="recent" />,
          },
          {
            key: 'used',
            head: say.used,
            cell: (key) => (key.lastUsedAt ? <When at={key.lastUsedAt} as="recent" /> : none),
          },
          {
            key: 'acts',
            head: <span className="visually-hidden">{say.acts}</span>,
            right: true,
            width: 56,
            cell: (key) => (
              <Tooltip label={say.revoke}>
                <ActionIcon aria-label={say.revokeOne(key.name)} onClick={() => setLeaving(key)}>
                  <IconTrash size={18} stroke={1.75} aria-hidden />
                </ActionIcon>
              </Tooltip>
            ),
          },
        ]}
      />
      {leaving && (
        <ConfirmDialog
          opened
          onClose={() => setLeaving(null)}
          icon={IconTrash}
          question={say.question(leaving.name)}
          what={say.what}
          verb={say.revoke}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate(leaving)}
        />
      )}
    </>
  )
}

function useRevoke(done: () => void) {
  const say = useWords(words)
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: ApiKey) =>
      answer(api['api-keys'][':id'].$delete({ param: { id: String(id) } })),
    async onSuccess(_, { name }) {
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
      toast({ title: say.revoked(name) })
    },
    onError: toastError,
    onSettled: done,
  })
}

export const words = {
  en: {
    title: 'API keys',
    note: 'Programs open the API with a key instead of a password. One key a program, so that each can be revoked alone.',
    create: 'New key',
    empty: 'There is no key yet.',
    name: 'Name',
    hint: 'Begins with',
    made: 'Made',
    used: 'Last used',
    acts: 'What to do',
    revoke: 'Revoke',
    revokeOne: (name: string) => `Revoke “${name}”`,
    question: (name: string) => `Revoke “${name}”?`,
    what: 'Programs that use this key are turned away from now on. This cannot be undone; you can make a new key.',
    revoked: (name: string) => `Revoked “${name}”.`,
  },
  ja: {
    title: 'APIキー',
    note: 'プログラムは、パスワードの代わりにキーでAPIを使います。プログラムごとに分けると、1つだけ無効にできます。',
    create: 'キーを作る',
    empty: 'キーはまだありません。',
    name: '名前',
    hint: '先頭の文字',
    made: '作成',
    used: '最後に使用',
    acts: '操作',
    revoke: '無効にする',
    revokeOne: (name: string) => `「${name}」を無効にする`,
    question: (name: string) => `「${name}」を無効にしますか`,
    what: 'このキーを使うプログラムは、すぐに使えなくなります。元には戻せません。新しいキーを作ることはできます。',
    revoked: (name: string) => `「${name}」を無効にしました。`,
  },
}
