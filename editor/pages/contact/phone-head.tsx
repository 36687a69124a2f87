import { useDocumentTitle } from '@mantine/hooks'
import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Avatar } from '../../parts/avatar.tsx'
import { useWords } from '../../words.ts'
import { ReachChip } from './head.tsx'
import classes from './phone-head.module.css'
import type { Contact } from './queries.ts'

/** The head in one row: back, who it is, and all acts behind one button. */
export function PhoneHead({ contact, acts }: { contact: Contact; acts: ReactNode }) {
  const say = useWords(words)
  useDocumentTitle(`${contact.name} – Tobiishi`)
  return (
    <header className={classes.head}>
      <Link to="/contacts" className={classes.back} aria-label={say.back}>
        <IconChevronLeft size={22} stroke={1.75} aria-hidden />
      </Link>
      <Avatar name={contact.name} size={40} lit />
      <div className={classes.words}>
        <h1>{contact.name}</h1>
        <p>{contact.email}</p>
        <ReachChip contact={contact} />
      </div>
      {acts}
    </header>
  )
}

export const words = {
  en: { back: 'Back to the contacts' },
  ja: { back: 'コンタクトへ戻る' },
}
