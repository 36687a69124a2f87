import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import classes from './answers.module.css'

/** What the product says back: done, failed, loading, are you sure. */
export function Answers() {
  const say = useWords(words)
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <Card title={say.title}>
      <div className={classes.buttons}>
        <Button
          onClick={() =>
            toast({
              title: say.removed,
              note: say.tenSeconds,
              undo: () => toast({ title: say.back }),
            })
          }
        >
          {say.done}
        </Button>
        <Button onClick={() => toastError({ title: say.notSaved, note: say.both })}>
          {say.failed}
        </Button>
        <Button variant="outline" color="shu" onClick={() => setAsking(true)}>
          {say.stop}
        </Button>
      </div>
      <SkeletonRows rows={2} tile />
      <ErrorBox error={new Error(say.silent)} retry={() => toast({ title: say.back })} />
      <ConfirmDialog
        opened={asking}
        onClose={close}
        onConfirm={close}
        icon={IconHandStop}
        question={say.question}
        what={say.what}
        verb={say.stop}
      />
    </Card>
  )
}

export const words = {
  en: {
    title: 'Answers',
    done: 'Show what was done',
    failed: 'Show what failed',
    removed: 'Removed “10% off your first order”',
    tenSeconds: 'You can undo this for ten seconds',
    back: 'It is back.',
    notSaved: 'Could not save',
    both: 'Ren Mori changed this at 14:31. Both versions are kept.',
    silent: 'The server does not answer. Try again in a moment.',
    question: 'Stop all sends?',
    what: '6 journeys stop and 496 mails wait. Nobody gets mail until you go on.',
    stop: 'Stop all',
  },
  ja: {
    title: '返事',
    done: '済んだとき',
    failed: 'できなかったとき',
    removed: '「初回10%オフクーポン」を削除しました',
    tenSeconds: '10秒のあいだ、元に戻せます',
    back: '元に戻しました。',
    notSaved: '保存できませんでした',
    both: '森 蓮さんが14:31に変更しています。両方の版を残しました。',
    silent: 'サーバーから返事がありません。少し待ってから、もう一度お試しください。',
    question: 'すべての送信を止めますか',
    what: '6つのシナリオが止まり、496通が待ちます。再開するまで、だれにも送られません。',
    stop: 'すべて止める',
  },
}
