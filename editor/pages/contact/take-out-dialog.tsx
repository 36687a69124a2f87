import { Textarea } from '@mantine/core'
import { IconDoorExit } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Walk } from '../../../server/timeline/shape.ts'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { nodeWords } from './node-words.ts'
import { type Contact, useTelling } from './queries.ts'
import { useWalkChoice } from './use-walk-choice.ts'
import { WalkSelect } from './walk-select.tsx'

type Props = {
  contact: Contact
  walks: Walk[]
  /** The walk it began from; null: from none of them. */
  first: number | null
  opened: boolean
  onClose: () => void
}

/** Ends a contact's walk where it stands; the reason stands on the timeline. */
export function TakeOutDialog({ contact, walks, first, opened, onClose }: Props) {
  const say = useWords(words)
  const telling = useTelling(walks)
  const client = useQueryClient()
  const choice = useWalkChoice(walks, first, opened)
  const [reason, setReason] = useState('')
  const { walk } = choice
  const { name } = contact
  const takeOut = useMutation({
    mutationFn: ({ enrollmentId }: Walk) =>
      answer(
        api.enrollments[':id'].exit.$put({
          param: { id: String(enrollmentId) },
          json: { reason: reason.trim() },
        }),
      ),
    onSuccess: (_, { journeyName }) => {
      onClose()
      setReason('')
      toast({ title: say.done(name, journeyName) })
      return client.invalidateQueries({ queryKey: ['contact', contact.id] })
    },
    onError: toastError,
  })
  const here = walk && (nodeWords(walk.graph, walk.nodeId, telling)?.title ?? '')
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      icon={IconDoorExit}
      question={say.question(name, walk?.journeyName ?? '')}
      what={
        <>
          <p>
            {here ? say.from(here) : ''}
            {say.what}
          </p>
          <WalkSelect {...choice} />
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
      busy={takeOut.isPending}
      disabled={!walk || reason.trim() === ''}
      onConfirm={() => walk && takeOut.mutate(walk)}
    />
  )
}

export const words = {
  en: {
    question: (name: string, journey: string) => `Take ${name} out of “${journey}”?`,
    from: (here: string) => `They stand at “${here}” now. `,
    what: 'The walk ends there. Mail that waits to be sent is called back; mail that has left stays sent.',
    reason: 'Reason',
    kept: 'Stands on the timeline and in the audit log, with your name.',
    verb: 'Take out',
    done: (name: string, journey: string) => `${name} is out of “${journey}”.`,
  },
  ja: {
    question: (name: string, journey: string) => `${name}さんを「${journey}」から外しますか`,
    from: (here: string) => `いま「${here}」にいます。`,
    what: 'その場で終わります。送信待ちのメールは取りやめます。送ったメールは取り消せません。',
    reason: '理由',
    kept: 'あなたの名前とともに、履歴と操作の記録に残ります。',
    verb: '外す',
    done: (name: string, journey: string) => `${name}さんを「${journey}」から外しました。`,
  },
}
