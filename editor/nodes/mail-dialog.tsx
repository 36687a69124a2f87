import { Button, Modal } from '@mantine/core'
import type { SendData } from '../../server/engine/nodes/send.ts'
import { useWords } from '../words.ts'
import classes from './mail-dialog.module.css'
import { MailPreview } from './mail-preview.tsx'
import { MailWriting } from './mail-writing.tsx'

type Props = {
  opened: boolean
  onClose(): void
  data: SendData
  change(part: Partial<SendData>): void
}

/** The whole mail: written on the left, read on the right. */
export function MailDialog({ opened, onClose, data, change }: Props) {
  const say = useWords(words)
  return (
    <Modal.Root opened={opened} onClose={onClose} size={1180} centered>
      <Modal.Overlay />
      <Modal.Content radius="xl">
        <Modal.Body className={classes.dialog}>
          <Modal.Title component="h2" className={classes.title}>
            {say.title}
          </Modal.Title>
          <MailWriting data={data} change={change} />
          <MailPreview data={data} />
          <div className={classes.foot}>
            <span className={classes.note}>{say.saved}</span>
            <Button onClick={onClose}>{say.close}</Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

export const words = {
  en: {
    title: 'Write the mail',
    saved: 'Everything is saved as you write. Nothing is sent until you publish.',
    close: 'Close',
  },
  ja: {
    title: 'メールの文面',
    saved: '書いたそばから保存されます。公開するまで、メールは送られません。',
    close: '閉じる',
  },
}
