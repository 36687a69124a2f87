import { parseGraph } from '../../server/engine/check.ts'
import { emptyGraph, type Graph } from '../../server/engine/graph.ts'
import { boxesOf } from './ends.ts'
import { GAP, overlaps, type Point, snapDown } from './shapes.ts'

/**
 * The chosen nodes and the lines among them, as the JSON of a journey: what is copied here can be
 * pasted into another journey, kept as a file or sent to the API. Pure.
 */
export function copy(graph: Graph, nodeIds: ReadonlySet<string>): string {
  const nodes = graph.nodes.filter((node) => nodeIds.has(node.id))
  const edges = graph.edges.filter((edge) => nodeIds.has(edge.source) && nodeIds.has(edge.target))
  return JSON.stringify({ ...emptyGraph(), nodes, edges }, null, 2)
}

/** The journey in a text, or null when it holds none. Pure. */
export function readCopy(text: string): Graph | null {
  if (!text.trimStart().startsWith('{')) return null
  try {
    const parsed = parseGraph(JSON.parse(text))
    return 'graph' in parsed && parsed.graph.nodes.length > 0 ? parsed.graph : null
  } catch {
    return null
  }
}

type Piece = Pick<Graph, 'nodes' | 'edges'>

/** The same piece under new ids, moved so that its upper middle is at `at`. Pure. */
export function renamed(piece: Graph, at: Point, newId: (type: string) => string): Piece {
  const ids = new Map(piece.nodes.map((node) => [node.id, newId(node.type)]))
  const xs = piece.nodes.map((node) => node.position.x)
  const shift = {
    x: at.x - Math.round((Math.min(...xs) + Math.max(...xs)) / 16) * 8,
    y: at.y - Math.min(...piece.nodes.map((node) => node.position.y)),
  }
  const nodes = piece.nodes.map((node) => ({
    ...node,
    id: ids.get(node.id)!,
    position: { x: node.position.x + shift.x, y: node.position.y + shift.y },
  }))
  const edges = piece.edges.map((edge) => ({
    ...edge,
    source: ids.get(edge.source)!,
    target: ids.get(edge.target)!,
  }))
  return { nodes, edges }
}

/** A piece moved to the right, as far as it must so that it covers nothing. Pure. */
export function besides(graph: Graph, piece: Piece): Piece {
  const there = [...boxesOf(graph).values()]
  const boxes = [...boxesOf({ ...graph, ...piece }).values()]
  /** How far the first stone that covers another is from clearing it. */
  const short = (moved: number) => {
    for (const box of boxes) {
      const at = { ...box, x: box.x + moved }
      const other = there.find((other) => overlaps(at, other, 8))
      if (other) return other.x + other.width + GAP.columns - at.x
    }
    return 0
  }
  let moved = 0
  for (let more = short(0); more > 0; more = short(moved)) moved = snapDown(moved + more)
  const nodes = piece.nodes.map((node) => {
    return { ...node, position: { x: node.position.x + moved, y: node.position.y } }
  })
  return { ...piece, nodes }
}
