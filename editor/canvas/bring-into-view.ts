import type { useReactFlow } from '@xyflow/react'
import type { GraphNode } from '../../server/engine/graph.ts'
import { sizeOf } from './drawing.ts'
import { type Box, boxAt, boxRound } from './shapes.ts'
import { fitting, shiftToSee } from './view.ts'

export type Flow = ReturnType<typeof useReactFlow>

/** Moves the ground as little as it must so that these stones are seen, once they stand there. */
export function bringNodesIntoView(flow: Flow, nodes: readonly GraphNode[]) {
  const pane = document.querySelector('.react-flow')
  if (!pane || nodes.length === 0) return
  const box = boxRound(nodes.map((node) => boxAt(node.position, sizeOf(node.type))))
  requestAnimationFrame(() => bringIntoView(flow, pane, box))
}

/** The same for a box; one that finds no room is seen with everything else. */
export function bringIntoView(flow: Flow, pane: Element, box: Box, duration = 0) {
  const { clientWidth: width, clientHeight: height } = pane
  const { x, y, zoom } = flow.getViewport()
  const shift = shiftToSee(box, { x, y, zoom }, { width, height })
  if (!shift) void flow.fitView(fitting)
  else if (shift.x || shift.y) {
    void flow.setViewport({ x: x + shift.x, y: y + shift.y, zoom }, { duration })
  }
}
