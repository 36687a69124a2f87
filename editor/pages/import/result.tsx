import { Button, Progress } from '@mantine/core'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { words as errorWords } from '../../../server/words/errors.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useFormat } from '../../parts/when.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { DropFile } from '../imports/drop-file.tsx'
import classes from './import.module.css'
import { type Import, useStep } from './queries.ts'
import { Refused } from './refused.tsx'

/** How far a file is, and what became of its rows. */
export function Result({ data }: { data: Import }) {
  const say = useWords(words)
  const format = useFormat()
  const language = useLanguage()
  const step = useStep(data.id)
  const [asking, setAsking] = useState(false)
  const { state } = data
  const working = state === 'waiting' || state === 'running'
  const counted = (['added', 'updated', 'unchanged', 'refused', 'entered'] as const).filter(
    (name) => name !== 'entered' || data.plan?.journeyId,
  )
  const kept = Object.entries(data.kept)
  const undoable = ['done', 'cancelled', 'failed'].includes(state) && data.added + data.updated > 0
  return (
    <Card title={say.title}>
      {working && (
        <div className={classes.progress}>
          <Progress
            value={data.bytes ? (100 * data.offset) / data.bytes : 0}
            color="moss"
            aria-label={say.title}
          />
          <p className={classes.said}>{progressWords(data, say, format.number)}</p>
        </div>
      )}
      {state === 'failed' && <Failure code={data.error} />}
      {(state === 'undone' || (state === 'undoing' && data.undone > 0)) && (
        <p className={classes.said}>{say.undone(format.number(data.undone))}</p>
      )}
      {state === 'undoing' && data.undone === 0 && <p className={classes.said}>{say.undoing}</p>}
      {kept.map(([reason, count]) => (
        <p key={reason} className={classes.said}>
          {say.kept[reason as keyof typeof say.kept](format.number(count))}
        </p>
      ))}
      <dl className={classes.figures}>
        {counted.map((name) => (
          <div key={name}>
            <dt>{say[name]}</dt>
            <dd>{format.number(data[name])}</dd>
          </div>
        ))}
      </dl>
      <Wrong error={step.error} />
      {state === 'undone' && (
        <>
          <p className={classes.said}>{say.sendAgain}</p>
          <DropFile />
        </>
      )}
      {data.refused > 0 && <Refused data={data} />}
      <div className={classes.acts}>
        {data.refused > 0 && (
          <Button
            component="a"
            href={`/api/imports/${data.id}/refused.csv?lang=${language}`}
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
          >
            {say.download}
          </Button>
        )}
        {data.plan?.segment && 'id' in data.plan.segment && (
          <Button component={Link} to={`/segments/${data.plan.segment.id}`}>
            {say.toSegment}
          </Button>
        )}
        {state === 'failed' && (
          <Button variant="filled" color="moss" onClick={() => step.mutate({ do: 'run' })}>
            {say.again}
          </Button>
        )}
        {working && <Button onClick={() => step.mutate({ do: 'cancel' })}>{say.cancel}</Button>}
        {undoable && (
          <Button
            leftSection={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {say.undo}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        icon={IconArrowBackUp}
        question={say.question}
        what={<p>{say.what(format.number(data.added), format.number(data.updated))}</p>}
        verb={say.undo}
        busy={step.isPending}
        onConfirm={() => step.mutate({ do: 'undo' }, { onSuccess: () => setAsking(false) })}
      />
    </Card>
  )
}

/** Why it stands still, in the words of what refused it. */
function Failure({ code }: { code: string | null }) {
  const say = useWords(words)
  const told: Record<string, unknown> = useWords(errorWords)
  const why = told[code ?? '']
  return (
    <p className={classes.said}>
      {code === 'too-broken' || typeof why !== 'string' ? say.tooBroken : why} {say.failed}
    </p>
  )
}

function progressWords(data: Import, say: (typeof words)['ja'], number: (n: number) => string) {
  if (!data.startedAt || !data.beatAt || data.rows === 0) return say.waiting
  const ms =
    Temporal.Instant.from(data.beatAt).epochMilliseconds -
    Temporal.Instant.from(data.startedAt).epochMilliseconds
  if (ms < 1_000 || data.offset === 0) return say.rows(number(data.rows))
  const perSecond = Math.max(1, Math.round((1000 * data.rows) / ms))
  const leftS = Math.max(1, Math.ceil((((data.bytes - data.offset) / data.offset) * ms) / 1000))
  return `${say.rows(number(data.rows))} ${say.rate(number(perSecond), number(leftS))}`
}

export const words = {
  en: {
    title: 'What became of the rows',
    waiting: 'It begins in a moment. You can leave this page.',
    rows: (n: string) => `${n} rows so far.`,
    rate: (perSecond: string, left: string) =>
      `${perSecond} rows a second, about ${left} seconds left. You can leave this page.`,
    tooBroken: 'The file’s quotation marks do not fit: too many are never closed.',
    failed: 'The import stands still. What is in stays in. Put it right, then go on.',
    toSegment: 'See the segment',
    sendAgain:
      'The file is not kept after undoing. To import it again, send it again; its columns go where they went.',
    undoing: 'The rows are being taken back.',
    undone: (n: string) => `${n} rows have been taken back.`,
    kept: {
      'changed-since': (n: string) => `${n} rows: something was changed since, and stays.`,
      merged: (n: string) => `${n} contacts stay: another contact was merged with them.`,
      walked: (n: string) => `${n} contacts stay: they have been in a journey.`,
      edited: (n: string) => `${n} contacts stay: somebody has changed them.`,
      'heard-of': (n: string) => `${n} contacts stay: something else is known of them by now.`,
    },
    added: 'Added',
    updated: 'Updated',
    unchanged: 'Unchanged',
    refused: 'Not taken in',
    entered: 'Entered the journey',
    download: 'Rows not taken in',
    again: 'Go on',
    cancel: 'Stop',
    undo: 'Undo import',
    question: 'Undo this import?',
    what: (added: string, updated: string) =>
      `${added} added contacts go, ${updated} updated rows become what they were. What others have changed since stays, and is named here.`,
  },
  ja: {
    title: '取り込みの結果',
    waiting: 'まもなく始まります。このページを離れてもかまいません。',
    rows: (n: string) => `${n}行まで終わりました。`,
    rate: (perSecond: string, left: string) =>
      `1秒に${perSecond}行、残りおよそ${left}秒です。このページを離れてもかまいません。`,
    tooBroken: '引用符（""）の閉じていない行が多すぎます。',
    failed: '取り込みは止まっています。取り込んだ分は残っています。直してから続けてください。',
    toSegment: 'セグメントへ',
    sendAgain:
      '元に戻したあと、ファイルは残していません。もう一度取り込むには、ファイルを選び直してください。列の対応は引き継ぎます。',
    undoing: '行を元に戻しています。',
    undone: (n: string) => `${n}行を元に戻しました。`,
    kept: {
      'changed-since': (n: string) => `${n}行は、あとから変わった値があるため残しました。`,
      merged: (n: string) => `${n}人は、ほかのコンタクトと統合されたため残しました。`,
      walked: (n: string) => `${n}人は、シナリオに入ったことがあるため残しました。`,
      edited: (n: string) => `${n}人は、手で変更されたため残しました。`,
      'heard-of': (n: string) => `${n}人は、ほかの記録があるため残しました。`,
    },
    added: '加えた',
    updated: '更新した',
    unchanged: '変わらない',
    refused: '取り込めなかった行',
    entered: 'シナリオに入れた',
    download: '行を受け取る',
    again: '続ける',
    cancel: '中止する',
    undo: '取り込みを戻す',
    question: 'この取り込みを元に戻しますか',
    what: (added: string, updated: string) =>
      `加えた${added}人を消し、更新した${updated}行を前の値に戻します。あとから変わったものは残し、ここに示します。`,
  },
}
