import { Button } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { CopyField } from '../../parts/copy-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import type { Source } from './queries.ts'
import classes from './signing.module.css'

/** A secret by which only one sender can post: made here, shown once. */
export function Signing({ source: { id, signed } }: { source: Source }) {
  const say = useWords(words)
  const [asking, setAsking] = useState<'make' | 'drop' | null>(null)
  const { make, drop } = useSecret(id, () => setAsking(null))
  const close = () => setAsking(null)
  return (
    <Card title={say.title} note={signed ? say.signed : say.unsigned}>
      <div className={classes.acts}>
        <Button
          leftSection={<IconLock size={18} stroke={1.75} aria-hidden />}
          onClick={() => setAsking('make')}
        >
          {signed ? say.makeNew : say.make}
        </Button>
        {signed && (
          <Button
            variant="outline"
            color="shu"
            leftSection={<IconLockOpen size={18} stroke={1.75} aria-hidden />}
            onClick={() => setAsking('drop')}
          >
            {say.drop}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking === 'make'}
        onClose={close}
        tone="moss"
        icon={IconLock}
        question={say.makeQuestion}
        what={say.makeWhat}
        verb={say.make}
        busy={make.isPending}
        onConfirm={() => make.mutate()}
      />
      <ConfirmDialog
        opened={asking === 'drop'}
        onClose={close}
        icon={IconLockOpen}
        question={say.dropQuestion}
        what={say.dropWhat}
        verb={say.drop}
        busy={drop.isPending}
        onConfirm={() => drop.mutate()}
      />
      <Dialog
        opened={make.data !== undefined}
        onClose={make.reset}
        title={say.once}
        acts={<Button onClick={make.reset}>{say.kept}</Button>}
      >
        <p className={classes.note}>{say.onceNote}</p>
        <CopyField label={say.secret} value={make.data?.secret ?? ''} autoFocus />
      </Dialog>
    </Card>
  )
}

function useSecret(id: number, done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  const route = api.sources[':id']['signing-secret']
  const param = { id: String(id) }
  const refresh = () => {
    done()
    return client.invalidateQueries({ queryKey: ['source', id] })
  }
  const make = useMutation({
    mutationFn: () => answer(route.$post({ param })),
    onSuccess: refresh,
    onError: toastError,
  })
  const drop = useMutation({
    mutationFn: () => answer(route.$delete({ param })),
    onSuccess: () => {
      toast({ title: say.dropped })
      return refresh()
    },
    onError: toastError,
  })
  return { make, drop }
}

export const words = {
  en: {
    title: 'Signature',
    unsigned:
      'Whoever knows the address can post. With a secret only those who sign can: by X-Tobiishi-Signature or by Standard Webhooks.',
    signed:
      'Only signed posts are taken, at most five minutes old: by X-Tobiishi-Signature or by Standard Webhooks.',
    make: 'Make a secret',
    makeNew: 'Make a new secret',
    makeQuestion: 'Make a signing secret?',
    makeWhat:
      'It is shown once. From then on posts without a right signature are refused, also those signed with an earlier secret.',
    drop: 'Remove the secret',
    dropQuestion: 'Take unsigned posts again?',
    dropWhat: 'Whoever knows the address can post then. The secret cannot be brought back.',
    dropped: 'The secret is removed. Unsigned posts are taken.',
    once: 'The signing secret',
    onceNote: 'Copy it to the sender now. It is not shown again.',
    secret: 'Secret',
    kept: 'I have kept it',
  },
  ja: {
    title: '署名',
    unsigned:
      'アドレスを知っていればだれでも送れます。シークレットを作ると、署名できる送信元だけになります（X-Tobiishi-SignatureまたはStandard Webhooks）。',
    signed:
      '5分以内に署名されたものだけを受け付けています（X-Tobiishi-SignatureまたはStandard Webhooks）。',
    make: 'シークレットを作る',
    makeNew: '新しく作り直す',
    makeQuestion: '署名のシークレットを作りますか',
    makeWhat:
      '表示するのは一度だけです。これから先、正しい署名のないものは断ります。前のシークレットによる署名も使えなくなります。',
    drop: 'シークレットを外す',
    dropQuestion: '署名のないものも受け付けますか',
    dropWhat: 'アドレスを知っていればだれでも送れるようになります。シークレットは元に戻せません。',
    dropped: 'シークレットを外しました。署名のないものも受け付けます。',
    once: '署名のシークレット',
    onceNote: 'いま送信元に設定してください。二度と表示しません。',
    secret: 'シークレット',
    kept: '控えました',
  },
}
