import { IconInbox } from '@tabler/icons-react'
import { useWords } from '../../words.ts'
import classes from './not-sent.module.css'

/** In sight wherever a caught mail is shown. */
export function NotSent() {
  const say = useWords(words)
  return (
    <p className={classes.word}>
      <IconInbox size={18} stroke={1.75} aria-hidden />
      {say.notSent}
    </p>
  )
}

export const words = {
  en: { notSent: 'The built-in mailbox took this mail. It was not really sent to anybody.' },
  ja: { notSent: '内蔵メールボックスに入ったメールです。実際には送られていません。' },
}
