import { Textarea } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from './queries.ts'

type Props = { contact: Contact; opened: boolean; onClose: () => void }

/** Hands out all that is held about a contact as a file, for a reason that is kept. */
export function DisclosureDialog({ contact, opened, onClose }: Props) {
  const { id, name } = contact
  const say = useWords(words)
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const disclose = useMutation({
    mutationFn: async () => {
      const response = await api.contacts[':id'].disclosure.$post({
        param: { id: String(id) },
        json: { reason: reason.trim() },
      })
      if (!response.ok) await answer(Promise.resolve(response))
      save(`${say.file}-${id}.json`, await response.blob())
    },
    onSuccess: () => {
      onClose()
      setReason('')
      toast({ title: say.done })
      return client.invalidateQueries({ queryKey: ['contact', id] })
    },
    onError: toastError,
  })
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      tone="moss"
      icon={IconFileDownload}
      question={say.question(name)}
      what={
        <>
          <p>{say.what}</p>
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
      busy={disclose.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => disclose.mutate()}
    />
  )
}

function save(name: string, file: Blob) {
  const link = document.createElement('a')
  const url = URL.createObjectURL(file)
  link.href = url
  link.download = name
  link.click()
  // The browser takes it in its own time.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export const words = {
  en: {
    question: (name: string) => `Export all that is held about ${name}?`,
    what: 'One file (JSON) with profile, consents, events, journeys, mails with their texts, and everything received. It is meant for the person it is about.',
    reason: 'Reason',
    kept: 'Stands on the timeline and in the audit log, with your name.',
    verb: 'Export',
    file: 'contact',
    done: 'The file has been made.',
  },
  ja: {
    question: (name: string) => `${name}さんの全情報を書き出しますか`,
    what: 'プロフィール・同意・イベント・シナリオ・メールの本文・届いた内容を、1つのファイル（JSON）にまとめます。ご本人からの開示請求に使います。',
    reason: '理由',
    kept: 'あなたの名前とともに、履歴と操作の記録に残ります。',
    verb: '書き出す',
    file: 'コンタクト',
    done: 'ファイルを書き出しました。',
  },
}
