import type { Drawing, DrawnLine } from './drawing.ts'
import type { Box, Point } from './shapes.ts'

/** How one line runs. */
export type Way = {
  points: Point[]
  /** The middle of its words. */
  label: Point
  /** The middle of its longest stretch: where a stone can be put in between. */
  middle: Point
  /** Leads up again: drawn dashed, with an arrowhead. */
  back: boolean
}

/** Where a line turns: below its source when it is one of several, else above its target. */
const BELOW = 12
const ABOVE = 18
const AIR = 10
const LANE = 20

/**
 * Smooth steps that go around the stones in their way. Pure.
 * @param boxes by upper left corner; a line whose ends have none is left out
 */
export function ways({ lines }: Drawing, boxes: ReadonlyMap<string, Box>): Map<string, Way> {
  const into = Map.groupBy(lines, (line) => line.target)
  const found = new Map<string, Way>()
  for (const line of lines) {
    const [source, target] = [boxes.get(line.source), boxes.get(line.target)]
    if (!source || !target) continue
    const shared = into.get(line.target)!
    const others = [...boxes].filter(([id]) => id !== line.source && id !== line.target)
    const inTheWay = others.map(([, box]) => box)
    found.set(line.id, way({ line, source, target, shared, inTheWay }))
  }
  return found
}

/** An SVG path along the points with round corners. Pure. */
export function rounded(points: readonly Point[], radius = 14): string {
  return points
    .map((at, index) => {
      const [before, after] = [points[index - 1], points[index + 1]]
      if (!before) return `M${at.x} ${at.y}`
      if (!after) return `L${at.x} ${at.y}`
      const r = Math.min(radius, distance(before, at) / 2, distance(at, after) / 2)
      const [a, b] = [toward(at, before, r), toward(at, after, r)]
      return `L${a.x} ${a.y}Q${at.x} ${at.y} ${b.x} ${b.y}`
    })
    .join('')
}

type Asked = { line: DrawnLine; source: Box; target: Box; shared: DrawnLine[]; inTheWay: Box[] }

function way(asked: Asked): Way {
  const { line, source, target, shared, inTheWay } = asked
  const from = { x: source.x + source.width / 2, y: source.y + source.height }
  const to = { x: target.x + target.width / 2, y: target.y }
  if (to.y - from.y < 12) return wayBack(from, to, [source, target, ...inTheWay])

  const tight = to.y - from.y < BELOW + ABOVE
  const turnY = tight ? (from.y + to.y) / 2 : from.y + BELOW
  const meetY = tight ? turnY : to.y - ABOVE
  const along = (x: number) =>
    corners([
      from,
      { x: from.x, y: turnY },
      { x, y: turnY },
      { x, y: meetY },
      { x: to.x, y: meetY },
      to,
    ])
  const lanes = lanesFor(asked, from, to)
  const lane = lanes.find((x) => isClear(along(x), inTheWay)) ?? lanes[0]!
  const points = along(lane)
  const label =
    line.parts && shared.length > 1
      ? { x: lane, y: Math.min(turnY + 17, (turnY + meetY) / 2) }
      : { x: to.x, y: to.y - 14 }
  return { points, label, middle: middleOf(points), back: false }
}

/** Columns a line may run down in, best first. */
function lanesFor({ line, shared, inTheWay }: Asked, from: Point, to: Point): number[] {
  const twins = shared.filter((other) => other.source === line.source)
  if (twins.length > 1) {
    const offset = twins.indexOf(line) - (twins.length - 1) / 2
    return [Math.round((from.x + to.x) / 2 + offset * 132)]
  }
  const between = inTheWay.filter((box) => box.y + box.height > from.y && box.y < to.y)
  const beside = between.flatMap((box) => [box.x - LANE, box.x + box.width + LANE])
  const travel = (x: number) => Math.abs(from.x - x) + Math.abs(to.x - x)
  const near = line.parts ? [to.x, from.x] : [from.x, to.x]
  return [...near, ...beside.sort((a, b) => travel(a) - travel(b))]
}

function wayBack(from: Point, to: Point, all: Box[]): Way {
  const [top, bottom] = [to.y - LANE, from.y + BELOW]
  const beside = all.filter((box) => box.y < bottom && box.y + box.height > top)
  const x = Math.max(...beside.map((box) => box.x + box.width)) + LANE + AIR
  const points = [
    from,
    { x: from.x, y: bottom },
    { x, y: bottom },
    { x, y: top },
    { x: to.x, y: top },
    to,
  ]
  return {
    points: corners(points),
    label: { x, y: bottom - 30 },
    middle: { x, y: (top + bottom) / 2 },
    back: true,
  }
}

const isClear = (points: Point[], boxes: Box[]) =>
  points.every((at, index) => {
    const next = points[index + 1]
    return !next || !boxes.some((box) => crosses(at, next, box))
  })

const crosses = (a: Point, b: Point, box: Box) =>
  Math.min(a.x, b.x) < box.x + box.width + AIR &&
  Math.max(a.x, b.x) > box.x - AIR &&
  Math.min(a.y, b.y) < box.y + box.height + AIR / 2 &&
  Math.max(a.y, b.y) > box.y - AIR / 2

/** Without points that lie on each other or between two others of one line. */
function corners(points: Point[]): Point[] {
  const kept: Point[] = []
  for (const at of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last && distance(last, at) === 0) continue
    const straight =
      before &&
      last &&
      ((before.x === last.x && last.x === at.x) || (before.y === last.y && last.y === at.y))
    if (straight) kept.pop()
    kept.push(at)
  }
  return kept
}

function middleOf(points: Point[]): Point {
  const stretches = points.slice(1).map((to, index) => ({ from: points[index]!, to }))
  const { from, to } = stretches.reduce((longest, each) =>
    distance(each.from, each.to) > distance(longest.from, longest.to) ? each : longest,
  )
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
}

const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

/** Points on one line with `at`, so the distances are plain. */
const toward = (at: Point, other: Point, by: number): Point => ({
  x: at.x + Math.sign(other.x - at.x) * by,
  y: at.y + Math.sign(other.y - at.y) * by,
})
