import { Checkbox } from '@mantine/core'
import { IconCheck, IconMailOff } from '@tabler/icons-react'
import { Link } from 'react-router'
import { Avatar } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { none, TwoLines } from '../../parts/data-table.tsx'
import { useFormat, When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { words as headWords } from '../contact/head.tsx'
import type { ContactRow } from './queries.ts'
import classes from './table.module.css'

type Props = { contact: ContactRow; picked: boolean; onPick: (range: boolean) => void }

/** What the list says of one contact. */
export function Cells({ contact, picked, onPick }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { id, name, email, tags, suppression, consent, walks, createdAt, changedAt } = contact
  const shown = tags.slice(0, 2)
  return (
    <>
      <td className={classes.check}>
        <Checkbox
          size="xs"
          radius={5}
          tabIndex={-1}
          aria-label={say.pick(name)}
          checked={picked}
          onChange={({ nativeEvent }) =>
            onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
        />
      </td>
      <td>
        <Link to={`/contacts/${id}`} className={classes.opening} tabIndex={-1}>
          <TwoLines before={<Avatar name={name} lit={!suppression} />} title={name} note={email} />
        </Link>
      </td>
      <td data-wide className={classes.tags}>
        {shown.map((tag) => (
          <Chip key={tag.id} tone="ishi">
            {tag.name}
          </Chip>
        ))}
        {tags.length > shown.length && (
          <span title={tags.map((tag) => tag.name).join(', ')}>
            {say.more(tags.length - shown.length)}
          </span>
        )}
        {tags.length === 0 && none}
      </td>
      <td>
        <Reach suppression={suppression} consent={consent} />
      </td>
      <td data-wide data-right>
        {walks > 0 ? say.count(format.number(walks)) : none}
      </td>
      <td data-wide>
        <When at={changedAt} as="recent" />
      </td>
      <td data-wide>
        <When at={createdAt} as="recent" />
      </td>
    </>
  )
}

function Reach({ suppression, consent }: Pick<ContactRow, 'suppression' | 'consent'>) {
  const say = useWords(words)
  const { stopped } = useWords(headWords)
  if (suppression) {
    return (
      <Chip tone="shu" icon={IconMailOff}>
        {stopped[suppression]}
      </Chip>
    )
  }
  return consent === 'given' ? (
    <Chip tone="moss" icon={IconCheck}>
      {say.reachable}
    </Chip>
  ) : (
    <Chip tone="kohaku" icon={IconMailOff}>
      {say.noConsent}
    </Chip>
  )
}

/** A row that is on its way. */
export function Coming() {
  return (
    <>
      <td />
      <td className={classes.coming}>
        <span className={classes.disc} />
        <span className={classes.bar} />
      </td>
    </>
  )
}

export const words = {
  en: {
    pick: (name: string) => `Pick ${name}`,
    more: (n: number) => `+${n}`,
    reachable: 'May get mail',
    noConsent: 'No consent',
    count: (n: string) => n,
  },
  ja: {
    pick: (name: string) => `${name}さんを選ぶ`,
    more: (n: number) => `ほか${n}`,
    reachable: '配信できます',
    noConsent: '同意なし',
    count: (n: string) => `${n}件`,
  },
}
