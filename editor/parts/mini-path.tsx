import { type KeyboardEvent, useMemo } from 'react'
import type { Graph } from '../../server/engine/graph.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { rounded } from '../canvas/route.ts'
import type { Box } from '../canvas/shapes.ts'
import { faceOf } from './kind-tile.tsx'
import { type LitPath, type Lived, litPath } from './lit-path.ts'
import classes from './mini-path.module.css'

type Props = {
  graph: Graph
  /** Without it the journey is drawn with nobody on it. */
  lived?: Lived
  /** The letter of whoever stands there. */
  token?: string
  /** What the picture shows, in a sentence. */
  label: string
  /** The stone that is pointed at elsewhere. */
  pointed?: string | null
  onPoint?: (nodeId: string | null) => void
  onPick?: (nodeId: string) => void
  /** Which stones can be picked; left out: those that were walked. */
  pickable?: (nodeId: string) => boolean
  /** What a stone is called when it is read aloud. */
  nameOf?: (nodeId: string) => string
}

const PAD = 12
/** The place a miniature usually has; letters and icons keep their size in it. */
const PLACE = { width: 300, height: 320 }
const nobody: Lived = { path: [], here: null }

/** A journey in small, drawn by the canvas's own layout, with the path that was walked lit. */
export function MiniPath(props: Props) {
  const { graph, lived = nobody, token, label } = props
  const lit = useMemo(() => litPath(graph, lived), [graph, lived])
  const { x, y, width, height } = lit.bounds
  const zoom = Math.min(1, PLACE.width / (width + 2 * PAD), PLACE.height / (height + 2 * PAD))
  const here = lived.here ? lit.boxes.get(lived.here) : undefined
  const pad = Math.max(PAD, 12 / zoom)
  return (
    <svg
      className={classes.path}
      data-walked={props.lived ? true : undefined}
      style={{ maxHeight: (height + 2 * pad) * Math.min(zoom, 0.7) }}
      viewBox={`${x - pad} ${y - pad} ${width + 2 * pad} ${height + 2 * pad}`}
      role={props.onPick ? 'group' : 'img'}
      aria-label={label}
    >
      <Lines lit={lit} zoom={zoom} />
      {lit.drawn.stones.map(({ id }) => (
        <MiniStone key={id} id={id} lit={lit} zoom={zoom} {...props} />
      ))}
      {here && token && <Token box={here} zoom={zoom} letter={token} />}
    </svg>
  )
}

function Lines({ lit, zoom }: { lit: LitPath; zoom: number }) {
  const order = { idle: 0, ahead: 1, here: 2, lit: 3 }
  const lines = lit.drawn.lines
    .map((line) => ({ id: line.id, light: lit.lines.get(line.id) ?? 'idle' }))
    // What is lit is drawn over what is not.
    .sort((a, b) => order[a.light] - order[b.light])
  return lines.map(({ id, light }) => {
    const way = lit.ways.get(id)
    return (
      way && (
        <path
          key={id}
          className={classes.line}
          data-light={light}
          d={rounded(way.points)}
          strokeWidth={(light === 'idle' ? 1.2 : 2.4) / zoom}
          strokeDasharray={light === 'ahead' ? `0 ${5 / zoom}` : undefined}
        />
      )
    )
  })
}

type StoneProps = Props & { id: string; lit: LitPath; zoom: number }

function MiniStone(props: StoneProps) {
  const { id, lit, zoom, graph, pointed, onPoint, onPick, pickable, nameOf } = props
  const box = lit.boxes.get(id)
  const node = graph.nodes.find((each) => each.id === id)
  const face = node && faceOf(node.type)
  if (!box) return null
  const data = node && nodeTypes[node.type]?.data.safeParse(node.data)
  const Icon = face && data?.success ? face.icon(data.data) : undefined
  const icon = Math.min(box.height * 0.72, 15 / zoom)
  const light = lit.stones.get(id) ?? 'idle'
  const can = pickable ? pickable(id) : light !== 'idle' && light !== 'ahead'
  const pick = node && can ? onPick : undefined
  const acts = pick && {
    role: 'button',
    tabIndex: 0,
    'aria-label': nameOf?.(id),
    onClick: () => pick(id),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      pick(id)
    },
    onFocus: () => onPoint?.(id),
    onBlur: () => onPoint?.(null),
  }
  return (
    <g
      className={classes.stone}
      data-light={light}
      data-shape={face?.shape ?? 'end'}
      data-pointed={pointed === id || undefined}
      onPointerEnter={() => onPoint?.(id)}
      onPointerLeave={() => onPoint?.(null)}
      {...acts}
    >
      {nameOf && <title>{nameOf(id)}</title>}
      <rect
        {...box}
        rx={face?.shape === 'card' ? 14 : box.height / 2}
        strokeWidth={(light === 'idle' ? 1 : 1.4) / zoom}
      />
      {Icon && (
        <Icon
          x={box.x + (box.width - icon) / 2}
          y={box.y + (box.height - icon) / 2}
          width={icon}
          height={icon}
          stroke={1.9}
          aria-hidden
        />
      )}
    </g>
  )
}

/** At the left end of the stone, so that its icon stays in sight. */
function Token({ box, zoom, letter }: { box: Box; zoom: number; letter: string }) {
  const radius = Math.max(16, 9.5 / zoom)
  const [cx, cy] = [box.x, box.y + box.height / 2]
  return (
    <g className={classes.token} style={{ transform: `translate(${cx}px, ${cy}px)` }}>
      <circle r={radius + 2 / zoom} className={classes.tokenRing} />
      <circle r={radius} />
      <text fontSize={radius * 1.1} dy="0.36em">
        {letter}
      </text>
    </g>
  )
}
