import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Tone } from '../theme.ts'
import classes from './chip.module.css'

type Props = {
  tone: Tone
  icon?: Icon
  /** A dot before the words: something is going on. */
  dot?: boolean
  children: ReactNode
}

/** A state in a word or two. */
export function Chip({ tone, icon: Icon, dot, children }: Props) {
  return (
    <span
      className={classes.chip}
      style={{ color: `var(--${tone})`, background: `var(--${tone}-tile)` }}
    >
      {dot && <span className={classes.dot} />}
      {Icon && <Icon size={13} stroke={2} aria-hidden />}
      {children}
    </span>
  )
}
