import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { words as eventWords } from '../../../server/words/events.ts'
import { answer, api } from '../../api.ts'
import { Chip } from '../../parts/chip.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { type Call, callsQuery } from './queries.ts'
import classes from './webhook-dialog.module.css'
import { callWords, toldIn } from './webhook-words.ts'

const tones = { waiting: 'kohaku', done: 'moss', failed: 'shu' } as const

/** What a webhook was told of, newest first, with each try. */
export function WebhookCalls({ id }: { id: number }) {
  const say = useWords(words)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    callsQuery(id),
  )
  const calls = data?.pages.flatMap((page) => page.calls)
  return (
    <div>
      <div className={classes.row}>
        <h3>{say.title}</h3>
      </div>
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!error && !data && <SkeletonRows rows={3} height={44} />}
      {calls?.length === 0 && <Nothing>{say.empty}</Nothing>}
      {calls && calls.length > 0 && (
        <ul className={classes.calls} aria-label={say.title}>
          {calls.map((call) => (
            <One key={call.id} webhookId={id} call={call} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button size="xs" mt={10} loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {say.more}
        </Button>
      )}
    </div>
  )
}

function One({ webhookId, call }: { webhookId: number; call: Call }) {
  const say = useWords(words)
  const { state } = useWords(callWords)
  const again = useRedelivery(webhookId)
  const known: Readonly<Record<string, string>> = useWords(eventWords)
  const name = call.eventName ? (known[call.eventName] ?? call.eventName) : say.erased
  return (
    <li>
      <div className={classes.row}>
        <span className={classes.name}>{name}</span>
        {call.contactId !== null && (
          <Link to={`/contacts/${call.contactId}`}>{say.contact(call.contactId)}</Link>
        )}
        <When at={call.createdAt} />
        <Chip tone={tones[call.state]}>{state[call.state]}</Chip>
        <Button
          size="xs"
          aria-label={say.againOne(name)}
          loading={again.isPending}
          disabled={call.eventName === null}
          onClick={() => again.mutate(call.id)}
        >
          {say.again}
        </Button>
      </div>
      {call.tries.length > 0 && (
        <details className={classes.tries}>
          <summary>{say.tries(call.tries.length)}</summary>
          {call.tries.map((each, index) => (
            <div key={each.at}>
              <When at={each.at} as="seconds" />{' '}
              <Told of={say.tryOf(name, index + 1)} told={each} />
            </div>
          ))}
        </details>
      )}
    </li>
  )
}

type Answered = {
  status: number | null
  reason: string | null
  ms: number
  sent: string | null
  answer: string | null
}

/** What came back from a try: the status or why there was none, how long it took, and the answer. */
export function Told({ of, told }: { of: string; told: Answered }) {
  const say = useWords(words)
  const { well, short, why } = toldIn(useWords(callWords), told)
  return (
    <>
      <Chip tone={well ? 'moss' : 'shu'}>{short}</Chip> {told.ms} ms{why && ` — ${why}`}
      {told.sent && <Text head={say.sent} label={say.sentIn(of)} text={inLines(told.sent)} />}
      {told.answer && <Text head={say.answered} label={say.answer(of)} text={told.answer} />}
    </>
  )
}

function Text({ head, label, text }: { head: string; label: string; text: string }) {
  return (
    <div className={classes.text}>
      <span>{head}</span>
      <Scroll label={label} className={classes.answer}>
        {text}
      </Scroll>
    </div>
  )
}

/** JSON in lines; what was cut off as it is. Pure. */
function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function useRedelivery(webhookId: number) {
  const say = useWords(words)
  const queries = useQueryClient()
  const { queryKey } = callsQuery(webhookId)
  return useMutation({
    mutationFn: (callId: number) =>
      answer(
        api.webhooks[':id'].calls[':callId'].redelivery.$post({
          param: { id: String(webhookId), callId: String(callId) },
        }),
      ),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey })
      toast({ title: say.asked })
    },
    onError: toastError,
  })
}

export const words = {
  en: {
    title: 'Log of calls',
    empty: 'Nothing was told yet. Calls of the last 30 days appear here.',
    erased: 'An erased event',
    contact: (id: number) => `Contact ${id}`,
    again: 'Call again',
    againOne: (name: string) => `Call again: ${name}`,
    asked: 'It is called once more.',
    tries: (tries: number) => (tries === 1 ? '1 try' : `${tries} tries`),
    tryOf: (name: string, number: number) => `${name}, try ${number}`,
    sent: 'Sent',
    sentIn: (of: string) => `What was sent in ${of}`,
    answered: 'Answer',
    answer: (of: string) => `The answer to ${of}`,
    more: 'Load more',
  },
  ja: {
    title: '通知の記録',
    empty: 'まだ何も知らせていません。直近30日の通知がここに並びます。',
    erased: '消去されたイベント',
    contact: (id: number) => `コンタクト${id}`,
    again: '再送する',
    againOne: (name: string) => `再送する：${name}`,
    asked: 'もう一度知らせます。',
    tries: (tries: number) => `${tries}回送信`,
    tryOf: (name: string, number: number) => `${name}（${number}回目）`,
    sent: '送った内容',
    sentIn: (of: string) => `送った内容：${of}`,
    answered: '応答の内容',
    answer: (of: string) => `応答の内容：${of}`,
    more: '続きを読み込む',
  },
}
