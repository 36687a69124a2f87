import { type Graph, type GraphNode, graphSchema } from './graph.ts'
import type { Around } from './node-type.ts'
import { nodeTypes } from './nodes/index.ts'
import type { Problem } from './problem.ts'

/**
 * Reads a graph from outside. Pure.
 * @returns the graph with defaults filled in, or every problem, named by node; never half of either
 */
export function parseGraph(input: unknown): { graph: Graph } | { problems: Problem[] } {
  const shape = graphSchema.safeParse(input)
  if (!shape.success) {
    return {
      problems: shape.error.issues.map((issue) => ({
        code: 'wrong-data',
        nodeId: nodeIdAt(input, issue.path),
        detail: `${issue.path.join('.')}: ${issue.message}`,
      })),
    }
  }
  const graph = shape.data
  const problems = brokenShape(graph)
  const nodes = graph.nodes.map((node): GraphNode => {
    const parsed = nodeTypes[node.type]?.data.safeParse(node.data)
    if (parsed && !parsed.success) {
      for (const issue of parsed.error.issues) {
        const detail = `${issue.path.join('.')}: ${issue.message}`
        problems.push({ code: 'wrong-data', nodeId: node.id, detail })
      }
    }
    return parsed?.success ? { ...node, data: parsed.data as GraphNode['data'] } : node
  })
  return problems.length > 0 ? { problems } : { graph: { ...graph, nodes } }
}

/** What must be mended before publishing; an empty list means that the journey can go live. Pure. */
export function check(graph: Graph, around: Around = {}): Problem[] {
  const begins = graph.nodes.filter((node) => nodeTypes[node.type]?.begins)
  const problems: Problem[] = begins.length === 0 ? [{ code: 'no-trigger' }] : []
  const reached = reachable(graph, begins)
  for (const node of graph.nodes) {
    const type = nodeTypes[node.type]!
    if (!reached.has(node.id)) problems.push({ code: 'unreachable', nodeId: node.id })
    if (type.begins && !graph.edges.some((edge) => edge.source === node.id)) {
      problems.push({ code: 'leads-nowhere', nodeId: node.id })
    }
    // A draft of old lacks what has a default since.
    const read = type.data.safeParse(node.data)
    for (const problem of type.check(read.success ? read.data : node.data, around)) {
      problems.push({ ...problem, nodeId: node.id })
    }
  }
  const loop = loopWithoutRest(graph)
  if (loop) problems.push({ code: 'loop-without-wait', nodeId: loop })
  return problems
}

/** What no canvas can draw: refused even as a draft. */
function brokenShape(graph: Graph): Problem[] {
  const problems: Problem[] = []
  const byId = new Map<string, GraphNode>()
  for (const node of graph.nodes) {
    if (byId.has(node.id)) problems.push({ code: 'same-id-twice', nodeId: node.id })
    byId.set(node.id, node)
    if (!nodeTypes[node.type]) {
      problems.push({ code: 'unknown-type', nodeId: node.id, detail: node.type })
    }
    const outs = outsOf(node)
    if (outs && new Set(outs).size < outs.length) {
      problems.push({ code: 'same-id-twice', nodeId: node.id })
    }
  }
  const taken = new Set<string>()
  const edgeIds = new Set<string>()
  for (const edge of graph.edges) {
    const at = { nodeId: edge.source, edgeId: edge.id }
    if (edgeIds.has(edge.id)) problems.push({ code: 'same-id-twice', ...at })
    edgeIds.add(edge.id)
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)]
    if (!source || !target) {
      problems.push({ code: 'edge-without-end', ...at, detail: source ? edge.target : edge.source })
      continue
    }
    const out = edge.sourceHandle ?? 'out'
    const outs = outsOf(source)
    if (outs && !outs.includes(out)) {
      problems.push({ code: 'edge-from-unknown-out', ...at, detail: out })
    }
    if (taken.has(`${edge.source}\n${out}`)) {
      problems.push({ code: 'two-edges-from-one-out', ...at, detail: out })
    }
    taken.add(`${edge.source}\n${out}`)
    if (nodeTypes[target.type]?.begins) problems.push({ code: 'edge-into-trigger', ...at })
  }
  return problems
}

/** The ways out of a node, or null where its kind or its data cannot be read. */
function outsOf({ type: name, data }: GraphNode): string[] | null {
  const type = nodeTypes[name]
  const read = type?.data.safeParse(data)
  return type && read?.success ? type.outs(read.data) : null
}

function reachable(graph: Graph, from: GraphNode[]): Set<string> {
  const seen = new Set(from.map((node) => node.id))
  for (const id of seen) {
    for (const edge of graph.edges) if (edge.source === id) seen.add(edge.target)
  }
  return seen
}

/** A node on a loop that nobody ever rests on, or undefined. */
function loopWithoutRest(graph: Graph): string | undefined {
  const restless = graph.nodes.filter((node) => !nodeTypes[node.type]?.rests)
  const open = new Set(restless.map((node) => node.id))
  const within = graph.edges.filter((edge) => open.has(edge.source) && open.has(edge.target))
  const isOn = (id: string, from: Graph['edges']) =>
    from.some((edge) => edge.source === id) && from.some((edge) => edge.target === id)
  // Peel off what no line enters or leaves; what cannot be peeled lies on loops or between them.
  for (let size = -1; size !== open.size; ) {
    size = open.size
    const left = within.filter((edge) => open.has(edge.source) && open.has(edge.target))
    for (const id of open) if (!isOn(id, left)) open.delete(id)
  }
  return open.values().next().value
}

function nodeIdAt(input: unknown, path: PropertyKey[]): string | undefined {
  if (path[0] !== 'nodes' || typeof path[1] !== 'number') return undefined
  const nodes = (input as { nodes?: unknown })?.nodes
  const node: unknown = Array.isArray(nodes) ? nodes[path[1]] : undefined
  const id = (node as { id?: unknown } | undefined)?.id
  return typeof id === 'string' ? id : undefined
}
