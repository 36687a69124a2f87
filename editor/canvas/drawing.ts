import type { Graph, GraphNode } from '../../server/engine/graph.ts'
import { OUT } from '../../server/engine/graph.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { faces } from '../nodes/index.ts'
import { type Size, sizes } from './shapes.ts'

/** What stands on the ground: the graph's nodes, and a small end where a path has no exit. */
export type Drawing = { stones: DrawnStone[]; lines: DrawnLine[] }

export type DrawnStone = Size & {
  id: string
  /** Null for a small end. */
  node: GraphNode | null
  begins: boolean
}

export type DrawnLine = {
  id: string
  source: string
  out: string
  target: string
  /** One of several ways out: it carries words. */
  parts: boolean
}

/** Pure. */
export function drawing(graph: Graph): Drawing {
  const stones = graph.nodes.map((node): DrawnStone => {
    const begins = nodeTypes[node.type]?.begins !== undefined
    return { id: node.id, node, begins, ...sizeOf(node.type) }
  })
  const ends: DrawnStone[] = []
  const lines = graph.nodes.flatMap((node) => {
    const outs = outsOf(node)
    return outs.map((out): DrawnLine => {
      const parts = outs.length > 1
      const edge = graph.edges.find((edge) => leaves(edge, node.id, out))
      if (edge) return { id: edge.id, source: node.id, out, target: edge.target, parts }
      const id = endId(node.id, out)
      ends.push({ id, node: null, begins: false, ...sizes.end })
      return { id, source: node.id, out, target: id, parts }
    })
  })
  return { stones: [...stones, ...ends], lines }
}

export const outsOf = (node: GraphNode): string[] => nodeTypes[node.type]?.outs(node.data) ?? []

/** Does this line begin at that way out? */
export const leaves = (edge: Graph['edges'][number], nodeId: string, out: string) =>
  edge.source === nodeId && (edge.sourceHandle ?? OUT) === out

export const sizeOf = (type: string): Size =>
  sizes[(Object.hasOwn(faces, type) && faces[type as keyof typeof faces].shape) || 'card']

const END = 'end:'
export const endId = (nodeId: string, out: string) => `${END}${nodeId}:${out}`
