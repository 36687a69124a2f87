import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { StonesPicture } from '../parts/stones-picture.tsx'
import { useWords } from '../words.ts'
import classes from './not-found.module.css'

export function Page() {
  const say = useWords(words)
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
