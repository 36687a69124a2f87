import { Anchor } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { Link } from 'react-router'
import { type Column, DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { journeyTitle } from '../../parts/journey-title.ts'
import { Tile } from '../../parts/tile.tsx'
import { When } from '../../parts/when.tsx'
import { useLanguage, useWords } from '../../words.ts'
import classes from './mailbox.module.css'
import type { MailRow } from './queries.ts'
import { sizeOf } from './size.ts'

type Props = { mails: MailRow[]; more?: { load: () => void; loading: boolean } }

export function MailsTable({ mails, more }: Props) {
  const say = useWords(words)
  const language = useLanguage()
  const columns: Column<MailRow>[] = [
    {
      key: 'subject',
      head: say.subject,
      cell: ({ subject, from }) => (
        <TwoLines
          before={<Tile icon={IconMail} tone="ai" round />}
          title={subject || say.noSubject}
          note={from}
        />
      ),
    },
    {
      key: 'to',
      head: say.to,
      acts: true,
      width: 240,
      cell: ({ to, contactId }) =>
        contactId === null ? (
          to
        ) : (
          <Anchor component={Link} to={`/contacts/${contactId}`} inherit>
            {to}
          </Anchor>
        ),
    },
    {
      key: 'journey',
      head: say.journey,
      acts: true,
      width: 220,
      cell: ({ journeyId, journeyName, journeyKind }) =>
        journeyId === null ? (
          none
        ) : journeyKind === 'mail' ? (
          journeyTitle({ journeyName, journeyKind }, language)
        ) : (
          <Anchor component={Link} to={`/journeys/${journeyId}`} inherit>
            {journeyName}
          </Anchor>
        ),
    },
    {
      key: 'at',
      head: say.at,
      width: 130,
      cell: ({ receivedAt }) => <When at={receivedAt} as="recent" />,
    },
    {
      key: 'size',
      head: say.size,
      right: true,
      width: 96,
      cell: ({ size }) => sizeOf(size, language),
    },
  ]
  return (
    <div className={classes.list}>
      <DataTable
        label={say.label}
        columns={columns}
        rows={mails}
        rowKey={({ id }) => id}
        to={({ id }) => `/mailbox/${id}`}
        more={more}
      />
    </div>
  )
}

export const words = {
  en: {
    label: 'Caught mails',
    subject: 'Subject and sender',
    noSubject: '(no subject)',
    to: 'To',
    journey: 'Journey',
    at: 'Caught',
    size: 'Size',
  },
  ja: {
    label: '内蔵メールボックスのメール',
    subject: '件名・差出人',
    noSubject: '（件名なし）',
    to: '宛先',
    journey: 'シナリオ',
    at: '入った日時',
    size: '大きさ',
  },
}
