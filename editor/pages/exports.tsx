import { Button, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../api.ts'
import { type Column, DataTable, none, TwoLines } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { useFormat, When } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { addressOf, type Export, exportsKey } from './exports/queries.ts'

/** Who took contacts out as a file, when, why and how many. */
export function Page() {
  const say = useWords(words)
  const list = useInfiniteQuery({
    queryKey: exportsKey,
    queryFn: ({ pageParam }) =>
      answer(api.exports.$get({ query: pageParam ? { cursor: pageParam } : {} })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.exports)
  const { hasNextPage, fetchNextPage, isFetchingNextPage: loading } = list
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={say.fact}
        crumbs={[{ label: say.contacts, to: '/contacts' }]}
      />
      {list.error && !rows && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {!list.error && !rows && <SkeletonRows rows={4} head />}
      {rows?.length === 0 && (
        <Empty title={say.empty} text={say.emptyText}>
          <Button component={Link} to="/contacts" variant="filled" color="moss">
            {say.toContacts}
          </Button>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Exports
          rows={rows}
          more={hasNextPage ? { load: () => void fetchNextPage(), loading } : undefined}
        />
      )}
    </PageBody>
  )
}

type ExportsProps = { rows: Export[]; more: { load: () => void; loading: boolean } | undefined }

function Exports({ rows, more }: ExportsProps) {
  const say = useWords(words)
  const format = useFormat()
  const columns: Column<Export>[] = [
    {
      key: 'reason',
      head: say.reason,
      cell: ({ reason, actorName }) => <TwoLines title={reason} note={actorName} />,
    },
    {
      key: 'at',
      head: say.at,
      width: 170,
      nowrap: true,
      wide: true,
      cell: ({ createdAt }) => <When at={createdAt} as="recent" />,
    },
    {
      key: 'rows',
      head: say.rows,
      right: true,
      width: 110,
      cell: ({ rows, fetchedAt }) => (fetchedAt && rows !== null ? format.number(rows) : none),
    },
    {
      key: 'until',
      head: say.until,
      width: 170,
      nowrap: true,
      wide: true,
      cell: ({ url, expiresAt }) => (url ? <When at={expiresAt} /> : none),
    },
    {
      key: 'acts',
      head: <span className="visually-hidden">{say.fetch}</span>,
      right: true,
      width: 72,
      acts: true,
      cell: ({ url, reason }) =>
        url && (
          <Tooltip label={say.fetch}>
            <Button
              component="a"
              href={addressOf(url)}
              download
              size="xs"
              aria-label={say.fetchOne(reason)}
            >
              <IconDownload size={18} stroke={1.75} aria-hidden />
            </Button>
          </Tooltip>
        ),
    },
  ]
  return (
    <DataTable
      label={say.title}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      {...(more && { more })}
    />
  )
}

export const words = {
  en: {
    title: 'Exports',
    fact: 'Who took contacts out as a file, and why. A file can be fetched for seven days, by whoever gave the reason.',
    contacts: 'Contacts',
    reason: 'What it is for',
    at: 'Asked for',
    rows: 'Rows',
    until: 'Can be fetched until',
    fetch: 'Download',
    fetchOne: (reason: string) => `Download “${reason}”`,
    empty: 'Nothing has been exported',
    emptyText: 'Contacts are exported from their list or from a segment, with a reason.',
    toContacts: 'To the contacts',
  },
  ja: {
    title: '書き出し',
    fact: 'だれが、なぜコンタクトをファイルにしたかの記録です。ファイルは7日間、書き出した本人だけが受け取れます。',
    contacts: 'コンタクト',
    reason: '書き出した理由',
    at: '日時',
    rows: '行数',
    until: '受け取れる期限',
    fetch: '受け取る',
    fetchOne: (reason: string) => `「${reason}」を受け取る`,
    empty: '書き出したものはありません',
    emptyText: 'コンタクトの一覧やセグメントから、理由を添えて書き出せます。',
    toContacts: 'コンタクトへ',
  },
}
