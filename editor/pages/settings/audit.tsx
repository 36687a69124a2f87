import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { attributesQuery } from '../../parts/attributes.ts'
import { DataTable, Narrow, TwoLines } from '../../parts/data-table.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { When } from '../../parts/when.tsx'
import { noNames } from '../../rules/names.ts'
import { useLanguage, useWords } from '../../words.ts'
import { fieldNames } from '../contact/told-fields.ts'
import { actionWords, detailWords } from './audit-words.ts'
import { type AuditEntry, auditQuery } from './queries.ts'

/** Who changed what, newest first. Nothing here can be changed or removed. */
export function Audit() {
  const say = useWords(words)
  const audit = useInfiniteQuery(auditQuery)
  const { data, error, refetch, hasNextPage, isFetchingNextPage } = audit
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <Card flush title={say.title} note={say.note}>
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!error && !data && <SkeletonRows rows={8} height={56} head />}
      {data && entries.length === 0 && <Nothing>{say.empty}</Nothing>}
      {entries.length > 0 && (
        <DataTable
          dense
          label={say.title}
          rows={entries}
          rowKey={(entry) => entry.id}
          more={
            hasNextPage
              ? { load: () => audit.fetchNextPage(), loading: isFetchingNextPage }
              : undefined
          }
          columns={[
            { key: 'what', head: say.what, cell: (entry) => <What entry={entry} /> },
            {
              key: 'subject',
              wide: true,
              head: say.subject,
              cell: (entry) => <Subject entry={entry} />,
              nowrap: true,
            },
            {
              key: 'who',
              wide: true,
              head: say.who,
              cell: (entry) => <Who entry={entry} />,
              nowrap: true,
            },
            { key: 'when', head: say.when, cell: ({ at }) => <When at={at} /> },
          ]}
        />
      )}
    </Card>
  )
}

function What({ entry }: { entry: AuditEntry }) {
  const say = useWords(words)
  const sentences: Record<string, string> = useWords(actionWords)
  const { action } = entry
  return (
    <TwoLines
      title={sentences[action] ?? <code>{action}</code>}
      note={
        <>
          <Detail of={entry} />
          <Narrow>
            <Who entry={entry} />
            {say.gap}
            <Subject entry={entry} />
          </Narrow>
        </>
      }
    />
  )
}

function Who({ entry: { actor, actorName } }: { entry: AuditEntry }) {
  const say = useWords(words)
  if (actor.startsWith('key:')) return say.key(actorName)
  if (actor === 'cli') return say.cli
  if (actor === 'system') return say.system
  return actorName
}

const rooms: Record<string, string> = {
  journey: '/journeys',
  contact: '/contacts',
  source: '/sources',
  message: '/messages',
  segment: '/segments',
  import: '/imports',
}

/** What it was done to; a way there where there is a page. */
function Subject({ entry: { subject, action } }: { entry: AuditEntry }) {
  const say = useWords(words)
  const [kind = '', id = ''] = subject.split(':')
  const name = say.kinds[kind as keyof typeof say.kinds] ?? kind
  const room = rooms[kind]
  if (!room || action.endsWith('.deleted')) return name
  return <Link to={`${room}/${id}`}>{`${name} ${id}`}</Link>
}

/** The values of an entry that a reader has a word for; what changed as from → to. */
function Detail({ of: { action, detail } }: { of: AuditEntry }) {
  const say = useWords(detailWords)
  const changed = useChanged(action, detail)
  const fields: Record<string, string> = say.fields
  // In the order of the words: the database keeps none.
  const told = Object.entries(fields).flatMap(([key, field]) => {
    const value = key === 'way' ? say.ways[detail.way as keyof typeof say.ways] : detail[key]
    if (value === '') return []
    const label = field && `${field}${say.is}`
    if (typeof value === 'string' || typeof value === 'number') return `${label}${value}`
    const change = value as { from?: unknown; to?: unknown } | null | undefined
    if (!change || !('from' in change) || !('to' in change)) return []
    return `${label}${shown(change.from, say)} → ${shown(change.to, say)}`
  })
  return [...changed, ...told].join(say.next) || null
}

/** What changed of a contact, by its labels; the values stand with the person only. */
function useChanged(action: string, { fields }: AuditEntry['detail']): string[] {
  const language = useLanguage()
  const attributes = useQuery(attributesQuery).data?.attributes ?? null
  if (action !== 'contact.changed' || !Array.isArray(fields)) return []
  return [fieldNames(fields.map(String), { language, names: { ...noNames, attributes } })]
}

const shown = (value: unknown, say: { yes: string; no: string }) =>
  typeof value === 'boolean' ? (value ? say.yes : say.no) : String(value ?? '') || '–'

export const words = {
  en: {
    title: 'Audit log',
    note: 'Every change since the first day. Nobody can change or remove an entry.',
    empty: 'Nothing was changed yet.',
    what: 'What',
    subject: 'Of what',
    who: 'Who',
    when: 'When',
    gap: ' · ',
    key: (name: string) => `API key “${name}”`,
    cli: 'Command line',
    system: 'Tobiishi',
    kinds: {
      journey: 'Journey',
      contact: 'Contact',
      source: 'Source',
      segment: 'Segment',
      message: 'Mail',
      member: 'Member',
      key: 'API key',
      account: 'Account',
      enrollment: 'Enrollment',
      request: 'Request',
      mailbox: 'Built-in mailbox',
      attribute: 'Attribute',
      tag: 'Tag',
      topic: 'Topic',
      import: 'Import',
      export: 'Export',
      webhook: 'Webhook',
      'bulk-act': 'Act on many',
    },
  },
  ja: {
    title: '操作の記録',
    note: '最初の日からの、すべての変更です。だれも書き換えたり消したりできません。',
    empty: 'まだ何も変更されていません。',
    what: '内容',
    subject: '対象',
    who: '人',
    when: '日時',
    gap: '　',
    key: (name: string) => `APIキー「${name}」`,
    cli: 'コマンド',
    system: 'Tobiishi',
    kinds: {
      journey: 'シナリオ',
      contact: 'コンタクト',
      source: '受付口',
      segment: 'セグメント',
      message: 'メール',
      member: 'メンバー',
      key: 'APIキー',
      account: 'アカウント',
      enrollment: '適用',
      request: '届いた内容',
      mailbox: '内蔵メールボックス',
      attribute: '属性',
      tag: 'タグ',
      topic: 'トピック',
      import: '取り込み',
      export: '書き出し',
      webhook: 'Webhook通知',
      'bulk-act': '一括操作',
    },
  },
}
