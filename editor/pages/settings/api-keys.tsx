import { ActionIcon, Anchor, Button, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { rooms } from '../../../server/words/scopes.ts'
import { answer, api } from '../../api.ts'
import { Chip } from '../../parts/chip.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { DataTable, Narrow, none, TwoLines } from '../../parts/data-table.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { type Does, inWords } from './key-scopes.ts'
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
      note={
        <>
          {say.note}{' '}
          <Anchor component={Link} to="/reference" inherit underline="always">
            {say.reference}
          </Anchor>
        </>
      }
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
      {!error && !data && <SkeletonRows rows={2} height={44} head />}
      {data?.keys.length === 0 && <Nothing>{say.empty}</Nothing>}
      {data && data.keys.length > 0 && <Keys keys={data.keys} />}
      {making && <NewKey onClose={() => setMaking(false)} />}
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
          {
            key: 'name',
            head: say.name,
            nowrap: true,
            cell: ({ name, hint }) => <TwoLines title={name} note={<code>{hint}…</code>} />,
          },
          { key: 'rights', wide: true, head: say.rights, cell: (key) => <Rights of={key} /> },
          {
            key: 'used',
            wide: true,
            head: say.used,
            cell: (key) => (key.lastUsedAt ? <When at={key.lastUsedAt} as="recent" /> : none),
          },
          { key: 'end', head: say.end, cell: (key) => <End of={key} /> },
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

/** The first things that it may do; all of them where the hand rests. */
function Rights({ of: { scopes } }: { of: ApiKey }) {
  const say = useWords(words)
  const names = useWords(rooms)
  const all = inWords(scopes, say, names)
  const shown = all.slice(0, all.length > 3 ? 2 : 3)
  const rest = all.length - shown.length
  return (
    <Tooltip label={all.join(say.comma)} disabled={rest === 0}>
      <span>
        {shown.join(say.comma)}
        {rest > 0 && say.rest(rest)}
      </span>
    </Tooltip>
  )
}

/** Until when; where the columns before it are left out, what they would have said, too. */
function End({ of }: { of: ApiKey }) {
  const say = useWords(words)
  return (
    <>
      <Until of={of} />
      <Narrow>
        <Rights of={of} />
      </Narrow>
      {of.lastUsedAt && (
        <Narrow>
          {say.used}: <When at={of.lastUsedAt} as="recent" />
        </Narrow>
      )}
    </>
  )
}

function Until({ of: { expiresAt, expired } }: { of: ApiKey }) {
  const say = useWords(words)
  const format = useFormat()
  if (!expiresAt) return say.never
  if (expired) return <Chip tone="ishi">{say.expired}</Chip>
  const soon = Temporal.Now.instant().until(expiresAt, { largestUnit: 'hours' }).hours < 14 * 24
  return (
    <>
      <When at={expiresAt} as="date" />
      {soon && <Chip tone="kohaku">{say.left(format.until(expiresAt))}</Chip>}
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
    reference: 'Read what the API can do',
    create: 'New key',
    empty: 'There is no key yet.',
    name: 'Name',
    rights: 'May',
    everything: 'Do everything',
    reads: 'Read everything',
    room: (name: string, does: Does) =>
      `${name}: ${{ read: 'read', write: 'change', both: 'read, change' }[does]}`,
    comma: '; ',
    rest: (count: number) => `; ${count} more`,
    end: 'Until',
    never: 'No end',
    expired: 'Expired',
    left: (time: string) => `${time} left`,
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
    reference: 'APIリファレンスを見る',
    create: 'キーを作る',
    empty: 'キーはまだありません。',
    name: '名前',
    rights: 'できること',
    everything: 'すべて',
    reads: 'すべての読み取り',
    room: (name: string, does: Does) =>
      `${name}${{ read: '（読み取り）', write: '（変更）', both: '（読み取りと変更）' }[does]}`,
    comma: '、',
    rest: (count: number) => `、ほか${count}件`,
    end: '期限',
    never: '無期限',
    expired: '期限切れ',
    left: (time: string) => `あと${time}`,
    used: '最後に使用',
    acts: '操作',
    revoke: '無効にする',
    revokeOne: (name: string) => `「${name}」を無効にする`,
    question: (name: string) => `「${name}」を無効にしますか`,
    what: 'このキーを使うプログラムは、すぐに使えなくなります。元には戻せません。新しいキーを作ることはできます。',
    revoked: (name: string) => `「${name}」を無効にしました。`,
  },
}
