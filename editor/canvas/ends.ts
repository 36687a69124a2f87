import type { Graph } from '../../server/engine/graph.ts'
import { endId, leaves, outsOf, sizeOf } from './drawing.ts'
import { type Box, boxAt, GAP, overlaps, sizes } from './shapes.ts'

/** Room for the words above two small ends side by side. */
const APART = 160

/** Where everything lies as the document has it: its stones, and the small ends beside them. Pure. */
export function boxesOf(graph: Graph): Map<string, Box> {
  const boxes = new Map(
    graph.nodes.map((node) => [node.id, boxAt(node.position, sizeOf(node.type))]),
  )
  for (const node of graph.nodes) {
    const source = boxes.get(node.id)!
    const outs = outsOf(node)
    const targets = outs.map((out) => {
      const edge = graph.edges.find((edge) => leaves(edge, node.id, out))
      return edge && boxes.get(edge.target)
    })
    for (const [index, out] of outs.entries()) {
      if (targets[index]) continue
      const box = endBox(source, targets, index, boxes)
      targets[index] = box
      boxes.set(endId(node.id, out), box)
    }
  }
  return boxes
}

/** Below its stone; beside its neighbour branch where there is one; never on anything. */
function endBox(
  source: Box,
  targets: readonly (Box | undefined)[],
  index: number,
  all: ReadonlyMap<string, Box>,
): Box {
  const bottom = source.y + source.height
  const middle = source.x + source.width / 2
  const below = (box: Box | undefined) => box && box.y > bottom && box
  const before = below(targets.slice(0, index).findLast((box) => box))
  const behind = below(targets.slice(index + 1).find((box) => box))
  const y = before
    ? before.y
    : behind
      ? behind.y
      : bottom + (targets.length > 1 ? GAP.bent : GAP.straight)
  const half = APART / 2
  const x = before
    ? Math.max(
        before.x + before.width + GAP.columns + sizes.end.width / 2,
        before.x + before.width / 2 + APART,
      )
    : behind
      ? Math.min(behind.x - GAP.columns - sizes.end.width / 2, middle - half)
      : middle + (index - (targets.length - 1) / 2) * APART
  const step = behind && !before ? -16 : 16
  let box = boxAt({ x, y }, sizes.end)
  for (let tries = 0; tries < 100 && isTaken(box, all); tries++) box = { ...box, x: box.x + step }
  return box
}

const isTaken = (box: Box, all: ReadonlyMap<string, Box>) =>
  all.values().some((other) => overlaps(box, other, 8))
