import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useWords } from '../words.ts'
import classes from './lost.module.css'
import { StonesPicture } from './stones-picture.tsx'

/** An address without a page, or without the thing that its page would show. */
export function Lost() {
  const say = useWords(words)
  useEffect(() => {
    document.title = `${say.title} – Tobiishi`
  }, [say.title])
  return (
    <div className={classes.page}>
      <StonesPicture lost />
      <h1 className={classes.title}>{say.title}</h1>
      <p className={classes.text}>{say.text}</p>
      <Button component={Link} to="/journeys" variant="filled" color="moss">
        {say.back}
      </Button>
    </div>
  )
}

export const words = {
  en: {
    title: 'There is no stone here',
    text: 'The address leads nowhere, or what stood here was removed.',
    back: 'Back to the journeys',
  },
  ja: {
    title: 'ここに飛び石はありません',
    text: 'アドレスが違うか、ここにあったものが削除されました。',
    back: 'シナリオへ戻る',
  },
}
