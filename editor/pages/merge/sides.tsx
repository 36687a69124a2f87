import { Button } from '@mantine/core'
import { IconSwitchHorizontal } from '@tabler/icons-react'
import { Avatar } from '../../parts/avatar.tsx'
import { Chip } from '../../parts/chip.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from '../contact/queries.ts'
import classes from './merge.module.css'

type Props = { into: Contact; from: Contact; swap: () => void }

/** The two who become one: who stays stands first, and they can trade places. */
export function Sides({ into, from, swap }: Props) {
  const say = useWords(words)
  return (
    <div className={classes.sides}>
      <Side contact={into} kept />
      <Side contact={from} />
      <Button
        className={classes.swap}
        size="xs"
        leftSection={<IconSwitchHorizontal size={15} stroke={2} aria-hidden />}
        onClick={swap}
      >
        {say.swap}
      </Button>
    </div>
  )
}

function Side({ contact, kept }: { contact: Contact; kept?: boolean }) {
  const say = useWords(words)
  const { name, email, createdAt } = contact
  return (
    <section className={classes.side} aria-label={kept ? say.stays : say.goes}>
      <Avatar name={name} lit={kept ?? false} />
      <div className={classes.who}>
        <Chip tone={kept ? 'moss' : 'ishi'}>{kept ? say.stays : say.goes}</Chip>
        <strong>{name}</strong>
        {name !== email && <span>{email}</span>}
        <span className={classes.since}>
          {say.since} <When at={createdAt} as="date" />
        </span>
      </div>
    </section>
  )
}

export const words = {
  en: { stays: 'Stays', goes: 'Is merged in', swap: 'Swap', since: 'Contact since' },
  ja: { stays: '残る', goes: '統合される', swap: '入れ替える', since: '登録' },
}
