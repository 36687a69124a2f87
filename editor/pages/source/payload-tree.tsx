import { Menu, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { attributesQuery } from '../../parts/attributes.ts'
import { Chip } from '../../parts/chip.tsx'
import { wellKnown } from '../../rules/names.ts'
import { useLanguage, useWords } from '../../words.ts'
import { attributeLabel } from '../contact/attribute-words.ts'
import type { PayloadRow } from './leaf-paths.ts'
import type { Mark, Use } from './mapping.ts'
import classes from './payload-tree.module.css'

type Props = {
  label: string
  rows: PayloadRow[]
  marks: Map<string, Mark>
  /** A form's address is always its own field. */
  webhook: boolean
  use(path: string, use: Use): void
  /** A new attribute is wanted for the value. */
  make(row: PayloadRow): void
}

/** The values of a post; each opens a menu that says what becomes of it. */
export function PayloadTree({ label, rows, ...rest }: Props) {
  return (
    <ul className={classes.tree} aria-label={label}>
      {rows.map((row) => (
        <li key={row.path} style={{ paddingInlineStart: row.depth * 16 }}>
          {row.value === null ? (
            <span className={classes.within}>{row.name}</span>
          ) : (
            <Value row={row} {...rest} />
          )}
        </li>
      ))}
    </ul>
  )
}

type ValueProps = Omit<Props, 'rows' | 'label'> & { row: PayloadRow }

function Value({ row, marks, webhook, use, make }: ValueProps) {
  const say = useWords(words)
  const language = useLanguage()
  const own = (useQuery(attributesQuery).data?.attributes ?? []).filter(
    ({ builtIn, archived }) => !builtIn && !archived,
  )
  const mark = marks.get(row.path)
  const attribute = (key: string, name: string) => (
    <Menu.Item key={key} onClick={() => use(row.path, { as: 'attribute', key })}>
      {name}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.value} data-mapped={mark ? true : undefined}>
          <span className={classes.name}>{row.name}</span>
          <span className={classes.text}>{row.value || '—'}</span>
          {mark && <MarkChip mark={mark} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {webhook && (
          <Menu.Item onClick={() => use(row.path, { as: 'email' })}>
            {attributeLabel('email', language)}
          </Menu.Item>
        )}
        {wellKnown
          .filter((key) => key !== 'email')
          .map((key) => attribute(key, attributeLabel(key, language)))}
        <Menu.Label>{say.attributes}</Menu.Label>
        {own.map(({ key, label }) => attribute(key, label || key))}
        <Menu.Item onClick={() => make(row)}>{say.make}</Menu.Item>
        <Menu.Divider />
        {mark?.said && <Menu.Item onClick={() => use(row.path, null)}>{say.undo}</Menu.Item>}
        {mark?.use.as !== 'ignored' && (
          <Menu.Item onClick={() => use(row.path, { as: 'ignored' })}>{say.ignore}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function MarkChip({ mark: { use, said } }: { mark: Mark }) {
  const say = useWords(words)
  const language = useLanguage()
  const known = useQuery(attributesQuery).data?.attributes ?? []
  if (use.as === 'ignored') return <Chip tone="ishi">{say.ignored}</Chip>
  const key = use.as === 'email' ? 'email' : use.key
  const own = known.find((each) => each.key === key && !each.builtIn)
  const name = own?.label || attributeLabel(key, language)
  return <Chip tone={said ? 'moss' : 'ishi'}>{said ? name : say.byItself(name)}</Chip>
}

export const words = {
  en: {
    attributes: 'Attributes',
    make: 'New attribute…',
    undo: 'Leave it to its name',
    ignore: 'Ignore it',
    ignored: 'Ignored',
    byItself: (name: string) => `${name}, by itself`,
  },
  ja: {
    attributes: '属性',
    make: '新しい属性…',
    undo: '項目名にまかせる',
    ignore: '使わない',
    ignored: '使わない',
    byItself: (name: string) => `${name}（自動）`,
  },
}
