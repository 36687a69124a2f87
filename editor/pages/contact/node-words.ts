import type { Graph } from '../../../server/engine/graph.ts'
import { nodeTypes } from '../../../server/engine/nodes/index.ts'
import type { Known } from '../../nodes/face.ts'
import { faceOf } from '../../parts/kind-tile.tsx'
import type { Language } from '../../words.ts'

/** What a node of a graph is called, as its face says it; null: the graph has none by that id. Pure. */
export function nodeWords(graph: Graph, nodeId: string, say: Speech) {
  const node = graph.nodes.find((each) => each.id === nodeId)
  const face = node && faceOf(node.type)
  const data = node && nodeTypes[node.type]?.data.safeParse(node.data)
  if (!node || !face || !data?.success) return null
  const words = face.words[say.language]
  const known: Known = { settings: graph.settings, sources: say.sources, names: say.names }
  return {
    kind: words.kind,
    title: words.title(data.data, known),
    out: (handle: string) => words.out(data.data, handle, known),
  }
}

export type Speech = { language: Language; sources: Known['sources']; names: Known['names'] }
