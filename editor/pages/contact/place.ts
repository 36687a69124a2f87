import type { Entry, Walk } from '../../../server/timeline/shape.ts'
import type { Point } from './pointing.ts'

/** The stone of the drawn journey that an entry belongs to; null: it belongs to none. Pure. */
export function placeOf(
  entry: Entry,
  walks: readonly Walk[],
): (Point & { nodeType: string | null }) | null {
  const walk = walks.find((each) => each.enrollmentId === entry.enrollmentId)
  // Whoever enters stands on the first stone, wherever they are by now.
  const nodeId = entry.kind === 'entered' ? (walk?.path[0]?.nodeId ?? entry.nodeId) : entry.nodeId
  const node = walk?.graph.nodes.find((each) => each.id === nodeId)
  if (!walk || !nodeId || !node) return null
  return { enrollmentId: walk.enrollmentId, nodeId, nodeType: node.type }
}
