import { Tooltip } from '@mantine/core'
import { type Icon, IconCheck } from '@tabler/icons-react'
import type { CSSProperties, ReactNode } from 'react'
import { type Shape, sizes } from '../canvas/shapes.ts'
import type { Tone } from '../theme.ts'
import classes from './stone.module.css'
import { Tile } from './tile.tsx'

export type StoneProps = {
  shape: Exclude<Shape, 'end'>
  tone: Tone
  icon: Icon
  kind: string
  title: string
  summary?: string
  /** At the right end: `Here` or `Passed`. */
  count?: ReactNode
  /** The problem, said in the tooltip; one mark a stone. */
  mark?: string
  /** selected by the hand · lit: walked · faint: not taken */
  state?: 'selected' | 'lit' | 'faint'
  /** How much there is room for: everything · kind and title · icon and count · its color. */
  detail?: 'whole' | 'title' | 'icon' | 'color'
}

/** One stone for every kind of node: a face gives words and color, the shape is ours. */
export function Stone(props: StoneProps) {
  const { shape, tone, icon, kind, title, summary, count, mark, state, detail = 'whole' } = props
  const flat = shape === 'pebble'
  // On a card the count shares the line of the kind, so that title and summary have the width.
  const above = shape === 'card' && detail === 'whole'
  return (
    <div
      className={classes.stone}
      data-shape={shape}
      data-state={state}
      data-detail={detail}
      style={{ ...sizes[shape], '--tone': `var(--${tone})` } as CSSProperties}
    >
      {detail !== 'color' && (
        <Tile icon={icon} tone={tone} size={flat ? 26 : 34} round={shape !== 'card'} />
      )}
      <div className={classes.words}>
        {!flat && (
          <span className={classes.top}>
            <span className={classes.kind}>{kind}</span>
            {above && count && <span className={classes.count}>{count}</span>}
          </span>
        )}
        <span className={classes.title} title={title}>
          {title}
        </span>
        {!flat && summary && (
          <span className={classes.summary} title={summary}>
            {summary}
          </span>
        )}
      </div>
      {!above && count && <span className={classes.count}>{count}</span>}
      {state === 'lit' && <IconCheck className={classes.check} size={12} stroke={3} aria-hidden />}
      {mark && (
        <Tooltip label={mark}>
          <span className={classes.mark} aria-hidden="true">
            !
          </span>
        </Tooltip>
      )}
    </div>
  )
}

/** Where a stone will be put: the outline of what is carried, with the word for it. */
export function DropPlace({ shape, children }: { shape: Shape; children: ReactNode }) {
  return (
    <div className={classes.drop} data-shape={shape} style={sizes[shape]}>
      {children}
    </div>
  )
}
