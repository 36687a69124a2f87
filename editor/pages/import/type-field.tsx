import { Select } from '@mantine/core'
import { useWords } from '../../words.ts'
import classes from './import.module.css'
import type { Target } from './queries.ts'

type New = Extract<Target, { to: 'new' }>
type Props = {
  name: string
  target: New
  /** What stands in the column, where that is few enough to choose from. */
  choices: string[] | undefined
  onChange: (target: New) => void
}

/** What a new attribute holds: told by its values, and corrected here. */
export function TypeField({ name, target, choices, onChange }: Props) {
  const say = useWords(words)
  const offered = types.filter((type) => type !== 'choice' || choices || target.type === 'choice')
  return (
    <Select
      className={classes.type}
      aria-label={say.label(name)}
      allowDeselect={false}
      data={offered.map((value) => ({ value, label: say.types[value] }))}
      value={target.type}
      onChange={(value) => {
        const type = types.find((each) => each === value) ?? target.type
        onChange({ ...target, type, choices: target.choices ?? choices })
      }}
    />
  )
}

const types = ['text', 'number', 'date', 'datetime', 'boolean', 'choice'] as const

export const words = {
  en: {
    label: (name: string) => `What “${name}” holds`,
    types: {
      text: 'Text',
      number: 'Number',
      date: 'Date',
      datetime: 'Date and time',
      boolean: 'Yes or no',
      choice: 'One of several choices',
    },
  },
  ja: {
    label: (name: string) => `「${name}」の型`,
    types: {
      text: '文字',
      number: '数値',
      date: '日付',
      datetime: '日時',
      boolean: 'はい・いいえ',
      choice: '選択肢から1つ',
    },
  },
}
