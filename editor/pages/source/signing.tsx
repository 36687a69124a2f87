import { Button, PasswordInput, Select } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SecretShown } from '../../parts/secret-shown.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import type { Source } from './queries.ts'
import classes from './signing.module.css'
import { schemeWords } from './signing-words.ts'
import page from './source.module.css'

type Scheme = Source['signing']

const schemes: Scheme[] = ['standard', 'stripe', 'shopify', 'github', 'typeform', 'slack', 'token']
/** They make the secret themselves. */
const theirs: readonly Scheme[] = ['stripe', 'shopify', 'slack']

/** Who may post: by the signature of a sender, with the steps to set it up there. */
export function Signing({ source }: { source: Source }) {
  const say = useWords(words)
  const scheme = useWords(schemeWords)
  const [chosen, setChosen] = useState<Scheme>(source.signing)
  const [secret, setSecret] = useState('')
  const [asking, setAsking] = useState<'make' | 'drop' | null>(null)
  const { set, drop } = useSigning(source.id, () => {
    setAsking(null)
    setSecret('')
  })
  const typed = secret.trim()
  const made = set.data?.secret ?? null
  return (
    <Card
      title={say.title}
      note={source.signed ? say.signed(scheme.name[source.signing]) : say.unsigned}
    >
      <div className={page.stack}>
        <Select
          label={say.sender}
          allowDeselect={false}
          data={schemes.map((value) => ({ value, label: scheme.name[value] }))}
          value={chosen}
          onChange={(value) => setChosen(value as Scheme)}
        />
        <ol className={classes.steps}>
          {scheme.steps[chosen].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <PasswordInput
          label={theirs.includes(chosen) ? say.secretTheirs : say.secretEither}
          description={theirs.includes(chosen) ? undefined : say.secretNote}
          value={secret}
          maxLength={500}
          autoComplete="off"
          visibilityToggleFocusable
          visibilityToggleButtonProps={{ 'aria-label': say.show }}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Wrong error={set.error} />
        <div className={classes.acts}>
          <Button
            leftSection={<IconLock size={18} stroke={1.75} aria-hidden />}
            disabled={theirs.includes(chosen) ? typed.length < 8 : typed !== '' && typed.length < 8}
            onClick={() => setAsking('make')}
          >
            {typed ? say.use : say.make}
          </Button>
          {source.signed && (
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
      </div>
      <ConfirmDialog
        opened={asking === 'make'}
        onClose={() => setAsking(null)}
        tone="moss"
        icon={IconLock}
        question={say.makeQuestion(scheme.name[chosen])}
        what={typed ? say.useWhat : say.makeWhat}
        verb={typed ? say.use : say.make}
        busy={set.isPending}
        onConfirm={() => set.mutate({ scheme: chosen, ...(typed && { secret: typed }) })}
      />
      <ConfirmDialog
        opened={asking === 'drop'}
        onClose={() => setAsking(null)}
        icon={IconLockOpen}
        question={say.dropQuestion}
        what={say.dropWhat}
        verb={say.drop}
        busy={drop.isPending}
        onConfirm={() => drop.mutate()}
      />
      <SecretShown secret={made} note={say.onceNote} onClose={set.reset} />
    </Card>
  )
}

function useSigning(id: number, done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  const param = { id: String(id) }
  const refresh = () => {
    done()
    return client.invalidateQueries({ queryKey: ['source', id] })
  }
  const set = useMutation({
    mutationFn: (json: { scheme: Scheme; secret?: string }) =>
      answer(api.sources[':id'].signing.$put({ param, json })),
    onSuccess: ({ secret }) => {
      if (secret === null) toast({ title: say.used })
      return refresh()
    },
  })
  const drop = useMutation({
    mutationFn: () => answer(api.sources[':id']['signing-secret'].$delete({ param })),
    onSuccess: () => {
      toast({ title: say.dropped })
      return refresh()
    },
    onError: toastError,
  })
  return { set, drop }
}

export const words = {
  en: {
    title: 'Signature',
    unsigned:
      'Whoever knows the address can post. With a secret only those who sign can: choose who sends.',
    signed: (scheme: string) => `Only posts signed by “${scheme}” are taken.`,
    sender: 'Who sends',
    secretTheirs: 'The secret that the sender shows you',
    secretEither: 'A secret of the sender’s (may be empty)',
    secretNote: 'Empty: one is made here, to be entered there.',
    show: 'Show the secret',
    use: 'Use it',
    used: 'From now on only posts with this signature are taken.',
    make: 'Make a secret',
    makeQuestion: (scheme: string) => `Take only posts signed by “${scheme}”?`,
    makeWhat:
      'The secret is shown once. From then on posts without a right signature are refused, also those signed with an earlier secret.',
    useWhat:
      'From then on posts without a right signature are refused, also those signed with an earlier secret.',
    drop: 'Remove the secret',
    dropQuestion: 'Take unsigned posts again?',
    dropWhat: 'Whoever knows the address can post then. The secret cannot be brought back.',
    dropped: 'The secret is removed. Unsigned posts are taken.',
    onceNote: 'Copy it to the sender now. It is not shown again.',
  },
  ja: {
    title: '署名',
    unsigned:
      'アドレスを知っていればだれでも送れます。署名シークレットを決めると、署名できる送信元だけになります。',
    signed: (scheme: string) => `「${scheme}」の署名が付いたものだけを受け付けています。`,
    sender: '送信元',
    secretTheirs: '送信元に表示される署名シークレット',
    secretEither: '送信元の署名シークレット（空でもよい）',
    secretNote: '空なら、ここで作って送信元に設定します。',
    show: '署名シークレットを見る',
    use: 'これを使う',
    used: 'これから先、この署名が付いたものだけを受け付けます。',
    make: '新しく作る',
    makeQuestion: (scheme: string) => `「${scheme}」の署名が付いたものだけを受け付けますか`,
    makeWhat:
      '署名シークレットを表示するのは一度だけです。これから先、正しい署名のないものは断ります。前の署名シークレットによる署名も使えなくなります。',
    useWhat:
      'これから先、正しい署名のないものは断ります。前の署名シークレットによる署名も使えなくなります。',
    drop: '署名を外す',
    dropQuestion: '署名のないものも受け付けますか',
    dropWhat:
      'アドレスを知っていればだれでも送れるようになります。署名シークレットは元に戻せません。',
    dropped: '署名シークレットを外しました。署名のないものも受け付けます。',
    onceNote: 'いま送信元に設定してください。二度と表示しません。',
  },
}
