/** The outlines a stone can have; a face names one, the size is ours. */
export type Shape = 'card' | 'pebble' | 'pill' | 'sunk' | 'end'

export type Size = { width: number; height: number }
export type Point = { x: number; y: number }
export type Box = Point & Size

export const sizes: Record<Shape, Size> = {
  card: { width: 232, height: 66 },
  pebble: { width: 212, height: 38 },
  pill: { width: 256, height: 58 },
  sunk: { width: 184, height: 52 },
  /** The small stone where a path has no exit. */
  end: { width: 72, height: 28 },
}

/** Everything that is moved lands on this grid. */
export const SNAP = 8

export const snap = (value: number) => Math.round(value / SNAP) * SNAP

/** Never less than asked for. */
export const snapDown = (value: number) => Math.ceil(value / SNAP) * SNAP

export const snapPoint = ({ x, y }: Point): Point => ({ x: snap(x), y: snap(y) })

/** Between stones; where lines part or meet they need room to bend and to carry words. */
export const GAP = { straight: 24, bent: 40, columns: 24 }

/**
 * A node's position is the middle of its upper edge, so that stones of different widths stand
 * exactly below each other on the grid.
 */
export const boxAt = (position: Point, size: Size): Box => ({
  x: position.x - size.width / 2,
  y: position.y,
  ...size,
})

export const positionOf = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y })

/** The smallest box round some. */
export function boxRound(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.x))
  const top = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

export const overlaps = (a: Box, b: Box, air = 0) =>
  a.x < b.x + b.width + air &&
  b.x < a.x + a.width + air &&
  a.y < b.y + b.height + air &&
  b.y < a.y + a.height + air
