import { Button, CloseButton, Progress } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { words as errorWords } from '../../../server/words/errors.ts'
import { answer, api } from '../../api.ts'
import { segmentsQuery } from '../../parts/segments.ts'
import { tagsQuery } from '../../parts/tags.ts'
import { toastError } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { words as barWords } from './bulk-bar.tsx'
import { actsQuery, type BulkAct, isOpen } from './queries.ts'
import classes from './running.module.css'

/** So long what has ended is still told to whoever comes. */
const TOLD_MINUTES = 10

/** Acts on many that go on, whoever asked for them, and how those of the last minutes ended. */
export function RunningActs() {
  const say = useWords(words)
  const { data } = useQuery(actsQuery)
  const [closed, setClosed] = useSessionStorage<number[]>({ key: 'acts-seen', defaultValue: [] })
  useNews(data?.bulkActs)
  const since = Temporal.Now.instant().subtract({ minutes: TOLD_MINUTES })
  const shown = data?.bulkActs.filter(
    (act) =>
      isOpen(act) ||
      (act.endedAt !== null &&
        Temporal.Instant.compare(act.endedAt, since) > 0 &&
        !closed.includes(act.id)),
  )
  if (!shown?.length) return null
  return (
    <section className={classes.acts} aria-label={say.label}>
      {shown.map((act) => (
        <ActRow key={act.id} act={act} close={() => setClosed([...closed, act.id])} />
      ))}
    </section>
  )
}

/** What an act has changed is read anew when it is over. */
function useNews(acts: BulkAct[] | undefined) {
  const client = useQueryClient()
  const before = useRef<number[]>([])
  useEffect(() => {
    if (!acts) return
    const open = acts.filter(isOpen).map(({ id }) => id)
    const ended = before.current.some((id) => !open.includes(id))
    before.current = open
    if (!ended) return
    void client.invalidateQueries({ queryKey: ['contacts'] })
    void client.invalidateQueries({ queryKey: tagsQuery.queryKey })
    void client.invalidateQueries({ queryKey: segmentsQuery.queryKey })
  }, [acts, client])
}

function ActRow({ act, close }: { act: BulkAct; close: () => void }) {
  const say = useWords(words)
  const { acts } = useWords(barWords)
  const format = useFormat()
  const cancel = useCancel(act.id)
  const name = Object.entries(acts).find(([key]) => key === act.act)?.[1] ?? act.act
  const { done, total, rate, state } = act
  const passed = Object.values(act.skipped).reduce((sum, each) => sum + each, done)
  const seconds = rate > 0 ? (total - passed) / rate : null
  const leftOut = Object.entries(act.skipped).map(([reason, n]) =>
    (say.skipped[reason as keyof typeof say.skipped] ?? say.skipped.failed)(format.number(n)),
  )
  const facts = isOpen(act)
    ? [
        say.of(format.number(passed), format.number(total)),
        rate > 0 && say.rate(format.number(rate)),
        seconds !== null &&
          (seconds < 60 ? say.soon : say.minutes(format.number(Math.ceil(seconds / 60)))),
      ]
    : [say.done(format.number(done)), ...leftOut]
  return (
    <div className={classes.act}>
      <div className={classes.words} role={isOpen(act) ? undefined : 'status'}>
        <strong>{say.state[state](name)}</strong>
        <span className={classes.facts}>{facts.filter(Boolean).join(say.between)}</span>
        {state === 'failed' && <Failure code={act.error} />}
      </div>
      <Progress
        className={classes.track}
        value={total > 0 ? Math.min(100, (passed / total) * 100) : isOpen(act) ? 0 : 100}
        color={state === 'failed' ? 'shu' : state === 'cancelled' ? 'gray' : 'moss'}
        size={6}
        aria-label={name}
      />
      {isOpen(act) ? (
        <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {say.cancel}
        </Button>
      ) : (
        <CloseButton size="sm" aria-label={say.close(name)} onClick={close} />
      )}
    </div>
  )
}

function Failure({ code }: { code: string | null }) {
  const told: Record<string, unknown> = useWords(errorWords)
  const why = told[code ?? '']
  return typeof why === 'string' ? <span className={classes.why}>{why}</span> : null
}

function useCancel(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api['bulk-acts'][':id'].$delete({ param: { id: String(id) } })),
    onSuccess: () => client.invalidateQueries({ queryKey: actsQuery.queryKey }),
    onError: toastError,
  })
}

export const words = {
  en: {
    label: 'Acts on many that go on',
    state: {
      waiting: (act: string) => `${act}: about to begin`,
      running: (act: string) => `${act}: going on`,
      done: (act: string) => `${act}: done`,
      cancelled: (act: string) => `${act}: stopped on the way`,
      failed: (act: string) => `${act}: could not go on`,
    },
    of: (n: string, total: string) => `${n} of ${total}`,
    rate: (n: string) => `${n} a second`,
    soon: 'less than a minute left',
    minutes: (n: string) => `about ${n} min left`,
    between: ' · ',
    done: (n: string) => `${n} changed`,
    skipped: {
      unchanged: (n: string) => `${n} had nothing to change`,
      walking: (n: string) => `${n} are in the journey already`,
      'entered-before': (n: string) => `${n} have been in it before`,
      'own-wish': (n: string) => `${n} asked for no mail themselves`,
      failed: (n: string) => `${n} could not be changed`,
    },
    cancel: 'Stop it',
    close: (act: string) => `Put “${act}” away`,
  },
  ja: {
    label: '実行中のまとめ操作',
    state: {
      waiting: (act: string) => `${act}：まもなく始まります`,
      running: (act: string) => `${act}：実行中です`,
      done: (act: string) => `${act}：終わりました`,
      cancelled: (act: string) => `${act}：途中で止めました`,
      failed: (act: string) => `${act}：続けられませんでした`,
    },
    of: (n: string, total: string) => `${total}人中${n}人`,
    rate: (n: string) => `毎秒${n}人`,
    soon: '残り1分以内',
    minutes: (n: string) => `残り約${n}分`,
    between: '　',
    done: (n: string) => `${n}人を変えました`,
    skipped: {
      unchanged: (n: string) => `${n}人は変更なし`,
      walking: (n: string) => `${n}人はすでに進行中`,
      'entered-before': (n: string) => `${n}人は以前に入った方`,
      'own-wish': (n: string) => `${n}人はご本人の希望で停止中`,
      failed: (n: string) => `${n}人は変えられませんでした`,
    },
    cancel: '止める',
    close: (act: string) => `「${act}」を片付ける`,
  },
}
