import type { CSSProperties } from 'react'
import type { Graph } from '../../server/engine/graph.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { faceOf } from '../nodes/index.ts'
import { drawing } from './drawing.ts'
import { boxesOf } from './ends.ts'
import classes from './miniature.module.css'
import { rounded, ways } from './route.ts'

type Props = {
  graph: Graph
  /** Stones with an outline that says what is particular about them. */
  marked?: ReadonlyMap<string, 'changed'>
}

/** A drawn journey seen from afar: its stones where they lie, by shape and colour. */
export function Miniature({ graph, marked }: Props) {
  const drawn = drawing(graph)
  const boxes = boxesOf(graph)
  const all = [...boxes.values()]
  const left = Math.min(0, ...all.map((box) => box.x)) - 24
  const top = Math.min(0, ...all.map((box) => box.y)) - 24
  const right = Math.max(0, ...all.map((box) => box.x + box.width)) + 24
  const bottom = Math.max(0, ...all.map((box) => box.y + box.height)) + 24
  return (
    <svg
      className={classes.ground}
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      aria-hidden="true"
    >
      {[...ways(drawn, boxes)].map(([id, way]) => (
        <path key={id} className={classes.line} d={rounded(way.points)} />
      ))}
      {drawn.stones.map(({ id, node }) => {
        const { x, y, width, height } = boxes.get(id)!
        const face = node && nodeTypes[node.type] ? faceOf(node) : null
        const tone = face?.tone ?? 'ishi'
        return (
          <rect
            key={id}
            className={classes.stone}
            data-mark={marked?.get(id)}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={face?.shape === 'card' ? 14 : height / 2}
            style={{ '--tone': `var(--${tone})`, fill: `var(--${tone}-tile)` } as CSSProperties}
          />
        )
      })}
    </svg>
  )
}
