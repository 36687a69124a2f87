import type { Graph, GraphEdge, GraphNode } from '../../server/engine/graph.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { leaves, outsOf, sizeOf } from './drawing.ts'
import { boxAt, GAP, overlaps, type Point, snap } from './shapes.ts'

/** Everything a hand can do to a drawn journey, as plain values. Ids are made by the caller. */
export type Edit =
  /** Puts a stone down; after a way out, what that led to comes behind it. */
  | { type: 'add'; node: GraphNode; after?: WayOut }
  | { type: 'connect'; from: WayOut; target: string }
  | { type: 'reconnect'; edgeId: string; from: WayOut; target: string }
  | { type: 'move'; to: Readonly<Record<string, Point>>; gesture?: string }
  | { type: 'update'; nodeId: string; data: Record<string, unknown>; gesture?: string }
  | { type: 'remove'; nodeIds: readonly string[]; edgeIds: readonly string[] }
  /** Nodes and the lines among them, with ids nobody has yet. */
  | { type: 'paste'; piece: Pick<Graph, 'nodes' | 'edges'> }
  | { type: 'settings'; settings: Graph['settings'] }
  | { type: 'replace'; graph: Graph }

export type WayOut = { nodeId: string; out: string }

/**
 * The graph after an edit; the very same one when the edit is not possible or changes nothing. What
 * comes out always passes `parseGraph`. Pure.
 */
export function edit(graph: Graph, asked: Edit): Graph {
  switch (asked.type) {
    case 'add':
      return add(graph, asked.node, asked.after)
    case 'connect':
      return connect(graph, asked.from, asked.target)
    case 'reconnect':
      return reconnect(graph, asked)
    case 'move':
      return move(graph, asked.to)
    case 'update':
      return update(graph, asked.nodeId, asked.data)
    case 'remove':
      return remove(graph, asked.nodeIds, asked.edgeIds)
    case 'paste':
      return paste(graph, asked.piece)
    case 'settings':
      return same(graph.settings, asked.settings) ? graph : { ...graph, settings: asked.settings }
    case 'replace':
      return asked.graph
  }
}

/** May a line lead from this way out to that stone? Pure. */
export function canConnect(graph: Graph, { nodeId, out }: WayOut, target: string): boolean {
  const from = graph.nodes.find((node) => node.id === nodeId)
  const to = graph.nodes.find((node) => node.id === target)
  if (!from || !to || from === to) return false
  return outsOf(from).includes(out) && !nodeTypes[to.type]?.begins
}

/** The first way out of a stone that leads nowhere yet. Pure. */
export function freeOut(graph: Graph, nodeId: string): WayOut | undefined {
  const node = graph.nodes.find((node) => node.id === nodeId)
  const outs = node ? outsOf(node) : []
  const out = outs.find((out) => !graph.edges.some((edge) => leaves(edge, nodeId, out)))
  return out === undefined ? undefined : { nodeId, out }
}

const MAX_NODES = 500

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function add(graph: Graph, node: GraphNode, after?: WayOut): Graph {
  if (graph.nodes.length >= MAX_NODES || graph.nodes.some(({ id }) => id === node.id)) return graph
  const added = { ...graph, nodes: [...graph.nodes, node] }
  if (!after || !canConnect(added, after, node.id)) return added
  const next = graph.edges.find((edge) => leaves(edge, after.nodeId, after.out))?.target
  const joined = connect(added, after, node.id)
  const out = outsOf(node)[0]
  if (!next || !out) return joined
  return makeRoom(connect(joined, { nodeId: node.id, out }, next), node)
}

/** Moves down whatever follows a new stone and would stand on it. */
function makeRoom(graph: Graph, node: GraphNode): Graph {
  const box = boxAt(node.position, sizeOf(node.type))
  const behind = followers(graph, node)
  const boxes = behind.map((each) => boxAt(each.position, sizeOf(each.type)))
  const covered = boxes.filter((each) => overlaps(box, each, GAP.straight))
  if (covered.length === 0) return graph
  const top = Math.min(...covered.map((each) => each.y))
  const down = Math.ceil((box.y + box.height + GAP.straight - top) / 8) * 8
  const below = behind.filter((each) => each.position.y >= top)
  const to = below.map(({ id, position }) => [id, { x: position.x, y: position.y + down }] as const)
  return move(graph, Object.fromEntries(to))
}

function followers(graph: Graph, node: GraphNode): GraphNode[] {
  const seen = new Set([node.id])
  for (const id of seen) {
    for (const edge of graph.edges) if (edge.source === id) seen.add(edge.target)
  }
  return graph.nodes.filter((each) => each !== node && seen.has(each.id))
}

/** One line a way out: a new one takes the place of the old. */
function connect(graph: Graph, from: WayOut, target: string): Graph {
  if (!canConnect(graph, from, target)) return graph
  const old = graph.edges.find((edge) => leaves(edge, from.nodeId, from.out))
  if (old?.target === target) return graph
  const rest = graph.edges.filter((edge) => edge !== old)
  const edge: GraphEdge = {
    id: freeEdgeId(rest, from),
    source: from.nodeId,
    sourceHandle: from.out,
    target,
  }
  return { ...graph, edges: [...rest, edge] }
}

