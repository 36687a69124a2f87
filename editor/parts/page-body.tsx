import type { ReactNode } from 'react'
import classes from './page-body.module.css'

/** The measure of an ordinary page: 36 at the sides, 1360 at most; forms are narrower. */
export function PageBody({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <div className={classes.body} data-narrow={narrow || undefined}>
      {children}
    </div>
  )
}

/** A white card with a title; what belongs together. */
export function Card({
  title,
  note,
  acts,
  flush,
  children,
}: {
  title?: ReactNode
  note?: ReactNode
  acts?: ReactNode
  /** The content reaches the edges: a table. */
  flush?: boolean
  children: ReactNode
}) {
  return (
    <section className={classes.card} data-flush={flush || undefined}>
      {(title || acts) && (
        <div className={classes.head}>
          <div className={classes.words}>
            <h2>{title}</h2>
            {note && <p>{note}</p>}
          </div>
          {acts}
        </div>
      )}
      {children}
    </section>
  )
}
