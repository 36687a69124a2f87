import { Textarea } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from './queries.ts'

type Props = { contact: Contact; opened: boolean; onClose: () => void }

/** Erases a contact for good: the address is typed once more, and a reason is kept. */
export function EraseDialog({ contact, opened, onClose }: Props) {
  const { id, name, email } = contact
  const say = useWords(words)
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const erase = useMutation({
    mutationFn: () =>
      answer(
        api.contacts[':id'].erasure.$post({
          param: { id: String(id) },
          json: { email, reason: reason.trim() },
        }),
      ),
    onSuccess: () => {
      onClose()
      toast({ title: say.done })
      void client.invalidateQueries({ queryKey: ['contacts'] })
      return client.invalidateQueries({ queryKey: ['contact', id] })
    },
    onError: toastError,
  })
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      icon={IconEraser}
      question={say.question(name)}
      what={
        <>
          <p>{say.what}</p>
          <p style={{ marginTop: 10 }}>{say.comesBack}</p>
          <Textarea
            mt={14}
            label={say.reason}
            description={say.kept}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      }
      verb={say.verb}
      type={email}
      busy={erase.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => erase.mutate()}
    />
  )
}

export const words = {
  en: {
    question: (name: string) => `Erase ${name} for good?`,
    what: 'This contact leaves every journey, and what has not been sent is called back. Name, address, attributes, tags, events, posts and the texts of all mails are erased. This cannot be undone.',
    comesBack:
      'No mail goes to the address any more, and no file brings it back. Whoever signs up again is a new contact.',
    reason: 'Reason',
    kept: 'Stays in the audit log with your name. Write nothing here that tells who the person is.',
    verb: 'Erase for good',
    done: 'The contact has been erased.',
  },
  ja: {
    question: (name: string) => `${name}さんを完全に消去しますか`,
    what: 'すべてのシナリオから外し、まだ送っていないメールを取りやめます。氏名・メールアドレス・属性・タグ・イベント・届いた内容・メールの本文を消去します。元には戻せません。',
    comesBack:
      'このアドレスには今後メールを送らず、ファイルから取り込んでも戻りません。ご本人が登録し直すと、新しいコンタクトになります。',
    reason: '理由',
    kept: 'あなたの名前とともに操作の記録に残ります。ご本人がわかることは書かないでください。',
    verb: '消去する',
    done: 'コンタクトを消去しました。',
  },
}
