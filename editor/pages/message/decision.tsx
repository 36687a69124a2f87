import { Button } from '@mantine/core'
import { IconMailForward, IconMailOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import classes from './decision.module.css'

type Do = 'send-again' | 'leave'
type Props = { messageId: number; state: string; subject: string }

/** What an administrator can do about a mail whose result nobody knows, or that is held. */
export function Decision({ messageId, state, subject }: Props) {
  const say = useWords(words)
  const [asking, setAsking] = useState<Do | null>(null)
  const close = () => setAsking(null)
  const decide = useDecide(messageId, subject, close)
  return (
    <div className={classes.acts}>
      {state === 'unknown' && (
        <Button size="xs" onClick={() => setAsking('send-again')}>
          {say.again}
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={() => setAsking('leave')}>
        {say.leave}
      </Button>
      <ConfirmDialog
        opened={asking === 'send-again'}
        onClose={close}
        tone="moss"
        icon={IconMailForward}
        question={say.againQuestion(subject)}
        what={say.againWhat}
        verb={say.again}
        busy={decide.isPending}
        onConfirm={() => decide.mutate('send-again')}
      />
      <ConfirmDialog
        opened={asking === 'leave'}
        onClose={close}
        icon={IconMailOff}
        question={say.leaveQuestion(subject)}
        what={say.leaveWhat}
        verb={say.leave}
        busy={decide.isPending}
        onConfirm={() => decide.mutate('leave')}
      />
    </div>
  )
}

function useDecide(messageId: number, subject: string, done: () => void) {
  const say = useWords(words)
  const client = useQueryClient()
  const param = { id: String(messageId) }
  return useMutation({
    mutationFn: (what: Do) =>
      answer(api.messages[':id'].decision.$post({ param, json: { do: what } })),
    onSuccess: (_, what) => {
      done()
      toast({ title: say.done[what](subject) })
      return client.invalidateQueries()
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    again: 'Send again',
    leave: 'Go on without sending',
    againQuestion: (subject: string) => `Send “${subject}” again?`,
    againWhat: 'If the first one did go out, this contact gets the same mail twice.',
    leaveQuestion: (subject: string) => `Go on without sending “${subject}”?`,
    leaveWhat:
      'It is not handed over any more, and the walk goes on as its step says. This cannot be undone.',
    done: {
      'send-again': (subject: string) => `“${subject}” is being sent again.`,
      leave: (subject: string) => `“${subject}” is not sent any more; the walk goes on.`,
    },
  },
  ja: {
    again: '送り直す',
    leave: '送らずに進める',
    againQuestion: (subject: string) => `「${subject}」を送り直しますか`,
    againWhat: '1通目が実は送られていた場合、同じメールが2通になります。',
    leaveQuestion: (subject: string) => `「${subject}」を送らずに進めますか`,
    leaveWhat: 'このメールはもう渡さず、この方はステップの設定どおりに進みます。元に戻せません。',
    done: {
      'send-again': (subject: string) => `「${subject}」を送り直します。`,
      leave: (subject: string) => `「${subject}」は送り直さず、先に進めます。`,
    },
  },
}
