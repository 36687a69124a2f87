import { Button } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SecretShown } from '../../parts/secret-shown.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import type { Source } from './queries.ts'
import classes from './signing.module.css'

/** The secret by which a shop's server says who its visitor is: made here, shown once. */
export function SiteSecret({ source: { id, signed } }: { source: Source }) {
  const say = useWords(words)
  const [asking, setAsking] = useState<'make' | 'drop' | null>(null)
  const { make, drop } = useSecret(id, () => setAsking(null))
  const close = () => setAsking(null)
  return (
    <Card title={say.title} note={say.note}>
      <div className={classes.acts}>
        <Button
          leftSection={<IconLock size={18} stroke={1.75} aria-hidden />}
          onClick={() => (signed ? setAsking('make') : make.mutate())}
          loading={!signed && make.isPending}
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
        verb={say.makeNew}
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
      <SecretShown secret={make.data?.secret ?? null} note={say.onceNote} onClose={make.reset} />
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
    note: 'By the secret your server signs who a visitor is. Keep it on the server, never in a page.',
    make: 'Make a secret',
    makeNew: 'Make a new secret',
    makeQuestion: 'Make a new secret?',
    makeWhat: 'Tokens that were signed with the earlier one are refused from then on.',
    drop: 'Remove the secret',
    dropQuestion: 'Remove the secret?',
    dropWhat: 'No signed token is taken then. The secret cannot be brought back.',
    dropped: 'The secret is removed.',
    onceNote: 'Copy it to your server now. It is not shown again.',
  },
  ja: {
    title: '署名',
    note: 'お店のサーバーが、この署名シークレットで訪問者がだれかを署名します。サーバーだけに置き、ページには書かないでください。',
    make: '新しく作る',
    makeNew: '作り直す',
    makeQuestion: '署名シークレットを作り直しますか',
    makeWhat: '前の署名シークレットで署名したトークンは使えなくなります。',
    drop: '署名を外す',
    dropQuestion: '署名シークレットを外しますか',
    dropWhat: '署名付きのトークンを受け取れなくなります。署名シークレットは元に戻せません。',
    dropped: '署名シークレットを外しました。',
    onceNote: 'いまお店のサーバーに設定してください。二度と表示しません。',
  },
}
