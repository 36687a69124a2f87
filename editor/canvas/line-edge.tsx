import { IconPlus } from '@tabler/icons-react'
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import classes from './line-edge.module.css'
import { rounded, type Way } from './route.ts'
import type { Point } from './shapes.ts'

export type LineData = {
  way: Way
  /** What stands on the line, and the share that takes it. */
  words: string | null
  share: string | null
  /** Pixels: more people, a wider line. */
  width: number
  /** Something is carried over it and will be put in between. */
  lit: boolean
  pointed: boolean
  point(lineId: string | null): void
  /** Says what its ＋ does; null: nothing can be put in between. */
  insertLabel: string | null
  insert?: (screen: Point) => void
}

export type LineFlowEdge = Edge<LineData, 'line'>

/** A line between two stones: smooth steps, words just above where it ends, a ＋ while pointed at. */
export const LineEdge = memo(function LineEdge({ id, data, selected }: EdgeProps<LineFlowEdge>) {
  if (!data) return null
  const { way, words, share, width, lit, pointed, point, insertLabel, insert } = data
  const end = way.points.at(-1)!
  return (
    <>
      <g
        className={classes.line}
        data-lit={lit || selected || (pointed && insert !== undefined) || undefined}
      >
        <BaseEdge
          id={id}
          path={rounded(way.points)}
          interactionWidth={insert ? 24 : 0}
          style={{
            strokeWidth: width,
            strokeDasharray: way.back ? '5 4' : undefined,
            stroke: 'var(--line-color)',
          }}
        />
        {way.back && (
          <path
            d={`M${end.x - 4.5} ${end.y - 8}L${end.x} ${end.y - 1}L${end.x + 4.5} ${end.y - 8}`}
            className={classes.arrow}
          />
        )}
      </g>
      <EdgeLabelRenderer>
        {words && (
          <div
            className={classes.label}
            style={{ transform: at(way.label) }}
            title={words}
            aria-hidden="true"
          >
            <span className={classes.words}>{words}</span>
            {share && <span className={classes.share}>{share}</span>}
          </div>
        )}
        {insert && insertLabel && (pointed || selected) && (
          <button
            type="button"
            className={`${classes.plus} nodrag nopan`}
            style={{ transform: at(way.middle) }}
            aria-label={insertLabel}
            onPointerEnter={() => point(id)}
            onPointerLeave={() => point(null)}
            onClick={({ currentTarget }) => {
              const { left, bottom } = currentTarget.getBoundingClientRect()
              insert({ x: left, y: bottom })
            }}
          >
            <IconPlus size={15} stroke={2} aria-hidden />
          </button>
        )}
      </EdgeLabelRenderer>
    </>
  )
})

const at = ({ x, y }: Point) => `translate(-50%, -50%) translate(${x}px, ${y}px)`