function reconnect(graph: Graph, { edgeId, from, target }: Edit & { type: 'reconnect' }): Graph {
  const old = graph.edges.find((edge) => edge.id === edgeId)
  if (!old || !canConnect(graph, from, target)) return graph
  if (leaves(old, from.nodeId, from.out) && old.target === target) return graph
  return connect({ ...graph, edges: graph.edges.filter((edge) => edge !== old) }, from, target)
}

function freeEdgeId(edges: readonly GraphEdge[], { nodeId, out }: WayOut): string {
  const wanted = `${nodeId}:${out}`
  let id = wanted
  for (let n = 2; edges.some((edge) => edge.id === id); n++) id = `${wanted}:${n}`
  return id
}

function move(graph: Graph, to: Readonly<Record<string, Point>>): Graph {
  let moved = false
  const nodes = graph.nodes.map((node) => {
    const at = Object.hasOwn(to, node.id) ? to[node.id] : undefined
    if (!at || (at.x === node.position.x && at.y === node.position.y)) return node
    moved = true
    return { ...node, position: { x: at.x, y: at.y } }
  })
  return moved ? { ...graph, nodes } : graph
}

/** A way out that is gone takes its line with it. */
function update(graph: Graph, nodeId: string, data: Record<string, unknown>): Graph {
  const old = graph.nodes.find((node) => node.id === nodeId)
  const parsed = old && nodeTypes[old.type]?.data.safeParse(data)
  if (!parsed?.success || same(parsed.data, old?.data)) return graph
  const node = { ...old!, data: parsed.data as GraphNode['data'] }
  const outs = outsOf(node)
  if (new Set(outs).size < outs.length) return graph
  return {
    ...graph,
    nodes: graph.nodes.map((each) => (each === old ? node : each)),
    edges: graph.edges.filter(
      (edge) => edge.source !== nodeId || outs.some((out) => leaves(edge, nodeId, out)),
    ),
  }
}

/** Where one straight way led through a removed stone, its lines are joined. */
function remove(graph: Graph, nodeIds: readonly string[], edgeIds: readonly string[]): Graph {
  const gone = new Set(nodeIds)
  const cut = new Set(edgeIds)
  let edges = graph.edges.filter((edge) => !cut.has(edge.id))
  for (const node of graph.nodes) {
    if (!gone.has(node.id)) continue
    const next = outsOf(node).length === 1 && edges.find((edge) => edge.source === node.id)?.target
    edges = edges.flatMap((edge) => {
      if (edge.source === node.id) return []
      if (edge.target !== node.id) return [edge]
      return next && next !== node.id && next !== edge.source ? [{ ...edge, target: next }] : []
    })
  }
  const nodes = graph.nodes.filter((node) => !gone.has(node.id))
  if (nodes.length === graph.nodes.length && edges.length === graph.edges.length) return graph
  return { ...graph, nodes, edges }
}

function paste(graph: Graph, { nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): Graph {
  const taken = new Set(graph.nodes.map((node) => node.id))
  const clash = nodes.some((node) => taken.has(node.id))
  if (nodes.length === 0 || clash || taken.size + nodes.length > MAX_NODES) return graph
  return edges.reduce(
    (joined, edge) =>
      connect(joined, { nodeId: edge.source, out: edge.sourceHandle ?? 'out' }, edge.target),
    { ...graph, nodes: [...graph.nodes, ...nodes] },
  )
}

/** Where a stone of this size stands well below a way out, clear of the others. Pure. */
export function placeAfter(graph: Graph, from: WayOut, type: string): Point {
  const source = graph.nodes.find((node) => node.id === from.nodeId)!
  const outs = outsOf(source)
  const size = sizeOf(type)
  const spread = outs.indexOf(from.out) - (outs.length - 1) / 2
  const gap = outs.length > 1 ? GAP.bent : GAP.straight
  const column = spread * (sizeOf('send').width + GAP.columns)
  const at = {
    x: snap(source.position.x + column),
    y: snap(source.position.y + sizeOf(source.type).height + gap),
  }
  const led = graph.edges.find((edge) => leaves(edge, from.nodeId, from.out))
  // Between two stones: on the line, and what follows makes room.
  if (led) {
    const next = graph.nodes.find((node) => node.id === led.target)!
    return { x: next.position.y > source.position.y ? next.position.x : at.x, y: at.y }
  }
  return clear(graph, at, size)
}

/** The nearest free place to the right of where something was wanted. Pure. */
export function clear(graph: Graph, wanted: Point, size: { width: number; height: number }): Point {
  const boxes = graph.nodes.map((node) => boxAt(node.position, sizeOf(node.type)))
  let at = { x: snap(wanted.x), y: snap(wanted.y) }
  for (let tries = 0; tries < 200; tries++) {
    if (!boxes.some((box) => overlaps(box, boxAt(at, size), 8))) return at
    at = { x: at.x + 32, y: at.y }
  }
  return at
}
