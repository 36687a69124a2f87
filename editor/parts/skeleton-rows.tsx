import { useWords } from '../words.ts'
import classes from './skeleton-rows.module.css'

type Props = {
  rows?: number
  /** The height of the rows that come. */
  height?: number
  /** Where the rows begin with a round tile. */
  tile?: boolean
  /** A table's head comes above them. */
  head?: boolean
}

/** What is coming, in its final height; shows itself only after 200 ms. */
export function SkeletonRows({ rows = 6, height = 64, tile, head }: Props) {
  const say = useWords(words)
  return (
    <div className={classes.rows} role="status" aria-label={say.loading}>
      {head && <div className={classes.head} />}
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className={classes.row} style={{ height }}>
          {tile && <span className={classes.tile} />}
          <span className={classes.lines}>
            <span className={classes.line} style={{ width: `${38 - ((row * 7) % 16)}%` }} />
            {height > 50 && (
              <span className={classes.line} style={{ width: `${24 - ((row * 5) % 9)}%` }} />
            )}
          </span>
        </div>
      ))}
    </div>
  )
}

export const words = {
  en: { loading: 'Loading' },
  ja: { loading: '読み込み中' },
}
