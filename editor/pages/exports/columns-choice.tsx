import { Button, Checkbox } from '@mantine/core'
import { words as heads } from '../../../server/words/exports.ts'
import type { Definition } from '../../parts/attributes.ts'
import { useWords } from '../../words.ts'
import classes from './exports.module.css'
import type { Column } from './queries.ts'

type Props = {
  attributes: Definition[]
  value: Column[]
  onChange: (columns: Column[]) => void
}

/** What is told of each contact, in the order of the file. */
export function ColumnsChoice({ attributes, value, onChange }: Props) {
  const say = useWords(words)
  const { facts } = useWords(heads)
  const choices = choicesFor(attributes, facts)
  const all = choices.map(({ column }) => column)
  const put = (chosen: string[]) => onChange(all.filter((column) => chosen.includes(column)))
  return (
    <Checkbox.Group
      label={say.label}
      value={value}
      onChange={put}
      error={value.length === 0 ? say.none : null}
    >
      <div className={classes.turns}>
        <Button size="xs" variant="subtle" onClick={() => put(all)}>
          {say.all}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => put([])}>
          {say.nothing}
        </Button>
      </div>
      <div className={classes.columns}>
        {choices.map(({ column, label }) => (
          <Checkbox key={column} radius="sm" value={column} label={label} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** What a file holds if nobody says otherwise: who they are and whether they may be written to. Pure. */
export const usual = (attributes: Definition[]): Column[] => [
  'email',
  ...attributes.map(({ key }): Column => `attribute:${key}`),
  'tags',
  'consent',
  'suppressed',
]

/** Every fact in the order of its words; attributes stand behind the address. */
function choicesFor(attributes: Definition[], facts: (typeof heads)['ja']['facts']) {
  const own = attributes.map(({ key, label }) => ({ column: `attribute:${key}` as Column, label }))
  return (Object.keys(facts) as (keyof typeof facts)[]).flatMap((column) => {
    const choice = { column: column as Column, label: facts[column] }
    return column === 'email' ? [choice, ...own] : [choice]
  })
}

export const words = {
  en: {
    label: 'What the file tells',
    all: 'Choose all',
    nothing: 'Choose none',
    none: 'Choose at least one.',
  },
  ja: {
    label: '書き出す列',
    all: 'すべて選ぶ',
    nothing: 'すべて外す',
    none: '1つ以上選んでください。',
  },
}
