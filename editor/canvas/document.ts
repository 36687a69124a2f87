import type { Graph } from '../../server/engine/graph.ts'
import { type Edit, edit } from './edits.ts'

/** A drawn journey with its past. What is selected is not part of it. */
export type Doc = {
  graph: Graph
  past: readonly Graph[]
  future: readonly Graph[]
  /** The gesture of the last edit; the next of the same name is part of it. */
  gesture: string | null
}

export type DocAction =
  | Edit
  | { type: 'undo' }
  | { type: 'redo' }
  /** Another graph altogether (a fresh load): there is nothing to go back to. */
  | { type: 'load'; graph: Graph }

const LONGEST_PAST = 200

export const openDoc = (graph: Graph): Doc => ({ graph, past: [], future: [], gesture: null })

/** Edits with undo and redo; one gesture (a word typed, a stone dragged) is one step back. Pure. */
export function document(doc: Doc, action: DocAction): Doc {
  switch (action.type) {
    case 'load':
      return openDoc(action.graph)
    case 'undo': {
      const graph = doc.past.at(-1)
      if (!graph) return doc
      return {
        graph,
        past: doc.past.slice(0, -1),
        future: [doc.graph, ...doc.future],
        gesture: null,
      }
    }
    case 'redo': {
      const [graph, ...future] = doc.future
      if (!graph) return doc
      return { graph, past: [...doc.past, doc.graph], future, gesture: null }
    }
    default: {
      const graph = edit(doc.graph, action)
      if (graph === doc.graph) return doc
      const gesture = gestureOf(doc.graph, action)
      if (gesture && gesture === doc.gesture) return { ...doc, graph, future: [] }
      const past = [...doc.past, doc.graph].slice(-LONGEST_PAST)
      return { graph, past, future: [], gesture }
    }
  }
}

/** Typing counts as one while it stays in one field of one node. */
function gestureOf(graph: Graph, action: Edit): string | null {
  if (action.type === 'move') return action.gesture ?? null
  if (action.type !== 'update' || !action.gesture) return null
  const old = graph.nodes.find((node) => node.id === action.nodeId)?.data ?? {}
  const fields = Object.keys(action.data).filter((key) => action.data[key] !== old[key])
  return `${action.gesture}/${action.nodeId}/${fields.join()}`
}
