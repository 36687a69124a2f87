import { useWords } from '../words.ts'
import classes from './live.module.css'

/** That what is shown here grows by itself, or has stopped to. */
export function Live({ error }: { error: Error | null }) {
  const say = useWords(words)
  return (
    <p className={classes.live} data-late={error !== null || undefined} role="status">
      {error ? say.late : say.live}
    </p>
  )
}

export const words = {
  en: { live: 'Updates by itself', late: 'Not up to date. Trying again by itself.' },
  ja: { live: '自動で更新中', late: '更新できていません。自動で試し直します。' },
}
