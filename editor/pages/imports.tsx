import { IconFileTypeCsv } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { type Column, DataTable, none, TwoLines } from '../parts/data-table.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { Tile } from '../parts/tile.tsx'
import { useFormat, When } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { ImportState } from './import/import-state.tsx'
import type { Import } from './import/queries.ts'
import { DropFile } from './imports/drop-file.tsx'
import classes from './imports/imports.module.css'

/** Files of contacts: a place to drop the next one, and what became of those before. */
export function Page() {
  const say = useWords(words)
  const list = useInfiniteQuery({
    queryKey: ['imports'],
    queryFn: ({ pageParam }) =>
      answer(api.imports.$get({ query: pageParam ? { cursor: pageParam } : {} })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const pages = list.data?.pages
  const rows = pages?.flatMap((page) => page.imports)
  const more = list.hasNextPage
    ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }
    : undefined
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={say.fact}
        crumbs={[{ label: say.contacts, to: '/contacts' }]}
      />
      <div className={classes.page}>
        <DropFile />
        {list.error && !rows && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
        {!list.error && !rows && <SkeletonRows rows={3} tile />}
        {rows && rows.length > 0 && <History rows={rows} more={more} />}
      </div>
    </PageBody>
  )
}

type HistoryProps = { rows: Import[]; more?: { load: () => void; loading: boolean } | undefined }

function History({ rows, more }: HistoryProps) {
  const say = useWords(words)
  const format = useFormat()
  const number = (count: number) => (count > 0 ? format.number(count) : none)
  const columns: Column<Import>[] = [
    {
      key: 'file',
      head: say.file,
      cell: ({ fileName, createdAt }) => (
        <TwoLines
          before={<Tile icon={IconFileTypeCsv} tone="ishi" />}
          title={fileName}
          note={<When at={createdAt} />}
        />
      ),
    },
    {
      key: 'state',
      head: say.state,
      width: 160,
      cell: ({ state }) => <ImportState state={state} />,
    },
    {
      key: 'added',
      head: say.added,
      right: true,
      width: 110,
      wide: true,
      cell: (row) => number(row.added),
    },
    {
      key: 'updated',
      head: say.updated,
      right: true,
      width: 110,
      wide: true,
      cell: (row) => number(row.updated),
    },
    {
      key: 'refused',
      head: say.refused,
      right: true,
      width: 110,
      wide: true,
      cell: (row) => number(row.refused),
    },
  ]
  return (
    <DataTable
      label={say.history}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      to={({ id }) => `/imports/${id}`}
      {...(more && { more })}
    />
  )
}

export const words = {
  en: {
    title: 'Import contacts',
    fact: 'A file of contacts comes in here: CSV or TSV, up to 1 GB.',
    contacts: 'Contacts',
    history: 'Imports so far',
    file: 'File',
    state: 'Status',
    added: 'Added',
    updated: 'Updated',
    refused: 'Not taken in',
  },
  ja: {
    title: 'コンタクトの取り込み',
    fact: 'CSVかTSVのファイルから、コンタクトをまとめて加えます（1GBまで）。',
    contacts: 'コンタクト',
    history: 'これまでの取り込み',
    file: 'ファイル',
    state: '状態',
    added: '加えた人数',
    updated: '更新した人数',
    refused: '取り込めなかった行',
  },
}
