import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useWords } from '../words.ts'
import classes from './error-box.module.css'

type Props = {
  /** What failed. */
  title?: string
  error: Error
  retry?: () => void
}

/** What failed, what the server said, and one button. Nothing is lost by a failed reading. */
export function ErrorBox({ title, error, retry }: Props) {
  const say = useWords(words)
  return (
    <div className={classes.box} role="alert">
      <h2 className={classes.title}>{title ?? say.title}</h2>
      <p className={classes.message}>{error.message}</p>
      {retry && (
        <Button
          leftSection={<IconRefresh size={15} stroke={2} aria-hidden />}
          onClick={() => retry()}
        >
          {say.retry}
        </Button>
      )}
    </div>
  )
}

export const words = {
  en: { title: 'Could not read this. Nothing is lost.', retry: 'Read again' },
  ja: { title: '読み込めませんでした。記録は失われていません。', retry: 'もう一度読み込む' },
}
