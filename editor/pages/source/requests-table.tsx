import { ActionIcon, Anchor, Tooltip } from '@mantine/core'
import { IconReload } from '@tabler/icons-react'
import { Link } from 'react-router'
import { type Column, DataTable, Narrow, none } from '../../parts/data-table.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { OutcomeChip } from './outcome-chip.tsx'
import { type RequestRow, useReplay } from './queries.ts'
import classes from './received.module.css'

type Props = {
  requests: RequestRow[]
  chosen: number | null
  /** A website's posts are not run again. */
  replayed: boolean
  onOpen: (id: number) => void
  more?: { load: () => void; loading: boolean }
}

export function RequestsTable({ requests, chosen, replayed, onOpen, more }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const columns: Column<RequestRow>[] = [
    {
      key: 'at',
      head: say.at,
      width: 180,
      cell: ({ id, receivedAt, outcome }) => (
        <>
          <time dateTime={receivedAt} className={id === chosen ? classes.chosen : undefined}>
            {format.moment(receivedAt)}
          </time>
          <Narrow>
            <OutcomeChip outcome={outcome} />
          </Narrow>
        </>
      ),
    },
    {
      key: 'outcome',
      wide: true,
      head: say.outcome,
      width: 116,
      cell: ({ outcome }) => <OutcomeChip outcome={outcome} />,
    },
    {
      key: 'who',
      head: say.who,
      acts: true,
      cell: ({ contactId, email, message }) =>
        contactId !== null ? (
          <Anchor component={Link} to={`/contacts/${contactId}`} inherit>
            {email}
          </Anchor>
        ) : message ? (
          <span className={classes.why}>{message}</span>
        ) : (
          none
        ),
    },
    {
      key: 'replays',
      wide: true,
      acts: true,
      head: say.replays,
      right: true,
      width: 140,
      cell: (row) => <Replays row={row} />,
    },
  ]
  return (
    <DataTable
      dense
      label={say.label}
      columns={replayed ? columns : columns.filter(({ key }) => key !== 'replays')}
      rows={requests}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      more={more}
    />
  )
}

function Replays({ row: { id, replays, receivedAt } }: { row: RequestRow }) {
  const say = useWords(words)
  const format = useFormat()
  const replay = useReplay(id)
  const label = say.again(format.moment(receivedAt))
  return (
    <span className={classes.replay}>
      {replays > 0 && say.times(format.number(replays))}
      <Tooltip label={say.run}>
        <ActionIcon aria-label={label} loading={replay.isPending} onClick={() => replay.mutate()}>
          <IconReload size={15} stroke={2} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

export const words = {
  en: {
    label: 'Received posts',
    at: 'Received',
    outcome: 'Outcome',
    who: 'Contact, or why not',
    replays: 'Times run again',
    run: 'Run again',
    again: (at: string) => `Run the post of ${at} again`,
    times: (n: string) => `${n}×`,
  },
  ja: {
    label: '届いた内容',
    at: '届いた日時',
    outcome: '結果',
    who: 'コンタクト・断った理由',
    replays: '再実行の回数',
    run: 'もう一度実行する',
    again: (at: string) => `${at}のものをもう一度実行する`,
    times: (n: string) => `${n}回`,
  },
}
