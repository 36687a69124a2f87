import type { ReactNode } from 'react'
import { useWords } from '../../words.ts'
import classes from './reason.module.css'

/** A sunk well that says why, with the values looked at. */
export function Reason({ children }: { children: ReactNode }) {
  const say = useWords(words)
  return (
    <div className={classes.well}>
      <span className={classes.label}>{say.reason}</span>
      <div className={classes.words}>{children}</div>
    </div>
  )
}

export const words = {
  en: { reason: 'Why' },
  ja: { reason: '理由' },
}
