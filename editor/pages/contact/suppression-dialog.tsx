import { Textarea } from '@mantine/core'
import { IconMailCheck, IconMailOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from './queries.ts'

type Way = 'stop' | 'resume'
type Props = { contact: Contact; to: Way; opened: boolean; onClose: () => void }

/** Stops mail to a contact, or allows it again, which needs a reason; what is given is kept in the audit. */
export function SuppressionDialog({ contact, to, opened, onClose }: Props) {
  const { suppression, name } = contact
  const verbs = useWords(words)[to]
  const say = useWords(words)
  const [reason, setReason] = useState('')
  const resumes = to === 'resume'
  const change = useChange(contact, to, () => {
    onClose()
    setReason('')
    toast({ title: verbs.done(name) })
  })
  const own =
    resumes && (suppression?.reason === 'unsubscribed' || suppression?.reason === 'complained')
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      tone={resumes ? 'moss' : 'shu'}
      icon={resumes ? IconMailCheck : IconMailOff}
      question={verbs.question(name)}
      what={
        <>
          <p>{own ? say.ownWish : verbs.what}</p>
          <Textarea
            mt={14}
            label={verbs.reason}
            description={say.kept}
            required={resumes}
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      }
      verb={verbs.verb}
      busy={change.isPending}
      disabled={resumes && reason.trim() === ''}
      onConfirm={() => change.mutate(reason.trim())}
    />
  )
}

function useChange({ id }: Contact, to: Way, done: () => void) {
  const client = useQueryClient()
  return useMutation({
    async mutationFn(reason: string) {
      const route = api.contacts[':id'].suppression
      const param = { id: String(id) }
      if (to === 'resume') await answer(route.$delete({ param, json: { reason } }))
      else await answer(route.$put({ param, json: { reason } }))
    },
    onSuccess: () => {
      done()
      return client.invalidateQueries({ queryKey: ['contact', id] })
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    stop: {
      question: (name: string) => `Stop all mail to ${name}?`,
      what: 'No mail leaves for this contact any more. Mail that is waiting is left out, with the reason written down.',
      reason: 'Reason (may be empty)',
      verb: 'Stop mail',
      done: (name: string) => `Mail to ${name} is stopped.`,
    },
    resume: {
      question: (name: string) => `Allow mail to ${name} again?`,
      what: 'Journeys may send to this contact again. Mail that was left out is not sent afterwards.',
      reason: 'Reason',
      verb: 'Allow mail again',
      done: (name: string) => `Mail to ${name} is allowed again.`,
    },
    ownWish:
      'This contact asked for no more mail. Allow it again only if they have told you so; the law forbids it otherwise.',
    kept: 'Stands on the timeline and in the audit log, with your name.',
  },
  ja: {
    stop: {
      question: (name: string) => `${name}さんへの配信を止めますか`,
      what: 'この方にはメールを送らなくなります。送信待ちのメールは、理由を残して取りやめます。',
      reason: '理由（任意）',
      verb: '配信を止める',
      done: (name: string) => `${name}さんへの配信を止めました。`,
    },
    resume: {
      question: (name: string) => `${name}さんへの配信を再開しますか`,
      what: 'シナリオからこの方にメールを送れるようになります。取りやめたメールは、あとから送りません。',
      reason: '理由',
      verb: '配信を再開する',
      done: (name: string) => `${name}さんへの配信を再開しました。`,
    },
    ownWish:
      'ご本人が配信停止を希望しています。ご本人から再開の申し出があったときだけ再開してください。そうでなければ法律で禁じられています。',
    kept: 'あなたの名前とともに、履歴と操作の記録に残ります。',
  },
}
