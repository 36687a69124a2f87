import { nodeTypes } from '../../../server/engine/nodes/index.ts'
import type { Walk } from '../../../server/timeline/shape.ts'
import { nodeWords } from './node-words.ts'
import type { Telling } from './tell.ts'

export type Place = { nodeId: string; type: string; title: string; label: string }

/** Where a contact can be moved within its version: not to a trigger, not to where it stands. Pure. */
export function placesIn({ graph, nodeId: here }: Walk, telling: Telling): Place[] {
  return graph.nodes.flatMap(({ id, type }) => {
    const words = nodeWords(graph, id, telling)
    if (id === here || !words || nodeTypes[type]?.begins) return []
    const { kind, title } = words
    return [{ nodeId: id, type, title, label: kind === title ? title : `${kind}　${title}` }]
  })
}
