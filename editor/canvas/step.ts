import { bringNodesIntoView, type Flow } from './bring-into-view.ts'
import type { Editor } from './editor.tsx'

/** A step back or forth in time, with the eye on what it brings. */
export function step({ doc, graph, dispatch }: Editor, flow: Flow, type: 'undo' | 'redo') {
  const next = type === 'undo' ? doc.past.at(-1) : doc.future[0]
  if (!next) return
  dispatch({ type })
  const here = new Set(graph.nodes)
  const brought = next.nodes.filter((node) => !here.has(node))
  bringNodesIntoView(flow, brought)
}
