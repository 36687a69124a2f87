import { Button } from '@mantine/core'
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api, meKey } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { type AccountRow, accountQuery } from './queries.ts'

/** The hand that stops all mail, and lets it go again. */
export function EmergencyStop({ account }: { account: AccountRow }) {
  const say = useWords(words)
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const side = account.stopped ? say.go : say.stop
  const turn = useMutation({
    mutationFn: () => answer(api.account.$put({ json: { ...account, stopped: !account.stopped } })),
    onSuccess(after) {
      queries.setQueryData(accountQuery.queryKey, after)
      void queries.invalidateQueries({ queryKey: meKey })
      toast({ title: side.done })
    },
    onError: toastError,
    onSettled: () => setAsking(false),
  })
  return (
    <Card
      title={side.title}
      note={side.note}
      acts={
        <Button
          variant="outline"
          color={account.stopped ? 'moss' : 'shu'}
          onClick={() => setAsking(true)}
        >
          {side.verb}
        </Button>
      }
    >
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        tone={account.stopped ? 'moss' : 'shu'}
        icon={account.stopped ? IconPlayerPlay : IconHandStop}
        question={side.question}
        what={side.what}
        verb={side.verb}
        busy={turn.isPending}
        onConfirm={() => turn.mutate()}
      />
    </Card>
  )
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
