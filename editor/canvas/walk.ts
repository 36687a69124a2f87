import type { Drawing } from './drawing.ts'
import type { Box } from './shapes.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

/**
 * The stone an arrow key leads to: down and up along the lines, left and right to the next branch
 * or, where there is none, to the nearest stone on that side. Pure.
 * @returns its id, or undefined at the edge of the drawing
 */
export function neighbour(
  drawn: Drawing,
  boxes: ReadonlyMap<string, Box>,
  from: string,
  direction: Direction,
): string | undefined {
  const { lines } = drawn
  const here = boxes.get(from)
  if (!here) return undefined
  if (direction === 'down') {
    const ahead = lines.filter((line) => line.source === from)
    return straightest(
      here,
      ahead.map((line) => line.target),
      boxes,
    )
  }
  if (direction === 'up') {
    const behind = lines.filter((line) => line.target === from)
    return straightest(
      here,
      behind.map((line) => line.source),
      boxes,
    )
  }
  const side = direction === 'left' ? -1 : 1
  const parents = new Set(lines.filter((line) => line.target === from).map((line) => line.source))
  const branches = lines.filter((line) => parents.has(line.source)).map((line) => line.target)
  return (
    nearest(here, branches, boxes, side, Number.POSITIVE_INFINITY) ??
    nearest(here, [...boxes.keys()], boxes, side, 160)
  )
}

const middle = (box: Box) => box.x + box.width / 2

/** Of several ways the one that bends least; of equal ones the first. */
function straightest(here: Box, ids: string[], boxes: ReadonlyMap<string, Box>) {
  const known = ids.filter((id) => boxes.has(id))
  const bend = (id: string) => Math.abs(middle(boxes.get(id)!) - middle(here))
  return known.sort((a, b) => bend(a) - bend(b))[0]
}

function nearest(
  here: Box,
  ids: string[],
  boxes: ReadonlyMap<string, Box>,
  side: -1 | 1,
  maxDrop: number,
) {
  const apart = (box: Box) => (middle(box) - middle(here)) * side
  const beside = ids.filter((id) => {
    const box = boxes.get(id)
    return box && apart(box) > 4 && Math.abs(box.y - here.y) <= maxDrop
  })
  const far = (id: string) => {
    const box = boxes.get(id)!
    return apart(box) + 2 * Math.abs(box.y - here.y)
  }
  return beside.sort((a, b) => far(a) - far(b))[0]
}
