import { Button } from '@mantine/core'
import { IconDoorExit, IconExternalLink, IconForms, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Tile } from '../../parts/tile.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { OpenChip } from './open-chip.tsx'
import { type Source, useChangeSource } from './queries.ts'

/** What it is called, whether it takes anything in, and how much has come. */
export function SourceHead({ source }: { source: Source }) {
  const say = useWords(words)
  const format = useFormat()
  const { id, name, kind, url, open, accepted, refused } = source
  return (
    <PageHeader
      crumbs={[{ label: say.sources, to: '/sources' }]}
      picture={<Tile icon={IconForms} tone={open ? 'moss' : 'ishi'} size={44} round />}
      title={name}
      beside={<OpenChip open={open} />}
      fact={
        kind === 'site'
          ? say.kind.site
          : `${say.kind[kind]}${say.gap}${say.counts(format.number(accepted), format.number(refused))}`
      }
      acts={
        <>
          {kind === 'form' && open && (
            <Button
              component="a"
              href={url}
              target="_blank"
              rel="noreferrer"
              leftSection={<IconExternalLink size={18} stroke={1.75} aria-hidden />}
            >
              {say.see}
            </Button>
          )}
          <OpenOrClose id={id} name={name} open={open} />
        </>
      }
    />
  )
}

function OpenOrClose({ id, name, open }: Pick<Source, 'id' | 'name' | 'open'>) {
  const say = useWords(words)
  const [asking, setAsking] = useState(false)
  const change = useChangeSource(id, () => {
    setAsking(false)
    toast({ title: open ? say.closed(name) : say.opened(name) })
  })
  const turn = () => change.mutate({ open: !open }, { onError: toastError })
  if (!open) {
    return (
      <Button
        variant="outline"
        color="moss"
        leftSection={<IconPlayerPlay size={18} stroke={1.75} aria-hidden />}
        loading={change.isPending}
        onClick={turn}
      >
        {say.open}
      </Button>
    )
  }
  return (
    <>
      <Button variant="outline" color="shu" onClick={() => setAsking(true)}>
        {say.close}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        icon={IconDoorExit}
        question={say.closeQuestion(name)}
        what={say.closeWhat}
        verb={say.close}
        busy={change.isPending}
        onConfirm={turn}
      />
    </>
  )
}

export const words = {
  en: {
    sources: 'Sources',
    kind: { form: 'Form page', webhook: 'Webhook', site: 'Website' },
    gap: ' · ',
    counts: (accepted: string, refused: string) => `${accepted} accepted, ${refused} refused`,
    see: 'See the form',
    close: 'Close it',
    open: 'Open again',
    closeQuestion: (name: string) => `Close “${name}”?`,
    closeWhat:
      'Posts are turned away with 404 and nobody enters a journey here. People already walking go on. It can be opened again at any time.',
    closed: (name: string) => `“${name}” is closed.`,
    opened: (name: string) => `“${name}” is open again.`,
  },
  ja: {
    sources: '受付口',
    kind: { form: 'フォームのページ', webhook: 'Webhook', site: 'サイトのスクリプト' },
    gap: '　',
    counts: (accepted: string, refused: string) => `受け付けた${accepted}件　断った${refused}件`,
    see: 'フォームを見る',
    close: '受付を止める',
    open: '受付を再開する',
    closeQuestion: (name: string) => `「${name}」の受付を止めますか`,
    closeWhat:
      '送られてきた内容は404で断り、ここからはだれもシナリオに入りません。すでに進んでいる方は、そのまま進みます。いつでも再開できます。',
    closed: (name: string) => `「${name}」の受付を止めました。`,
    opened: (name: string) => `「${name}」の受付を再開しました。`,
  },
}
