import { IconForms, IconUserPlus } from '@tabler/icons-react'
import { DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { JourneyChip, type JourneyState } from '../../parts/journey-chip.tsx'
import { Sparkline } from '../../parts/sparkline.tsx'
import { Tile } from '../../parts/tile.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'

type Row = { name: string; note: string; state: JourneyState; here: number; sends: number[] }

/** A table with rows that open, numbers, a line of sends and times. */
export function List() {
  const say = useWords(words)
  const format = useFormat()
  const now = Temporal.Now.instant()
  const rows: Row[] = [
    {
      name: say.welcome,
      note: say.form,
      state: 'live',
      here: 933,
      sends: [3, 4, 6, 5, 2, 6, 7, 9],
    },
    { name: say.class, note: say.hand, state: 'paused', here: 86, sends: [8, 9, 7, 5, 3, 1, 0, 0] },
    { name: say.sleeping, note: say.hand, state: 'draft', here: 0, sends: [] },
  ]
  return (
    <DataTable
      label={say.label}
      rows={rows}
      rowKey={(row) => row.name}
      to={() => '/parts'}
      columns={[
        {
          key: 'name',
          head: say.name,
          cell: ({ name, note, state }) => (
            <TwoLines
              before={
                <Tile
                  icon={note === say.form ? IconForms : IconUserPlus}
                  tone={state === 'live' ? 'moss' : 'ishi'}
                  round
                />
              }
              title={name}
              note={note}
            />
          ),
        },
        {
          key: 'state',
          wide: true,
          head: say.state,
          cell: ({ state }) => <JourneyChip state={state} />,
        },
        {
          key: 'here',
          head: say.here,
          right: true,
          cell: ({ here }) => (here ? format.number(here) : none),
        },
        {
          key: 'sends',
          wide: true,
          head: say.sends,
          cell: ({ sends, state }) =>
            sends.length > 0 ? (
              <Sparkline values={sends} label={say.sends} quiet={state !== 'live'} />
            ) : (
              none
            ),
        },
        {
          key: 'changed',
          wide: true,
          head: say.changed,
          cell: () => <When at={now.subtract({ hours: 3 }).toString()} />,
        },
      ]}
    />
  )
}

export const words = {
  en: {
    label: 'A table',
    name: 'Name',
    state: 'Status',
    here: 'Here now',
    sends: 'Sends, 8 days',
    changed: 'Changed',
    welcome: 'Sign-up welcome',
    class: 'Brewing class, before and after',
    sleeping: 'Sleeping customers',
    form: 'Sign-up form · 14 stones',
    hand: 'By hand · 8 stones',
  },
  ja: {
    label: '表',
    name: '名前',
    state: '状態',
    here: 'いまいる人',
    sends: '送信（8日間）',
    changed: '変更',
    welcome: '会員登録ウェルカム',
    class: '淹れ方教室の前後',
    sleeping: '休眠の掘り起こし',
    form: '会員登録フォーム・14ステップ',
    hand: '手動・8ステップ',
  },
}
