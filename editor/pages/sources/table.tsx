import { IconForms, IconLock } from '@tabler/icons-react'
import { Chip } from '../../parts/chip.tsx'
import { type Column, DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { Tile } from '../../parts/tile.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { OpenChip } from '../source/open-chip.tsx'
import type { SourceRow } from '../source/queries.ts'
import classes from './sources.module.css'

export function SourcesTable({ sources }: { sources: SourceRow[] }) {
  const say = useWords(words)
  const format = useFormat()
  const columns: Column<SourceRow>[] = [
    {
      key: 'name',
      head: say.name,
      cell: ({ name, kind, open }) => (
        <TwoLines
          before={<Tile icon={IconForms} tone={open ? 'moss' : 'ishi'} round />}
          title={name}
          note={say.kind[kind]}
        />
      ),
    },
    {
      key: 'state',
      head: say.state,
      width: 200,
      cell: ({ open, signed }) => (
        <>
          <OpenChip open={open} />{' '}
          {signed && (
            <Chip tone="ishi" icon={IconLock}>
              {say.signed}
            </Chip>
          )}
        </>
      ),
    },
    {
      key: 'accepted',
      head: say.accepted,
      right: true,
      width: 120,
      cell: ({ accepted }) => (accepted > 0 ? format.number(accepted) : none),
    },
    {
      key: 'refused',
      head: say.refused,
      right: true,
      width: 120,
      cell: ({ refused }) => (refused > 0 ? format.number(refused) : none),
    },
    {
      key: 'last',
      head: say.last,
      width: 160,
      cell: ({ lastAt }) => (lastAt ? <When at={lastAt} as="recent" /> : none),
    },
  ]
  return (
    <div className={classes.list}>
      <DataTable
        label={say.label}
        columns={columns}
        rows={sources}
        rowKey={({ id }) => id}
        to={({ id }) => `/sources/${id}`}
      />
    </div>
  )
}

export const words = {
  en: {
    label: 'Sources',
    name: 'Name',
    kind: { form: 'Form page', webhook: 'Webhook', site: 'Website' },
    state: 'Status',
    signed: 'Signed',
    accepted: 'Accepted',
    refused: 'Refused',
    last: 'Last received',
  },
  ja: {
    label: '受付口',
    name: '名前',
    kind: { form: 'フォームのページ', webhook: 'Webhook', site: 'サイトのスクリプト' },
    state: '状態',
    signed: '署名付き',
    accepted: '受け付けた件数',
    refused: '断った件数',
    last: '最後に届いた日時',
  },
}
