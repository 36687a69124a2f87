import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { Sparkline } from '../../parts/sparkline.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './health.module.css'

/** What waits, how fast posts come, and what was refused why in the last 14 days. */
export function Health({ id }: { id: number }) {
  const say = useWords(words)
  const format = useFormat()
  const param = { id: String(id) }
  const { data } = useQuery({
    queryKey: ['source', id, 'health'],
    queryFn: () => answer(api.sources[':id'].health.$get({ param })),
    refetchInterval: 10_000,
  })
  const accepted = data?.days.map((day) => day.accepted) ?? Array(14).fill(0)
  const refused = data?.days.map((day) => day.refused) ?? Array(14).fill(0)
  const total = (days: number[]) => format.number(days.reduce((all, n) => all + n, 0))
  return (
    <section className={classes.health} aria-label={say.title} aria-busy={!data}>
      <dl className={classes.figures}>
        <Figure name={say.pending} value={data ? format.number(data.pending) : '—'}>
          {data?.oldestAt ? say.since(format.moment(data.oldestAt)) : say.nothingWaits}
        </Figure>
        <Figure name={say.minute} value={data ? format.number(data.lastMinute) : '—'}>
          {say.minuteNote}
        </Figure>
        <Figure name={say.accepted} value={data ? total(accepted) : '—'}>
          <Sparkline values={accepted} label={say.acceptedDays(accepted.join(', '))} />
        </Figure>
        <Figure name={say.refused} value={data ? total(refused) : '—'}>
          <Sparkline values={refused} label={say.refusedDays(refused.join(', '))} quiet />
        </Figure>
      </dl>
      {data && data.reasons.length > 0 && (
        <div className={classes.reasons}>
          <ul>
            {data.reasons.map(({ reason, message, posts }) => (
              <li key={reason}>
                <b>{say.posts(format.number(posts))}</b> {message}
              </li>
            ))}
          </ul>
          <RunAgain id={id} />
        </div>
      )}
    </section>
  )
}

function Figure(props: { name: string; value: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
      <dd className={classes.note}>{props.children}</dd>
    </div>
  )
}

const DAYS_MS = 14 * 24 * 3_600_000

/** Runs what was refused in these days again, part by part. */
function RunAgain({ id }: { id: number }) {
  const say = useWords(words)
  const format = useFormat()
  const client = useQueryClient()
  const [done, setDone] = useState(0)
  const run = useMutation({
    mutationFn: async () => {
      const since = new Date(Date.now() - DAYS_MS).toISOString()
      let sums = { done: 0, pending: 0 }
      for (let after: number | null = 0; after !== null; ) {
        const json: { since: string; after: number } = { since, after }
        const part = await answer(
          api.sources[':id'].replays.$post({ param: { id: String(id) }, json }),
        )
        sums = { done: sums.done + part.done, pending: sums.pending + part.pending }
        setDone(sums.done)
        after = part.next
      }
      return sums
    },
    onSuccess: (sums) => {
      toast({ title: say.ran(format.number(sums.done), format.number(sums.pending)) })
      return client.invalidateQueries({ queryKey: ['source', id] })
    },
    onError: toastError,
  })
  return (
    <div className={classes.again}>
      <Button size="xs" loading={run.isPending} onClick={() => run.mutate()}>
        {say.again}
      </Button>
      {run.isPending && <span className={classes.note}>{say.running(format.number(done))}</span>}
    </div>
  )
}

export const words = {
  en: {
    title: 'How it does',
    pending: 'Waiting',
    since: (at: string) => `the oldest since ${at}`,
    nothingWaits: 'Everything is taken in.',
    minute: 'Posts now',
    minuteNote: 'in the last minute',
    accepted: 'Accepted, 14 days',
    refused: 'Refused, 14 days',
    acceptedDays: (days: string) => `Accepted each day: ${days}`,
    refusedDays: (days: string) => `Refused each day: ${days}`,
    posts: (n: string) => `${n}×`,
    again: 'Run all again',
    running: (n: string) => `${n} so far`,
    ran: (n: string, taken: string) => `${n} were run again; ${taken} of them are taken in now.`,
  },
  ja: {
    title: 'いまの様子',
    pending: '処理待ち',
    since: (at: string) => `最も古いものは${at}から`,
    nothingWaits: 'すべて処理済みです。',
    minute: 'いまの件数',
    minuteNote: 'この1分間',
    accepted: '受け付けた件数（14日間）',
    refused: '断った件数（14日間）',
    acceptedDays: (days: string) => `日ごとの受け付けた件数：${days}`,
    refusedDays: (days: string) => `日ごとの断った件数：${days}`,
    posts: (n: string) => `${n}件`,
    again: 'すべて再実行',
    running: (n: string) => `${n}件まで済みました`,
    ran: (n: string, taken: string) =>
      `${n}件をもう一度実行しました。そのうち${taken}件を受け付けます。`,
  },
}
