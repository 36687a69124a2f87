import { Button } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import classes from './decision.module.css'

type Do = 'send-again' | 'leave'

/** What an administrator can do about a mail whose result nobody knows. */
export function Decision({ messageId, subject }: { messageId: number; subject: string }) {
  const say = useWords(words)
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const decide = useMutation({
    mutationFn: (what: Do) =>
      answer(
        api.messages[':id'].decision.$post({
          param: { id: String(messageId) },
          json: { do: what },
        }),
      ),
    onSuccess: (_, what) => {
      setAsking(false)
      toast({ title: say.done[what](subject) })
      return client.invalidateQueries()
    },
    onError: toastError,
  })
  return (
    <div className={classes.acts}>
      <Button size="xs" onClick={() => setAsking(true)}>
        {say.again}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        loading={decide.isPending && decide.variables === 'leave'}
        onClick={() => decide.mutate('leave')}
      >
        {say.leave}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        tone="moss"
        icon={IconMailForward}
        question={say.question(subject)}
        what={say.what}
        verb={say.again}
        busy={decide.isPending}
        onConfirm={() => decide.mutate('send-again')}
      />
    </div>
  )
}

export const words = {
  en: {
    again: 'Send again',
    leave: 'Go on without sending',
    question: (subject: string) => `Send “${subject}” again?`,
    what: 'If the first one did go out, this contact gets the same mail twice.',
    done: {
      'send-again': (subject: string) => `“${subject}” is being sent again.`,
      leave: (subject: string) => `“${subject}” stays as it is; the walk goes on.`,
    },
  },
  ja: {
    again: '送り直す',
    leave: '送らずに進める',
    question: (subject: string) => `「${subject}」を送り直しますか`,
    what: '1通目が実は送られていた場合、同じメールが2通になります。',
    done: {
      'send-again': (subject: string) => `「${subject}」を送り直します。`,
      leave: (subject: string) => `「${subject}」は送り直さず、先に進めます。`,
    },
  },
}
