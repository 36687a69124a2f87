import { IconCheck, IconMailOff } from '@tabler/icons-react'
import { Avatar } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { type Column, DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import classes from './contacts.module.css'
import type { ContactRow } from './queries.ts'

type Props = {
  contacts: ContactRow[]
  /** The answer to the search before. */
  stale: boolean
  more?: { load: () => void; loading: boolean }
}

export function ContactsTable({ contacts, stale, more }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const columns: Column<ContactRow>[] = [
    {
      key: 'name',
      head: say.name,
      cell: ({ name, email, suppressed }) => (
        <TwoLines before={<Avatar name={name} lit={!suppressed} />} title={name} note={email} />
      ),
    },
    {
      key: 'state',
      head: say.state,
      width: 160,
      cell: ({ suppressed }) =>
        suppressed ? (
          <Chip tone="shu" icon={IconMailOff}>
            {say.stopped}
          </Chip>
        ) : (
          <Chip tone="moss" icon={IconCheck}>
            {say.reachable}
          </Chip>
        ),
    },
    {
      key: 'walks',
      head: say.walks,
      right: true,
      width: 140,
      cell: ({ walks }) => (walks > 0 ? say.count(format.number(walks)) : none),
    },
    {
      key: 'since',
      head: say.since,
      width: 150,
      cell: ({ createdAt }) => <When at={createdAt} as="recent" />,
    },
  ]
  return (
    <div className={classes.list} data-stale={stale || undefined}>
      <DataTable
        label={say.label}
        columns={columns}
        rows={contacts}
        rowKey={({ id }) => id}
        to={({ id }) => `/contacts/${id}`}
        more={more}
      />
    </div>
  )
}

export const words = {
  en: {
    label: 'Contacts',
    name: 'Name',
    state: 'Status',
    reachable: 'May get mail',
    stopped: 'Mail stopped',
    walks: 'Journeys now',
    count: (n: string) => n,
    since: 'Since',
  },
  ja: {
    label: 'コンタクト',
    name: '名前',
    state: '状態',
    reachable: '配信できます',
    stopped: '配信停止',
    walks: '進行中のシナリオ',
    count: (n: string) => `${n}件`,
    since: '登録',
  },
}
