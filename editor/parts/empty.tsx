import type { ReactNode } from 'react'
import classes from './empty.module.css'
import { StonesPicture } from './stones-picture.tsx'

type Props = {
  /** One sentence that invites. */
  title: string
  /** One that explains. */
  text: string
  /** The green act first. */
  children?: ReactNode
}

/** A page with nothing on it yet: picture, invitation, explanation, act. */
export function Empty({ title, text, children }: Props) {
  return (
    <div className={classes.empty}>
      <StonesPicture />
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children && <div className={classes.acts}>{children}</div>}
    </div>
  )
}

/** The same within a card or a filter that finds nothing: a sentence is enough. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>
}
