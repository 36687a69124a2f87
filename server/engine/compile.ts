import { type Asks, asksOfAll } from './asks.ts'
import type { Graph } from './graph.ts'
import type { Beginning, NodeType } from './node-type.ts'
import { nodeTypes } from './nodes/index.ts'

/** A graph made ready for walking: nodes with their parsed data, and where each way out leads. */
export type Walkable = {
  nodes: ReadonlyMap<string, { type: NodeType; data: unknown }>
  next(nodeId: string, out: string): string | undefined
  /** Where people may come in, and by what. */
  beginnings: readonly { nodeId: string; beginning: Beginning }[]
  reentry: Graph['settings']['reentry']
  /** What walking it needs to know beside the contact's row and the payload. */
  asks: Asks
  graph: Graph
}

/**
 * Pure.
 * @throws on a node of an unknown type or with unreadable data; a published graph has neither
 */
export function compile(graph: Graph): Walkable {
  const nodes = new Map(
    graph.nodes.map((node) => {
      const type = nodeTypes[node.type]
      if (!type) throw new Error(`Node ${node.id} is of unknown type ${node.type}`)
      return [node.id, { type, data: type.data.parse(node.data) }]
    }),
  )
  const lines = new Map(
    graph.edges.map((edge) => [`${edge.source}\n${edge.sourceHandle ?? 'out'}`, edge.target]),
  )
  return {
    nodes,
    next: (nodeId, out) => lines.get(`${nodeId}\n${out}`),
    beginnings: [...nodes].flatMap(([nodeId, { type, data }]) => {
      const beginning = type.begins?.(data)
      return beginning ? [{ nodeId, beginning }] : []
    }),
    reentry: graph.settings.reentry,
    asks: asksOfAll([...nodes.values()].flatMap(({ type, data }) => type.asks?.(data) ?? [])),
    graph,
  }
}
