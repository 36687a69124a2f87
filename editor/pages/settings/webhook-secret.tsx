import { Button } from '@mantine/core'
import { CopyField } from '../../parts/copy-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useWords } from '../../words.ts'
import classes from './webhook-dialog.module.css'

/** A signing secret: the only time anybody can read it. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const say = useWords(words)
  return (
    <Dialog
      opened
      held
      size={560}
      onClose={onClose}
      title={say.title}
      acts={<Button onClick={onClose}>{say.close}</Button>}
    >
      <p>{say.once}</p>
      <div className={classes.secret}>
        <CopyField label={say.secret} value={secret} autoFocus />
      </div>
    </Dialog>
  )
}

export const words = {
  en: {
    title: 'The signing secret',
    once: 'Copy it now into the program that listens, which checks with it (Standard Webhooks) that a call is ours. Nobody can show it again.',
    secret: 'Signing secret',
    close: 'Close',
  },
  ja: {
    title: '署名シークレット',
    once: 'いまコピーして、受け手のプログラムに設定してください。Standard Webhooksの方式で、通知が本物かを確かめられます。もう一度表示することはできません。',
    secret: '署名シークレット',
    close: '閉じる',
  },
}
