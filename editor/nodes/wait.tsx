import { NumberInput, Select, TextInput } from '@mantine/core'
import { IconHourglass } from '@tabler/icons-react'
import type { WaitData } from '../../server/engine/nodes/wait.ts'
import { type Duration, units } from '../../server/engine/schedule.ts'
import { useWords } from '../words.ts'
import type { Face, FormProps } from './face.ts'
import { NextTimes } from './next-times.tsx'
import classes from './wait.module.css'

export const wait: Face<WaitData> = {
  tone: 'kohaku',
  shape: 'pebble',
  letter: 'w',
  icon: () => IconHourglass,
  words: {
    en: {
      kind: 'Wait',
      hint: 'Moves on after a while',
      title: ({ name, wait }) => name || `Wait ${english(wait)}`,
      summary: ({ name, wait }) => (name ? english(wait) : ''),
      meaning: ({ wait }) => ({
        sentence:
          isClock(wait) || wait.amount === 0
            ? `Moves on ${english(wait)} later.`
            : `Moves on ${english(wait)} later, at the same time of day.`,
        note: 'Counted from when the last mail was really sent, else from the arrival here.',
      }),
      out: () => null,
    },
    ja: {
      kind: '待機',
      hint: '時間をおいて次へ進みます',
      title: ({ name, wait }) => name || `${japanese(wait)}待つ`,
      summary: ({ name, wait }) => (name ? japanese(wait) : ''),
      meaning: ({ wait }) => ({
        sentence:
          isClock(wait) || wait.amount === 0
            ? `${japanese(wait)}後に進みます。`
            : `${japanese(wait)}後の同じ時刻に進みます。`,
        note: '直前のメールを実際に送った時刻から数えます。メールがなければ、ここに着いた時刻からです。',
      }),
      out: () => null,
    },
  },
  Form,
}

const isClock = ({ unit }: Duration) => unit === 'minutes' || unit === 'hours'

const english = ({ amount, unit }: Duration) =>
  `${amount.toLocaleString('en')} ${amount === 1 ? unit.slice(0, -1) : unit}`

const japanese = ({ amount, unit }: Duration) =>
  `${amount.toLocaleString('ja')}${words.ja.units[unit]}`

function Form({ data, wrong, change }: FormProps<WaitData>) {
  const say = useWords(words)
  const { wait } = data
  return (
    <>
      <div className={classes.amount}>
        <NumberInput
          label={say.amount}
          min={0}
          max={10_000}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={wait.amount}
          error={wrong['wait-zero']}
          onChange={(amount) => change({ wait: { ...wait, amount: Number(amount) || 0 } })}
        />
        <Select
          label={say.unit}
          allowDeselect={false}
          data={units.map((value) => ({ value, label: say.units[value] }))}
          value={wait.unit}
          onChange={(unit) => change({ wait: { ...wait, unit: unit as Duration['unit'] } })}
        />
      </div>
      <TextInput
        label={say.name}
        placeholder={say.nameless}
        maxLength={200}
        value={data.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NextTimes wait={wait} />
    </>
  )
}

export const words = {
  en: {
    amount: 'How long',
    unit: 'Unit',
    units: { minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks', months: 'months' },
    name: 'Name',
    nameless: 'Shows how long when empty',
  },
  ja: {
    amount: '長さ',
    unit: '単位',
    units: { minutes: '分', hours: '時間', days: '日', weeks: '週間', months: 'か月' },
    name: '名前',
    nameless: '空のときは長さを表示します',
  },
}
