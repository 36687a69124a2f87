import { useReactFlow } from '@xyflow/react'
import type { Graph, GraphNode } from '../../server/engine/graph.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import { bringNodesIntoView, type Flow } from './bring-into-view.ts'
import { besides, readCopy, renamed } from './clipboard.ts'
import { outsOf, sizeOf } from './drawing.ts'
import { type Editor, useEditor } from './editor.tsx'
import { clear, freeOut, placeAfter, type WayOut } from './edits.ts'
import { arranged } from './layout.ts'
import { newId } from './new-id.ts'
import { GAP, type Point, snapPoint } from './shapes.ts'
import { step } from './step.ts'
import { fitting } from './view.ts'

/** What can be done to the drawing, by whichever hand: keys, dock, menus and inspector call these. */
export function useActs() {
  const editor = useEditor()
  const flow = useReactFlow()
  return {
    /** Puts a new stone down and opens it; without a place, where it would be looked for. */
    add(type: string, { at, after }: { at?: Point; after?: WayOut } = {}) {
      const behind = after ?? (at ? undefined : wayOn(editor, type))
      const position = at
        ? snapPoint(at)
        : behind
          ? placeAfter(editor.graph, behind, type)
          : asideOf(editor, type, middleOfView(flow))
      const data = structuredClone(nodeTypes[type]!.fresh) as GraphNode['data']
      const node: GraphNode = { id: newId(type), type, position, data }
      editor.dispatch({ type: 'add', node, after: behind })
      stand(editor, node.id)
    },
    remove() {
      const { selection, graph, focus } = editor
      const next =
        focus && selection.nodes.has(focus) ? before(graph, focus, selection.nodes) : null
      editor.dispatch({
        type: 'remove',
        nodeIds: [...selection.nodes],
        edgeIds: [...selection.edges],
      })
      editor.select({})
      if (editor.inspected && selection.nodes.has(editor.inspected)) editor.inspect(null)
      if (next) editor.setFocus(next)
    },
    /** The piece in a text, put down with its upper middle there; false: the text holds none. */
    paste(text: string, at: Point): boolean {
      const piece = readCopy(text)
      if (piece) putDown(editor, flow, piece, snapPoint(at))
      return piece !== null
    },
    duplicate() {
      const { graph, selection } = editor
      const nodes = graph.nodes.filter((node) => selection.nodes.has(node.id))
      if (nodes.length === 0) return
      const edges = graph.edges.filter(
        (edge) => selection.nodes.has(edge.source) && selection.nodes.has(edge.target),
      )
      const piece = { ...graph, nodes, edges }
      const xs = nodes.map((node) => node.position.x)
      const middle = (Math.min(...xs) + Math.max(...xs)) / 2
      const top = Math.min(...nodes.map((node) => node.position.y))
      putDown(editor, flow, piece, snapPoint({ x: middle + 40, y: top + 40 }))
    },
    arrange() {
      editor.dispatch({ type: 'move', to: arranged(editor.graph) })
      requestAnimationFrame(() => void flow.fitView(fitting))
    },
    /** Another graph in the place of this one; undo brings this one back. */
    replace(graph: Graph) {
      editor.dispatch({ type: 'replace', graph })
      editor.select({})
      requestAnimationFrame(() => void flow.fitView(fitting))
    },
    undo: () => step(editor, flow, 'undo'),
    redo: () => step(editor, flow, 'redo'),
    selectAll() {
      editor.select({ nodes: new Set(editor.graph.nodes.map((node) => node.id)) })
    },
    /** Selects a stone, and shows it in the inspector. */
    open(id: string) {
      stand(editor, id)
    },
    /** Moves what is selected by so much; one step back in time while a key is held. */
    nudge({ x, y }: Point) {
      const { graph, selection, focus } = editor
      const ids = selection.nodes.size > 0 ? selection.nodes : new Set(focus ? [focus] : [])
      const moved = graph.nodes.filter((node) => ids.has(node.id))
      const to = moved.map(
        ({ id, position }) => [id, { x: position.x + x, y: position.y + y }] as const,
      )
      const gesture = `nudge ${[...ids].join()}`
      editor.dispatch({ type: 'move', to: Object.fromEntries(to), gesture })
    },
  }
}

export type Acts = ReturnType<typeof useActs>

/** Selects one stone, stands on it and opens it. */
function stand(editor: Editor, id: string) {
  editor.select({ nodes: new Set([id]) })
  editor.setFocus(id)
  editor.inspect(id)
}

function putDown(editor: Editor, flow: Flow, piece: Graph, at: Point) {
  const copy = besides(editor.graph, renamed(piece, at, newId))
  const ids = copy.nodes.map((node) => node.id)
  editor.dispatch({ type: 'paste', piece: copy })
  editor.select({ nodes: new Set(ids) })
  editor.setFocus(ids[0]!)
  if (editor.inspected) editor.inspect(ids[0]!)
  bringNodesIntoView(flow, copy.nodes)
}

/** Where a new stone would follow: the stone in hand, else the lowest end of the drawing. */
function wayOn({ graph, selection }: Editor, type: string): WayOut | undefined {
  if (nodeTypes[type]?.begins) return undefined
  const [only] = selection.nodes.size === 1 ? selection.nodes : []
  const chosen = graph.nodes.find((node) => node.id === only)
  if (chosen) return freeOut(graph, chosen.id) ?? firstOut(chosen)
  const open = graph.nodes.filter((node) => freeOut(graph, node.id))
  const lowest = open.sort((a, b) => b.position.y - a.position.y)[0]
  return lowest && freeOut(graph, lowest.id)
}

function firstOut(node: GraphNode): WayOut | undefined {
  const [out] = outsOf(node)
  return out === undefined ? undefined : { nodeId: node.id, out }
}

/** A new beginning stands beside the others, on one line with them; anything else in the view. */
function asideOf({ graph }: Editor, type: string, middle: Point): Point {
  const others = graph.nodes.filter((node) => nodeTypes[node.type]?.begins)
  if (!nodeTypes[type]?.begins || others.length === 0) return clear(graph, middle, sizeOf(type))
  const right = Math.max(...others.map((node) => node.position.x))
  const top = Math.min(...others.map((node) => node.position.y))
  const wanted = { x: right + sizeOf(type).width + GAP.columns, y: top }
  return clear(graph, wanted, sizeOf(type))
}

function middleOfView(flow: Flow): Point {
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!pane) return { x: 0, y: 0 }
  const screen = { x: pane.left + pane.width / 2, y: pane.top + pane.height / 3 }
  return snapPoint(flow.screenToFlowPosition(screen))
}

/** Where the keys stand once a stone is gone: what led to it. */
function before(graph: Graph, id: string, gone: ReadonlySet<string>): string | null {
  const edge = graph.edges.find((edge) => edge.target === id && !gone.has(edge.source))
  return edge?.source ?? null
}
