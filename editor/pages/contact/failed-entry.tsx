import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Entry, Walk } from '../../../server/timeline/shape.ts'
import { answer, api } from '../../api.ts'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { words as entryWords } from './entry-words.ts'
import classes from './failed-entry.module.css'
import { isStopped } from './tell.ts'

type Props = { entry: Extract<Entry, { kind: 'failed' }>; walks: readonly Walk[] }

/** An error in its own words; put back on the way with one click while the walk stands there. */
export function FailedEntry({ entry, walks }: Props) {
  const say = useWords(words)
  const tell = useWords(entryWords)
  const stopped = isStopped(entry, walks)
  return (
    <div className={classes.failed}>
      <pre className={classes.error}>{entry.error}</pre>
      <div className={classes.row}>
        <span>{tell.tries(entry.tries)}</span>
        {stopped && entry.enrollmentId !== null && <Retry enrollmentId={entry.enrollmentId} />}
        {!stopped && <span>{say.again}</span>}
      </div>
    </div>
  )
}

function Retry({ enrollmentId }: { enrollmentId: number }) {
  const say = useWords(words)
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () =>
      answer(api.enrollments[':id'].retry.$post({ param: { id: String(enrollmentId) } })),
    onSuccess: () => {
      toast({ title: say.retried })
      return client.invalidateQueries({ queryKey: ['contact'] })
    },
    onError: toastError,
  })
  return (
    <Button
      size="xs"
      leftSection={<IconRefresh size={15} stroke={2} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {say.retry}
    </Button>
  )
}

export const words = {
  en: {
    retry: 'Start again',
    retried: 'The walk goes on from where it stopped.',
    again: 'It is tried again by itself.',
  },
  ja: {
    retry: 'もう一度動かす',
    retried: '止まったところから、もう一度動かしました。',
    again: '自動でもう一度試します。',
  },
}
