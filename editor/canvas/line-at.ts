import type { Drawing } from './drawing.ts'
import type { WayOut } from './edits.ts'
import type { Way } from './route.ts'
import type { Point } from './shapes.ts'

const NEAR = 20

/**
 * The line that passes here, small ends included, and the way out it begins at. Pure.
 * @returns the nearest within reach, or null
 */
export function lineAt(
  at: Point,
  { lines }: Drawing,
  ways: ReadonlyMap<string, Way>,
): { lineId: string; from: WayOut } | null {
  let best: { lineId: string; from: WayOut } | null = null
  let nearest = NEAR
  for (const { id, source, out, target } of lines) {
    const points = ways.get(id)?.points ?? []
    // A small end is as good a place as the line to it: its middle lies below the line's end.
    const last = points.at(-1)
    const all = id === target && last ? [...points, { x: last.x, y: last.y + 28 }] : points
    for (const [index, from] of all.entries()) {
      const to = all[index + 1]
      const far = to ? distance(at, from, to) : Number.POSITIVE_INFINITY
      if (far >= nearest) continue
      nearest = far
      best = { lineId: id, from: { nodeId: source, out } }
    }
  }
  return best
}

/** From a point to a stretch that runs straight across or down. */
function distance(at: Point, a: Point, b: Point): number {
  const x = Math.min(Math.max(at.x, Math.min(a.x, b.x)), Math.max(a.x, b.x))
  const y = Math.min(Math.max(at.y, Math.min(a.y, b.y)), Math.max(a.y, b.y))
  return Math.hypot(at.x - x, at.y - y)
}
