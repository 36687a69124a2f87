import { IconUsersGroup } from '@tabler/icons-react'
import { type Column, DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { Tile } from '../../parts/tile.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { ruleSentence } from '../../rules/sentence.ts'
import { useLanguage, useWords } from '../../words.ts'
import { useNames } from '../use-names.ts'
import type { Segment } from './queries.ts'
import { StateChip } from './state-chip.tsx'

export function SegmentsTable({ segments }: { segments: Segment[] }) {
  const say = useWords(words)
  const language = useLanguage()
  const format = useFormat()
  const names = useNames(segments)
  const columns: Column<Segment>[] = [
    {
      key: 'name',
      head: say.name,
      cell: ({ name, kind }) => (
        <TwoLines
          before={<Tile icon={IconUsersGroup} tone={kind === 'dynamic' ? 'fuji' : 'ishi'} round />}
          title={name}
          note={say.kinds[kind]}
        />
      ),
    },
    {
      key: 'rule',
      head: say.rule,
      width: '40%',
      wide: true,
      cell: ({ rule }) => (rule ? ruleSentence(rule, language, names) : none),
    },
    {
      key: 'state',
      head: say.state,
      width: 150,
      wide: true,
      cell: (segment) => (segment.state === 'ready' ? say.ready : <StateChip segment={segment} />),
    },
    {
      key: 'count',
      head: say.count,
      right: true,
      width: 90,
      nowrap: true,
      cell: ({ count }) => say.people(format.number(count)),
    },
    {
      key: 'changed',
      head: say.changed,
      width: 130,
      wide: true,
      nowrap: true,
      cell: ({ changedAt }) => <When at={changedAt} as="recent" />,
    },
  ]
  return (
    <DataTable
      label={say.label}
      columns={columns}
      rows={segments}
      rowKey={({ id }) => id}
      to={({ id }) => `/segments/${id}`}
    />
  )
}

export const words = {
  en: {
    label: 'Segments',
    name: 'Name',
    kinds: { dynamic: 'By conditions', fixed: 'By hand' },
    rule: 'Conditions',
    state: 'State',
    ready: 'Up to date',
    count: 'People',
    people: (number: string) => number,
    changed: 'Changed',
  },
  ja: {
    label: 'セグメント',
    name: '名前',
    kinds: { dynamic: '条件で集める', fixed: '手で選ぶ' },
    rule: '条件',
    state: '状態',
    ready: '最新',
    count: '人数',
    people: (number: string) => `${number}人`,
    changed: '変更',
  },
}
