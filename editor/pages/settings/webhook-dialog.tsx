import { Button } from '@mantine/core'
import { IconKey, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { type Webhook, webhooksQuery } from './queries.ts'
import { Told, WebhookCalls } from './webhook-calls.tsx'
import classes from './webhook-dialog.module.css'
import { callWords } from './webhook-words.ts'
import { State } from './webhooks.tsx'

type Props = {
  webhook: Webhook
  edit: () => void
  showSecret: (secret: string) => void
  onClose: () => void
}

/** One webhook: what can be done with it, and its log. */
export function WebhookDialog({ webhook, edit, showSecret, onClose }: Props) {
  const say = useWords(words)
  const { closed } = useWords(callWords)
  const [asking, setAsking] = useState<'secret' | 'remove' | null>(null)
  const { test, turn, renew, remove } = useActs(webhook, { showSecret, onClose })
  if (asking === 'secret') {
    return (
      <ConfirmDialog
        opened
        onClose={() => setAsking(null)}
        icon={IconKey}
        question={say.renewSure(webhook.name)}
        what={say.renewWhat}
        verb={say.renewVerb}
        busy={renew.isPending}
        onConfirm={() => renew.mutate()}
      />
    )
  }
  if (asking === 'remove') {
    return (
      <ConfirmDialog
        opened
        onClose={() => setAsking(null)}
        icon={IconTrash}
        question={say.removeSure(webhook.name)}
        what={say.removeWhat}
        verb={say.remove}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    )
  }
  return (
    <Dialog
      opened
      size={760}
      onClose={onClose}
      title={webhook.name}
      acts={<Button onClick={onClose}>{say.close}</Button>}
    >
      <div className={classes.stack}>
        <div className={classes.row}>
          <State webhook={webhook} />
          <code className={classes.url}>{webhook.url}</code>
        </div>
        {!webhook.open && webhook.closedBecause && <p>{closed[webhook.closedBecause]}</p>}
        <div className={classes.row}>
          <Button data-autofocus loading={test.isPending} onClick={() => test.mutate()}>
            {say.test}
          </Button>
          <Button onClick={edit}>{say.edit}</Button>
          <Button loading={turn.isPending} onClick={() => turn.mutate(!webhook.open)}>
            {webhook.open ? say.shut : say.open}
          </Button>
          <Button onClick={() => setAsking('secret')}>{say.renew}</Button>
          <Button variant="outline" color="shu" onClick={() => setAsking('remove')}>
            {say.remove}
          </Button>
        </div>
        <Wrong error={test.error} />
        <div aria-live="polite">
          {test.data && (
            <div className={classes.told}>
              <Told of={say.test} told={test.data} />
            </div>
          )}
        </div>
        <WebhookCalls id={webhook.id} />
      </div>
    </Dialog>
  )
}

function useActs(
  { id, name }: Webhook,
  { showSecret, onClose }: Pick<Props, 'showSecret' | 'onClose'>,
) {
  const say = useWords(words)
  const queries = useQueryClient()
  const one = api.webhooks[':id']
  const param = { id: String(id) }
  const readAgain = () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey })
  return {
    test: useMutation({ mutationFn: () => answer(one.test.$post({ param })) }),
    turn: useMutation({
      mutationFn: (open: boolean) => answer(one.$patch({ param, json: { open } })),
      async onSuccess({ open }) {
        await readAgain()
        toast({ title: open ? say.opened(name) : say.shutDone(name) })
      },
      onError: toastError,
    }),
    renew: useMutation({
      mutationFn: () => answer(one.secret.$post({ param })),
      onSuccess: ({ secret }) => showSecret(secret),
      onError: toastError,
    }),
    remove: useMutation({
      mutationFn: () => answer(one.$delete({ param })),
      async onSuccess() {
        onClose()
        await readAgain()
        toast({ title: say.removed(name) })
      },
      onError: toastError,
    }),
  }
}

export const words = {
  en: {
    close: 'Close',
    test: 'Send a test',
    edit: 'Edit',
    shut: 'Close webhook',
    open: 'Open webhook',
    renew: 'New signing secret',
    remove: 'Remove',
    opened: (name: string) => `“${name}” is told of events again.`,
    shutDone: (name: string) => `“${name}” is told of nothing for now.`,
    renewSure: (name: string) => `Make a new signing secret for “${name}”?`,
    renewVerb: 'Make it',
    renewWhat:
      'It is in force at once. Until the program that listens has it, it turns our calls away. The old one cannot be brought back.',
    removeSure: (name: string) => `Remove “${name}”?`,
    removeWhat:
      'What waits to be told is dropped, and the log goes with it. This cannot be undone.',
    removed: (name: string) => `Removed “${name}”.`,
  },
  ja: {
    close: '閉じる',
    test: 'テスト送信',
    edit: '編集する',
    shut: '停止する',
    open: '再開する',
    renew: '署名シークレット',
    remove: '削除する',
    opened: (name: string) => `「${name}」への通知を再開しました。`,
    shutDone: (name: string) => `「${name}」への通知を停止しました。`,
    renewSure: (name: string) => `「${name}」の署名シークレットを作り直しますか`,
    renewVerb: '作り直す',
    renewWhat:
      '新しいものがすぐに使われます。受け手のプログラムに設定するまで、通知は拒まれます。前のものには戻せません。',
    removeSure: (name: string) => `「${name}」を削除しますか`,
    removeWhat: '待機中の通知は送られず、記録も見られなくなります。元には戻せません。',
    removed: (name: string) => `「${name}」を削除しました。`,
  },
}
