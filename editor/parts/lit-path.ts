import type { Graph } from '../../server/engine/graph.ts'
import { type Drawing, drawing } from '../canvas/drawing.ts'
import { layout } from '../canvas/layout.ts'
import { type Way, ways } from '../canvas/route.ts'
import { type Box, boxRound } from '../canvas/shapes.ts'

/** What somebody has lived of a journey, and where they stand; null: the walk has ended. */
export type Lived = {
  path: readonly { nodeId: string; out: string | null }[]
  here: string | null
}

/** lit: walked · here: stands there · ahead: comes next for certain · idle: not taken, or not yet */
export type Light = 'lit' | 'here' | 'ahead' | 'idle'

export type LitPath = {
  drawn: Drawing
  boxes: Map<string, Box>
  ways: Map<string, Way>
  stones: Map<string, Light>
  lines: Map<string, Light>
  bounds: Box
}

/** A journey as a miniature: the canvas's own layout, and which of it is walked. Pure. */
export function litPath(graph: Graph, lived: Lived): LitPath {
  const drawn = drawing(graph)
  const boxes = layout(graph)
  const { stones, lines } = lights(drawn, lived)
  return { drawn, boxes, ways: ways(drawn, boxes), stones, lines, bounds: boundsOf(boxes) }
}

/** The stones ahead of `from` as long as only one line leads on, nearest first. Pure. */
export function stonesAhead({ lines }: Drawing, from: string): string[] {
  const ahead: string[] = []
  for (let at = from; ; ) {
    const on = lines.filter((line) => line.source === at)
    const next = on[0]?.target
    if (on.length !== 1 || !next || next === from || ahead.includes(next)) return ahead
    ahead.push(next)
    at = next
  }
}

function lights(drawn: Drawing, { path, here }: Lived) {
  const stones = new Map<string, Light>(drawn.stones.map(({ id }) => [id, 'idle']))
  const lines = new Map<string, Light>(drawn.lines.map(({ id }) => [id, 'idle']))
  const lineFrom = (nodeId: string, out?: string) =>
    drawn.lines.find((line) => line.source === nodeId && (!out || line.out === out))

  for (const [index, { nodeId, out }] of path.entries()) {
    if (stones.has(nodeId)) stones.set(nodeId, 'lit')
    const line = out && lineFrom(nodeId, out)
    if (!line) continue
    lines.set(line.id, 'lit')
    // The small end is nobody's node: it is lit when the last way out led to it.
    const ended = here === null && index === path.length - 1
    if (ended) stones.set(line.target, 'lit')
  }
  if (here === null) return { stones, lines }

  stones.set(here, 'here')
  let at = here
  for (const next of stonesAhead(drawn, here)) {
    const line = lineFrom(at)
    if (line && lines.get(line.id) === 'idle') lines.set(line.id, 'ahead')
    if (stones.get(next) === 'idle') stones.set(next, 'ahead')
    at = next
  }
  return { stones, lines }
}

function boundsOf(boxes: Map<string, Box>): Box {
  const all = [...boxes.values()]
  return all.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : boxRound(all)
}
