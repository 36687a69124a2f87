import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import { type Column, DataTable, Narrow, none } from '../../parts/data-table.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { OutcomeChip } from './outcome-chip.tsx'
import type { RequestRow } from './queries.ts'
import classes from './received.module.css'

type Props = {
  requests: RequestRow[]
  chosen: number | null
  onOpen: (id: number) => void
  more?: { load: () => void; loading: boolean }
}

export function RequestsTable({ requests, chosen, onOpen, more }: Props) {
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
      head: say.replays,
      right: true,
      width: 96,
      cell: ({ replays }) => (replays > 0 ? say.times(format.number(replays)) : none),
    },
  ]
  return (
    <DataTable
      dense
      label={say.label}
      columns={columns}
      rows={requests}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      more={more}
    />
  )
}

export const words = {
  en: {
    label: 'Received posts',
    at: 'Received',
    outcome: 'Outcome',
    who: 'Contact, or why not',
    replays: 'Run again',
    times: (n: string) => `${n}×`,
  },
  ja: {
    label: '届いた内容',
    at: '届いた日時',
    outcome: '結果',
    who: 'コンタクト・断った理由',
    replays: '再実行',
    times: (n: string) => `${n}回`,
  },
}
