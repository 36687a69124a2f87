import { IconUsersPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { words as rowWords } from '../../../server/words/imports.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { useFormat } from '../../parts/when.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import classes from './import.module.css'
import { type Forecast, forecastQuery, type Import, type PlanInput } from './queries.ts'

type Props = {
  data: Import
  plan: PlanInput
  opened: boolean
  busy: boolean
  error: Error | null
  onClose: () => void
  onRun: () => void
}

/** What would become of the file, before anything is written; from here it is taken in. */
export function ForecastDialog({ data, plan, opened, busy, error, onClose, onRun }: Props) {
  const say = useWords(words)
  const forecast = useQuery({ ...forecastQuery(data.id), enabled: opened })
  const said = forecast.isFetching ? undefined : forecast.data
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      tone="moss"
      icon={IconUsersPlus}
      question={say.question(data.fileName)}
      what={
        <>
          {said ? (
            <Told said={said} plan={plan} names={data.names} />
          ) : (
            !forecast.error && (
              <div role="status" aria-label={say.looking}>
                <p className={classes.said}>{say.looking}</p>
                <SkeletonRows rows={2} />
              </div>
            )
          )}
          <Wrong error={error ?? forecast.error} />
        </>
      }
      verb={say.run}
      busy={busy}
      disabled={!said}
      onConfirm={onRun}
    />
  )
}

type Told = { said: Forecast; plan: PlanInput; names: string[] }

function Told({ said, plan, names }: Told) {
  const say = useWords(words)
  const { reasons } = useWords(rowWords)
  const { number } = useFormat()
  const unsubscribes = plan.mode === 'unsubscribe'
  const figures = [
    ...(unsubscribes ? [] : [[say.added, said.added] as const]),
    [unsubscribes ? say.unsubscribed : say.updated, said.updated] as const,
    [say.unchanged, said.unchanged] as const,
    [say.refused, said.refused] as const,
    ...(plan.consent && !unsubscribes ? [[say.consents, said.consents] as const] : []),
    ...(plan.journeyId && !unsubscribes ? [[say.entered, said.entered] as const] : []),
  ]
  const nameOf = (at: number | null) => names[at ?? 0] || say.column((at ?? 0) + 1)
  return (
    <>
      <p className={classes.said}>
        {said.whole
          ? say.whole(number(said.rows))
          : say.part(number(said.rows), number(said.about))}
      </p>
      <dl className={classes.figures}>
        {figures.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      {said.reasons.length > 0 && (
        <ul className={classes.reasons} aria-label={say.reasons}>
          {said.reasons.map(({ reason, count, first }) => (
            <li key={reason}>
              {reasons[reason](nameOf(first.column))}
              <small>{say.first(number(count), number(first.line), first.value)}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export const words = {
  en: {
    question: (name: string) => `Import “${name}”?`,
    looking: 'The rows are being tried. Nothing is written yet.',
    whole: (rows: string) => `Every row was tried (${rows}). This is what would happen:`,
    part: (rows: string, about: string) =>
      `The first ${rows} of about ${about} rows were tried. This is what would happen to them:`,
    added: 'Added',
    updated: 'Updated',
    unsubscribed: 'Unsubscribed',
    unchanged: 'Unchanged',
    refused: 'Not taken in',
    consents: 'Get consent',
    entered: 'Enter the journey',
    reasons: 'Why rows are not taken in',
    first: (count: string, line: string, value: string | null) =>
      `Rows: ${count}, the first is row ${line}${value ? `: ${value}` : ''}`,
    column: (n: number) => `Column ${n}`,
    run: 'Import',
  },
  ja: {
    question: (name: string) => `「${name}」を取り込みますか`,
    looking: '行を確かめています。まだ何も書き込みません。',
    whole: (rows: string) => `${rows}行すべてを確かめました。取り込むと、次のようになります。`,
    part: (rows: string, about: string) =>
      `およそ${about}行のうち、最初の${rows}行を確かめました。この分は次のようになります。`,
    added: '加える',
    updated: '更新する',
    unsubscribed: '配信を停止する',
    unchanged: '変わらない',
    refused: '取り込めない行',
    consents: '同意を記録する',
    entered: 'シナリオに入る',
    reasons: '取り込めない理由',
    first: (count: string, line: string, value: string | null) =>
      `${count}行、最初は${line}行目${value ? `：${value}` : ''}`,
    column: (n: number) => `${n}列目`,
    run: '取り込む',
  },
}
