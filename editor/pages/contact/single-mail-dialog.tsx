import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type SendData, send } from '../../../server/engine/nodes/send.ts'
import { answer, api } from '../../api.ts'
import { MailPreview } from '../../nodes/mail-preview.tsx'
import { MailWriting } from '../../nodes/mail-writing.tsx'
import { words as classWords } from '../../nodes/send-form.tsx'
import { toast } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from './queries.ts'
import classes from './single-mail-dialog.module.css'

type Props = { contact: Contact; opened: boolean; onClose: () => void }

/** One mail to one contact: written on the left, read on the right as this contact gets it. */
export function SingleMailDialog({ contact, opened, onClose }: Props) {
  const say = useWords(words)
  const [mail, setMail] = useState<SendData>(send.fresh)
  const change = (part: Partial<SendData>) => setMail((before) => ({ ...before, ...part }))
  const sending = useSend(contact, () => {
    setMail(send.fresh)
    onClose()
  })
  const empty = !mail.subject.trim() || (!mail.html.trim() && !mail.text.trim())
  return (
    <Modal.Root opened={opened} onClose={onClose} size={1180} centered>
      <Modal.Overlay />
      <Modal.Content radius="xl">
        <Modal.Body className={classes.dialog}>
          <Modal.Title component="h2" className={classes.title}>
            {say.title(contact.name)}
          </Modal.Title>
          <div className={classes.writing}>
            <Kind mail={mail} change={change} contact={contact} />
            <MailWriting data={mail} change={change} first="text" untriggered />
          </div>
          <MailPreview data={mail} reader={contact} />
          <div className={classes.foot}>
            <Wrong error={sending.error} />
            <Button onClick={onClose}>{say.cancel}</Button>
            <Button
              variant="filled"
              color="moss"
              loading={sending.isPending}
              disabled={empty}
              onClick={() => sending.mutate(mail)}
            >
              {say.act}
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

type KindProps = { mail: SendData; change(part: Partial<SendData>): void; contact: Contact }

/** What the law makes of it, and whether it can reach this contact at all. */
function Kind({ mail, change, contact }: KindProps) {
  const say = useWords(words)
  const kinds = useWords(classWords)
  const stopped = whyNot(contact, mail.class)
  return (
    <div>
      <SegmentedControl
        aria-label={kinds.class}
        value={mail.class}
        onChange={(value) => change({ class: value as SendData['class'] })}
        data={[
          { value: 'advertising', label: kinds.advertising },
          { value: 'transactional', label: kinds.transactional },
        ]}
      />
      <p className={classes.law} data-stopped={stopped !== null || undefined}>
        {stopped ? say.stopped[stopped] : kinds.law[mail.class]}
      </p>
    </div>
  )
}

/** Why this kind of mail would be left out for a contact; null: it would not. Pure. */
function whyNot({ suppression, consent }: Contact, kind: SendData['class']) {
  if (suppression && !(kind === 'transactional' && suppression.reason === 'unsubscribed')) {
    return 'suppressed'
  }
  return kind === 'advertising' && consent?.given !== 'given' ? 'noConsent' : null
}

function useSend({ id }: Contact, done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name: _, ifLeftOut: __, ...json }: SendData) =>
      answer(api.contacts[':id'].mails.$post({ param: { id: String(id) }, json })),
    onSuccess: () => {
      done()
      toast({ title: say.done })
      return client.invalidateQueries({ queryKey: ['contact', id] })
    },
  })
}

export const words = {
  en: {
    title: (name: string) => `One mail to ${name}`,
    stopped: {
      suppressed: 'Mail to this contact is stopped: this mail would be left out.',
      noConsent:
        'There is no consent to advertising on record: as advertising this mail would be left out.',
    },
    cancel: 'Cancel',
    act: 'Send',
    done: 'The mail is on its way. The timeline shows what becomes of it.',
  },
  ja: {
    title: (name: string) => `${name}さんに一通のメールを送る`,
    stopped: {
      suppressed: 'この方への配信は止められているので、このメールは送られません。',
      noConsent: '広告メールの同意の記録がないので、広告宣伝としては送られません。',
    },
    cancel: 'やめる',
    act: '送る',
    done: '送信を頼みました。結果は履歴に出ます。',
  },
}
