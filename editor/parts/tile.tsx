import type { Icon } from '@tabler/icons-react'
import type { Tone } from '../theme.ts'
import classes from './tile.module.css'

type Props = {
  icon: Icon
  tone: Tone
  size?: number
  /** Stones of the canvas are squarish; persons, triggers and timeline entries round. */
  round?: boolean
}

/** An icon on its color: tells the kind before any word is read. */
export function Tile({ icon: Icon, tone, size = 34, round }: Props) {
  const drawn = size >= 44 ? 22 : size >= 32 ? 18 : 15
  return (
    <span
      className={classes.tile}
      data-round={round || undefined}
      style={{
        width: size,
        height: size,
        color: `var(--${tone})`,
        background: `var(--${tone}-tile)`,
      }}
      aria-hidden="true"
    >
      <Icon size={drawn} stroke={drawn < 16 ? 2 : 1.75} />
    </span>
  )
}
