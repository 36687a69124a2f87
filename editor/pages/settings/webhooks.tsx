import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { words as eventWords } from '../../../server/words/events.ts'
import { answer, api } from '../../api.ts'
import { Chip } from '../../parts/chip.tsx'
import { DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SecretShown } from '../../parts/secret-shown.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast } from '../../parts/toasts.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { type Webhook, webhooksQuery } from './queries.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import { type Wanted, WebhookForm } from './webhook-form.tsx'
import { callWords, toldIn } from './webhook-words.ts'

/** Programs that are told of events; the open one stands in the address. */
export function Webhooks() {
  const say = useWords(words)
  const [params, setParams] = useSearchParams()
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const { data, error, refetch } = useQuery(webhooksQuery)
  const open = data?.webhooks.find(({ id }) => String(id) === params.get('webhook'))
  const save = useSave((made) => {
    setEditing(null)
    if (made !== null) setSecret(made)
  })
  const create = (
    <Button
      variant="filled"
      color="moss"
      leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
      onClick={() => setEditing('new')}
    >
      {say.create}
    </Button>
  )
  const any = data && data.webhooks.length > 0
  return (
    <Card flush title={say.title} note={say.note} acts={any ? create : undefined}>
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!error && !data && <SkeletonRows rows={2} height={64} head />}
      {data && !any && (
        <Empty title={say.empty} text={say.emptyText}>
          {create}
        </Empty>
      )}
      {any && <List webhooks={data.webhooks} />}
      {open && !editing && secret === null && (
        <WebhookDialog
          key={open.id}
          webhook={open}
          edit={() => setEditing(open)}
          showSecret={setSecret}
          onClose={() => setParams({ section: 'webhooks' }, { replace: true })}
        />
      )}
      {editing && (
        <WebhookForm
          webhook={editing === 'new' ? null : editing}
          busy={save.isPending}
          error={save.error}
          onClose={() => {
            setEditing(null)
            save.reset()
          }}
          onSave={(wanted) => save.mutate({ id: editing === 'new' ? null : editing.id, wanted })}
        />
      )}
      <SecretShown secret={secret} note={say.secretOnce} onClose={() => setSecret(null)} />
    </Card>
  )
}

function List({ webhooks }: { webhooks: Webhook[] }) {
  const say = useWords(words)
  const told = useWords(callWords)
  const known: Record<string, string> = useWords(eventWords)
  return (
    <DataTable
      label={say.title}
      rows={webhooks}
      rowKey={({ id }) => id}
      to={({ id }) => `/settings?section=webhooks&webhook=${id}`}
      columns={[
        {
          key: 'name',
          head: say.name,
          cell: ({ name, url }) => <TwoLines title={name} note={url} />,
        },
        {
          key: 'events',
          wide: true,
          width: 170,
          head: say.events,
          cell: ({ events: [first = '', ...more] }) =>
            first === '*' ? say.all : say.some(known[first] ?? first, more.length),
        },
        {
          key: 'state',
          width: 110,
          head: say.state,
          cell: (webhook) => <State webhook={webhook} />,
        },
        {
          key: 'last',
          width: 130,
          wide: true,
          head: say.last,
          cell: ({ last }) =>
            last ? (
              <TwoLines title={toldIn(told, last).short} note={<When at={last.at} as="recent" />} />
            ) : (
              none
            ),
        },
      ]}
    />
  )
}

/** Whether it is told of anything; one that closed by itself stands out. */
export function State({ webhook: { open, closedBecause } }: { webhook: Webhook }) {
  const say = useWords(words)
  if (open) return <Chip tone="moss">{say.open}</Chip>
  return <Chip tone={closedBecause ? 'shu' : 'ishi'}>{closedBecause ? say.ended : say.closed}</Chip>
}

function useSave(done: (secret: string | null) => void) {
  const say = useWords(words)
  const queries = useQueryClient()
  return useMutation({
    async mutationFn({ id, wanted }: { id: number | null; wanted: Wanted }) {
      if (id === null) return (await answer(api.webhooks.$post({ json: wanted }))).secret
      await answer(api.webhooks[':id'].$patch({ param: { id: String(id) }, json: wanted }))
      return null
    },
    async onSuccess(secret) {
      await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey })
      if (secret === null) toast({ title: say.saved })
      done(secret)
    },
  })
}

export const words = {
  en: {
    secretOnce:
      'Copy it now into the program that listens, which checks with it (Standard Webhooks) that a call is ours. Nobody can show it again.',
    title: 'Webhooks',
    note: 'Other programs are told of events as they happen.',
    create: 'New webhook',
    empty: 'Tell other programs what happens here',
    emptyText:
      'When a contact signs up, opens a mail or unsubscribes, a webhook tells your CRM or shop at once. What is not answered is tried again for more than a day.',
    name: 'Name',
    events: 'Events',
    all: 'All events',
    some: (first: string, more: number) => (more > 0 ? `${first} and ${more} more` : first),
    state: 'State',
    open: 'Open',
    closed: 'Closed',
    ended: 'Stopped',
    last: 'Last answer',
    saved: 'Saved.',
  },
  ja: {
    secretOnce:
      'いまコピーして、受け手のプログラムに設定してください。Standard Webhooksの方式で、通知が本物かを確かめられます。もう一度表示することはできません。',
    title: 'Webhook通知',
    note: '起きたイベントを、ほかのプログラムにすぐ知らせます。',
    create: '通知を作る',
    empty: 'ここで起きたことを、ほかのプログラムに知らせましょう',
    emptyText:
      '登録、開封、配信停止などが起きると、CRMやECサイトにすぐ知らせます。応答がないときは、1日あまりのあいだ送り直します。',
    name: '名前',
    events: 'イベント',
    all: 'すべてのイベント',
    some: (first: string, more: number) => (more > 0 ? `${first} ほか${more}件` : first),
    state: '状態',
    open: '通知中',
    closed: '停止中',
    ended: '自動停止',
    last: '最後の応答',
    saved: '保存しました。',
  },
}
