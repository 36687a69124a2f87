import {
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  useReactFlow,
} from '@xyflow/react'
import { useState } from 'react'
import { useEditor } from './editor.tsx'
import { canConnect, freeOut, type WayOut } from './edits.ts'
import type { LineFlowEdge } from './line-edge.tsx'
import { type Point, snapPoint } from './shapes.ts'
import type { CanvasNode } from './stones.tsx'

/** Stones in the hand: where they are until they are let go, and what a click or frame selects. */
export function useDragging() {
  const { select, dispatch, inspected, inspect } = useEditor()
  const [dragged, setDragged] = useState<Readonly<Record<string, Point>>>({})

  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    const moved: Record<string, Point> = {}
    const chosen: [id: string, is: boolean][] = []
    for (const change of changes) {
      if (change.type === 'select') chosen.push([change.id, change.selected])
      if (change.type === 'position' && change.dragging && change.position) {
        moved[change.id] = change.position
      }
    }
    if (Object.keys(moved).length > 0) setDragged((before) => ({ ...before, ...moved }))
    if (chosen.length === 0) return
    select((before) => {
      const nodes = new Set(before.nodes)
      for (const [id, is] of chosen) is ? nodes.add(id) : nodes.delete(id)
      return { nodes }
    })
  }

  const drop = () => {
    const to = Object.entries(dragged).map(([id, at]) => [id, snapPoint(at)] as const)
    setDragged({})
    dispatch({ type: 'move', to: Object.fromEntries(to) })
  }

  return {
    dragged,
    handlers: {
      onNodesChange,
      onSelectionDragStop: drop,
      onNodeDragStop(_: unknown, node: CanvasNode) {
        drop()
        if (inspected) inspect(node.id)
      },
    },
  }
}

/** A line in the hand, from a way out to a stone, or to the ground where it asks what to add. */
export function useConnecting() {
  const { graph, dispatch, setAdding } = useEditor()
  const flow = useReactFlow()
  const [connecting, setConnecting] = useState(false)

  const letGo = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    setConnecting(false)
    if (state.isValid || !state.fromHandle || !state.fromNode) return
    const screen = screenOf(event)
    const below = document.elementFromPoint(screen.x, screen.y)
    const stone = below?.closest<HTMLElement>('.react-flow__node-stone')?.dataset.id
    if (state.fromHandle.type === 'target') {
      const from = stone && freeOut(graph, stone)
      if (from) dispatch({ type: 'connect', from, target: state.fromNode.id })
      return
    }
    const from = { nodeId: state.fromNode.id, out: state.fromHandle.id ?? 'out' }
    if (stone) dispatch({ type: 'connect', from, target: stone })
    else if (below?.closest('.react-flow__pane')) {
      setAdding({ screen, at: flow.screenToFlowPosition(screen), after: from })
    }
  }

  return {
    connecting,
    handlers: {
      isValidConnection: (line: Connection | LineFlowEdge) =>
        canConnect(graph, wayOf(line), line.target),
      onConnectStart: () => setConnecting(true),
      onConnect: (line: Connection) =>
        dispatch({ type: 'connect', from: wayOf(line), target: line.target }),
      onConnectEnd: letGo,
      onReconnect: (edge: LineFlowEdge, line: Connection) =>
        dispatch({
          type: 'reconnect',
          edgeId: edge.id,
          from: wayOf(line),
          target: line.target,
        }),
    },
  }
}

const wayOf = (line: { source: string; sourceHandle?: string | null }): WayOut => ({
  nodeId: line.source,
  out: line.sourceHandle ?? 'out',
})

const screenOf = (event: MouseEvent | TouchEvent): Point => {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event
  return { x: clientX, y: clientY }
}
