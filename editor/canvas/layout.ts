import dagre from '@dagrejs/dagre'
import type { Graph } from '../../server/engine/graph.ts'
import { type Drawing, type DrawnLine, drawing } from './drawing.ts'
import { type Box, GAP, type Point, positionOf, snap, snapDown } from './shapes.ts'

/**
 * Where every stone stands when nobody has moved it: top to bottom, ways out in their order from
 * left to right, the small ends included. Columns are dagre's; rows are ours, so that each path
 * keeps its own even steps. Pure.
 * @returns boxes by their upper left corner, in pixels
 */
export function layout(graph: Graph): Map<string, Box> {
  const drawn = drawing(graph)
  const { order, ahead } = walkOrder(drawn)
  const placed = columns(drawn, order, ahead)
  const rows = rowsOf(drawn, placed, ahead)
  return new Map(
    drawn.stones.map(({ id, width, height }) => {
      const x = snap(placed.get(id)!.x) - width / 2
      return [id, { x, y: rows.get(id)!, width, height }]
    }),
  )
}

/** The same as positions for the graph's nodes, as the document keeps them. Pure. */
export function arranged(graph: Graph): Record<string, Point> {
  const boxes = layout(graph)
  return Object.fromEntries(graph.nodes.map(({ id }) => [id, positionOf(boxes.get(id)!)]))
}

type Placed = Map<string, { x: number; rank: number }>

/** Depth first from the beginnings, ways out in order; a line to a stone still open jumps back. */
function walkOrder({ stones, lines }: Drawing): { order: string[]; ahead: DrawnLine[] } {
  const from = Map.groupBy(lines, (line) => line.source)
  const order: string[] = []
  const open = new Set<string>()
  const done = new Set<string>()
  const back = new Set<DrawnLine>()
  const visit = (id: string) => {
    order.push(id)
    open.add(id)
    for (const line of from.get(id) ?? []) {
      if (open.has(line.target)) back.add(line)
      else if (!done.has(line.target)) visit(line.target)
    }
    open.delete(id)
    done.add(id)
  }
  const left = (id: string) => stones.find((stone) => stone.id === id)?.node?.position.x ?? 0
  const begins = stones.filter((stone) => stone.begins).map((stone) => stone.id)
  const rest = stones.map((stone) => stone.id)
  for (const id of [...begins.sort((a, b) => left(a) - left(b)), ...rest]) {
    if (!done.has(id)) visit(id)
  }
  return { order, ahead: lines.filter((line) => !back.has(line)) }
}

function columns({ stones }: Drawing, order: string[], ahead: DrawnLine[]): Placed {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: GAP.columns, edgesep: GAP.columns, ranksep: GAP.bent })
  const byId = new Map(stones.map((stone) => [stone.id, stone]))
  for (const id of order) {
    const { width, height } = byId.get(id)!
    graph.setNode(id, { width, height })
  }
  // Room for the words on a line that passes other stones by.
  for (const { id, source, target, parts } of ahead) {
    graph.setEdge(source, target, parts ? { width: 112, height: 22, labelpos: 'c' } : {}, id)
  }
  // dagre's search for fewer crossings would exchange branches; the order they were given in holds.
  dagre.layout(graph, { disableOptimalOrderHeuristic: true })
  return new Map(
    order.map((id) => {
      const { x, rank } = graph.node(id) as { x: number; rank: number }
      return [id, { x, rank }]
    }),
  )
}

/** Each stone as far up as its lines allow, but below whatever of an earlier row is in its way. */
function rowsOf({ stones }: Drawing, placed: Placed, ahead: DrawnLine[]): Map<string, number> {
  const into = Map.groupBy(ahead, (line) => line.target)
  const byId = new Map(stones.map((stone) => [stone.id, stone]))
  const rows = new Map<string, number>()
  const bottom = (id: string) => rows.get(id)! + byId.get(id)!.height
  const byRank = [...stones].sort((a, b) => placed.get(a.id)!.rank - placed.get(b.id)!.rank)
  for (const stone of byRank) {
    const lines = into.get(stone.id) ?? []
    const parts = lines.some((line) => line.parts)
    const gap = parts || lines.length > 1 ? GAP.bent : GAP.straight
    // Words on a line that meets others need a stretch of their own.
    const words = parts && lines.length > 1 ? GAP.straight : 0
    const above = [...rows.keys()].filter((id) => {
      const apart = Math.abs(placed.get(id)!.x - placed.get(stone.id)!.x)
      return apart < (byId.get(id)!.width + stone.width) / 2 + GAP.columns / 2
    })
    const y = Math.max(
      0,
      ...lines.map((line) => bottom(line.source) + gap + words),
      ...above.map((id) => bottom(id) + GAP.straight),
    )
    rows.set(stone.id, parts ? snapDown(y) : snap(y))
  }
  return rows
}
