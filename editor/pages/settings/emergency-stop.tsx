import { Button } from '@mantine/core'
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { meQuery } from '../../shell/me.ts'
import { useWords } from '../../words.ts'

/** The hand that stops all mail, and lets it go again. */
export function EmergencyStop() {
  const say = useWords(words)
  // Whoever comes back to this page sees what holds now, not what held when they left.
  const { data: me } = useQuery({ ...meQuery, staleTime: 0 })
  const turn = useTurn()
  // What was asked is done, even if somebody else turns it meanwhile.
  const [{ asked, opened }, ask] = useState({ asked: 'stop' as Turn, opened: false })
  const close = () => ask({ asked, opened: false })
  const next = me?.account?.stopped ? 'go' : 'stop'
  return (
    <Card
      title={say[next].title}
      note={say[next].note}
      acts={
        <Button
          variant="outline"
          color={tones[next]}
          onClick={() => ask({ asked: next, opened: true })}
        >
          {say[next].verb}
        </Button>
      }
    >
      <ConfirmDialog
        opened={opened}
        onClose={close}
        tone={tones[asked]}
        icon={asked === 'go' ? IconPlayerPlay : IconHandStop}
        question={say[asked].question}
        what={say[asked].what}
        verb={say[asked].verb}
        busy={turn.isPending}
        onConfirm={() => turn.mutate(asked, { onSettled: close })}
      />
    </Card>
  )
}

type Turn = 'stop' | 'go'

const tones = { stop: 'shu', go: 'moss' } as const

function useTurn() {
  const say = useWords(words)
  const queries = useQueryClient()
  const { stop } = api.account
  return useMutation({
    mutationFn: (turn: Turn) => answer<Response>(turn === 'go' ? stop.$delete() : stop.$put()),
    async onSuccess(_, turn) {
      await queries.invalidateQueries({ queryKey: meQuery.queryKey })
      toast({ title: say[turn].done })
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    stop: {
      title: 'Emergency stop',
      note: 'Stops every mail of every journey at once, also those that are queued.',
      verb: 'Stop all',
      question: 'Stop all sends?',
      what: 'No mail leaves until you let it go again. People keep their places and nothing is lost.',
      done: 'Stopped. No mail leaves.',
    },
    go: {
      title: 'All sends are stopped',
      note: 'No mail leaves. Journeys wait where a mail would be sent.',
      verb: 'Go on',
      question: 'Send again?',
      what: 'Queued mails leave at once, in the order in which they fell due.',
      done: 'Mails leave again.',
    },
  },
  ja: {
    stop: {
      title: '緊急停止',
      note: 'すべてのシナリオのメールを、待っているものも含めて、いま止めます。',
      verb: 'すべて止める',
      question: 'すべての送信を止めますか',
      what: '再開するまで、メールは1通も送られません。人の場所はそのままで、何も失われません。',
      done: '止めました。メールは送られません。',
    },
    go: {
      title: 'すべての送信を止めています',
      note: 'メールは送られません。シナリオは、メールを送る手前で待っています。',
      verb: '再開する',
      question: '送信を再開しますか',
      what: '待っているメールが、予定の早い順に、すぐ送られます。',
      done: '送信を再開しました。',
    },
  },
}
