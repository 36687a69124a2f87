import type { Graph, GraphEdge, GraphNode } from '../../server/engine/graph.ts'

export type Differences = {
  added: GraphNode[]
  changed: GraphNode[]
  removed: GraphNode[]
  /** Lines that lead elsewhere, among stones that both have. */
  lines: number
  settings: boolean
  count: number
}

/** What somebody who walks would notice: not where stones lie. Pure. */
export function differences(before: Graph, after: Graph): Differences {
  const [old, now] = [byId(before), byId(after)]
  const added = after.nodes.filter((node) => !old.has(node.id))
  const removed = before.nodes.filter((node) => !now.has(node.id))
  const changed = after.nodes.filter((node) => {
    const was = old.get(node.id)
    return was && (was.type !== node.type || sorted(was.data) !== sorted(node.data))
  })
  const shared = ({ source, target }: GraphEdge) =>
    [source, target].every((id) => old.has(id) && now.has(id))
  const [oldLines, newLines] = [linesOf(before, shared), linesOf(after, shared)]
  const lines = oldLines.symmetricDifference(newLines).size
  const settings = sorted(before.settings) !== sorted(after.settings)
  const count = added.length + removed.length + changed.length + lines + Number(settings)
  return { added, changed, removed, lines, settings, count }
}

/** Equal to the last position. Pure. */
export const isSame = (a: Graph, b: Graph) => a === b || sorted(a) === sorted(b)

const byId = (graph: Graph) => new Map(graph.nodes.map((node) => [node.id, node]))

const linesOf = (graph: Graph, which: (edge: GraphEdge) => boolean) =>
  new Set(
    graph.edges
      .filter(which)
      .map(({ source, sourceHandle, target }) => `${source}\n${sourceHandle ?? 'out'}\n${target}`),
  )

/** JSON with its keys in order: the database gives them back in its own. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
