import { Button } from '@mantine/core'
import { IconTrash, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Empty, Nothing } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { toast, toastError } from '../parts/toasts.tsx'
import { useFormat } from '../parts/when.tsx'
import { useMe } from '../shell/me.ts'
import { useWords } from '../words.ts'
import classes from './mailbox/mailbox.module.css'
import { useMails, useWhose } from './mailbox/queries.ts'
import { MailsTable } from './mailbox/table.tsx'
import { Undecided } from './message/undecided.tsx'

/** What the built-in mailbox caught instead of sending it. */
export function Page() {
  const say = useWords(words)
  const format = useFormat()
  const whose = useWhose()
  const list = useMails(whose)
  const pages = list.data?.pages
  const mails = pages?.flatMap((page) => page.mails)
  const total = pages?.[0]?.total ?? 0
  const some = whose.journeyId !== null || whose.contactId !== null
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={<Fact />}
        acts={!some && total > 0 && <EmptyIt total={total} />}
      />
      <Undecided />
      {some && mails && (
        <div className={classes.filter}>
          <span>{say.only(filterName(mails, whose, say), format.number(total))}</span>
          <Button
            size="xs"
            leftSection={<IconX size={15} stroke={2} aria-hidden />}
            onClick={whose.all}
          >
            {say.all}
          </Button>
        </div>
      )}
      {list.error && !mails && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {!list.error && !mails && (
        <div className={classes.frame}>
          <SkeletonRows rows={6} head />
        </div>
      )}
      {mails?.length === 0 &&
        (some ? <Nothing>{say.none}</Nothing> : <Empty title={say.empty} text={say.emptyText} />)}
      {mails && mails.length > 0 && (
        <MailsTable
          mails={mails}
          more={
            list.hasNextPage
              ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }
              : undefined
          }
        />
      )}
    </PageBody>
  )
}

/** Nothing here was sent, said first. */
function Fact() {
  const say = useWords(words)
  const { data } = useMe()
  return data?.mail?.kind === 'smtp' ? say.factSmtp : say.fact
}

function filterName(
  mails: readonly { journeyName: string | null; to: string }[],
  whose: { journeyId: string | null },
  say: { thisJourney: string; thisContact: string },
): string {
  const [first] = mails
  if (whose.journeyId !== null) return first?.journeyName ?? say.thisJourney
  return first?.to ?? say.thisContact
}

function EmptyIt({ total }: { total: number }) {
  const say = useWords(words)
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const empty = useMutation({
    mutationFn: () => answer(api.mailbox.$delete()),
    onSuccess: () => {
      setAsking(false)
      toast({ title: say.emptied })
      return client.invalidateQueries({ queryKey: ['mailbox'] })
    },
    onError: toastError,
  })
  return (
    <>
      <Button
        leftSection={<IconTrash size={18} stroke={1.75} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {say.emptyIt}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        icon={IconTrash}
        question={say.emptyQuestion}
        what={say.emptyWhat(total)}
        verb={say.emptyIt}
        type={total > 100 ? String(total) : undefined}
        busy={empty.isPending}
        onConfirm={() => empty.mutate()}
      />
    </>
  )
}

export const words = {
  en: {
    title: 'Mailbox',
    fact: 'Journeys send into this built-in mailbox. Nothing here has really been sent to anybody.',
    factSmtp:
      'What the built-in mailbox caught before an SMTP server was set. Nothing here was really sent; new mail goes to the SMTP server.',
    only: (whose: string, n: string) => `Only “${whose}”: ${n} in the mailbox.`,
    thisJourney: 'this journey',
    thisContact: 'this contact',
    all: 'Show all',
    none: 'The mailbox holds no mail of these.',
    empty: 'The mailbox is empty',
    emptyText:
      'Mails from journeys are caught here, so that everything can be tried without writing to anybody. Publish a journey and fill in its form to see the first one.',
    emptyIt: 'Empty the mailbox',
    emptyQuestion: 'Empty the mailbox?',
    emptyWhat: (n: number) =>
      `${n === 1 ? '1 mail is' : `${n.toLocaleString('en')} mails are`} deleted and cannot be brought back. Timelines keep the mails as they were made.`,
    emptied: 'The mailbox is empty.',
  },
  ja: {
    title: '内蔵メールボックス',
    fact: 'シナリオのメールはこの内蔵メールボックスに入ります。ここにあるものは、実際にはだれにも送られていません。',
    factSmtp:
      'SMTPサーバーを設定する前に、内蔵メールボックスに入ったメールです。実際には送られていません。これからのメールはSMTPサーバーに渡します。',
    only: (whose: string, n: string) => `「${whose}」のメールだけを表示しています（${n}通）。`,
    thisJourney: 'このシナリオ',
    thisContact: 'このコンタクト',
    all: 'すべて表示する',
    none: 'この条件のメールはありません。',
    empty: '内蔵メールボックスは空です',
    emptyText:
      'シナリオのメールはここに入るので、だれにも送らずにすべてを試せます。シナリオを公開してフォームを送ると、最初の1通が入ります。',
    emptyIt: '空にする',
    emptyQuestion: '内蔵メールボックスを空にしますか',
    emptyWhat: (n: number) =>
      `${n.toLocaleString('ja')}通を削除します。元に戻せません。履歴には、作られたメールがそのまま残ります。`,
    emptied: '内蔵メールボックスを空にしました。',
  },
}
