import { IconForms, IconRoute, IconUserPlus } from '@tabler/icons-react'
import { type Column, DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { JourneyChip } from '../../parts/journey-chip.tsx'
import { Sparkline } from '../../parts/sparkline.tsx'
import { Tile } from '../../parts/tile.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { Health } from './health.tsx'
import type { JourneyRow } from './queries.ts'
import { RowMenu } from './row-menu.tsx'
import classes from './table.module.css'

export function Table({ rows }: { rows: readonly JourneyRow[] }) {
  const say = useWords(words)
  const format = useFormat()
  const count = (value: number, wasLive: boolean) => (wasLive ? format.number(value) : none)
  const columns: Column<JourneyRow>[] = [
    { key: 'name', head: say.name, cell: (row) => <Name journey={row} /> },
    {
      key: 'state',
      wide: true,
      head: say.state,
      width: 128,
      cell: ({ state, versionNumber }) => (
        <span className={classes.state}>
          <JourneyChip state={state} />
          {versionNumber && <span className={classes.version}>v{versionNumber}</span>}
        </span>
      ),
    },
    {
      key: 'here',
      head: say.here,
      right: true,
      width: 78,
      cell: (row) => <strong>{count(row.here, row.versionNumber !== null)}</strong>,
    },
    {
      key: 'entered',
      wide: true,
      head: say.entered,
      right: true,
      width: 78,
      cell: (row) => count(row.entered, row.versionNumber !== null),
    },
    {
      key: 'sends',
      wide: true,
      head: say.sends,
      width: 136,
      cell: (row) => <Sends journey={row} />,
    },
    {
      key: 'health',
      wide: true,
      head: say.health,
      width: 148,
      cell: (row) => <Health journey={row} />,
    },
    {
      key: 'changed',
      wide: true,
      head: say.changed,
      width: 108,
      cell: ({ savedBy, savedAt }) => (
        <span className={classes.changed}>
          <span>{savedBy}</span>
          <When at={savedAt} as="recent" />
        </span>
      ),
    },
    {
      key: 'acts',
      head: <span className="visually-hidden">{say.acts}</span>,
      width: 56,
      right: true,
      acts: true,
      cell: (row) => <RowMenu journey={row} />,
    },
  ]
  return (
    <DataTable
      label={say.label}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      to={(row) => `/journeys/${row.id}`}
    />
  )
}

function Name({ journey }: { journey: JourneyRow }) {
  const say = useWords(words)
  const { trigger, stones, state, name } = journey
  const Icon = !trigger ? IconRoute : trigger.kind === 'hand' ? IconUserPlus : IconForms
  const from = !trigger
    ? null
    : trigger.kind === 'hand'
      ? say.hand
      : (trigger.sourceName ?? say.none)
  return (
    <TwoLines
      before={<Tile icon={Icon} tone={state === 'live' ? 'moss' : 'ishi'} round />}
      title={name}
      note={[from, say.stones(stones)].filter(Boolean).join(say.dot)}
    />
  )
}

function Sends({ journey: { sends, state, versionNumber } }: { journey: JourneyRow }) {
  const say = useWords(words)
  const format = useFormat()
  const sum = sends.reduce((all, day) => all + day, 0)
  if (versionNumber === null) return none
  if (sum === 0) return <span className={classes.quiet}>{say.noSends}</span>
  const label = say.sum(format.number(sum))
  return (
    <span title={label}>
      <Sparkline values={sends} label={label} quiet={state !== 'live'} />
    </span>
  )
}

export const words = {
  en: {
    label: 'Journeys',
    name: 'Name',
    state: 'Status',
    here: 'Here now',
    entered: 'Entered',
    sends: 'Sends, 14 days',
    health: 'Health',
    changed: 'Changed',
    acts: 'What to do',
    hand: 'By hand',
    none: 'No source chosen',
    dot: ' · ',
    stones: (n: number) => (n === 1 ? '1 stone' : `${n} stones`),
    noSends: 'No sends',
    sum: (n: string) => (n === '1' ? '1 mail in 14 days' : `${n} mails in 14 days`),
  },
  ja: {
    label: 'シナリオ',
    name: '名前',
    state: '状態',
    here: 'いまいる人',
    entered: '入った人',
    sends: '送信（14日間）',
    health: '様子',
    changed: '変更',
    acts: '操作',
    hand: '手動',
    none: '受付口が未選択',
    dot: '・',
    stones: (n: number) => `${n}ステップ`,
    noSends: '送信なし',
    sum: (n: string) => `14日間で${n}通`,
  },
}
