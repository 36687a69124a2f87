import type { FitViewOptions, Viewport } from '@xyflow/react'
import { type Box, boxRound, type Point, type Size } from './shapes.ts'

/** What floats over the ground keeps clear: docks at the left, the minimap at the right. */
export const EDGE = { left: 72, top: 20, right: 24, bottom: 24 }

export const fitting: FitViewOptions = {
  padding: { left: '72px', top: '20px', right: '24px', bottom: '24px' },
  maxZoom: 1,
  minZoom: 0.2,
}

/**
 * Where the eye begins: everything where that stays readable, else the beginning of the journey at
 * a size at which every word is. Pure.
 */
export function firstView(boxes: ReadonlyMap<string, Box>, pane: Size): Viewport {
  const all = [...boxes.values()]
  const room = {
    width: pane.width - EDGE.left - EDGE.right,
    height: pane.height - EDGE.top - EDGE.bottom,
  }
  if (all.length === 0) return { x: EDGE.left + room.width / 2, y: pane.height / 3, zoom: 1 }
  const whole = boxRound(all)
  const fit = Math.min(room.width / whole.width, room.height / whole.height)
  const zoom = Math.min(1, Math.max(0.9, fit))
  const [width, height] = [whole.width * zoom, whole.height * zoom]
  return {
    x: EDGE.left + (room.width - width) / 2 - whole.x * zoom,
    y: EDGE.top + Math.max(0, (room.height - height) / 2) * 0.5 - whole.y * zoom,
    zoom,
  }
}

/** How far the ground must move so that a box is seen; null: it is too large for that. Pure. */
export function shiftToSee(box: Box, { x, y, zoom }: Viewport, pane: Size): Point | null {
  const across = shift(box.x * zoom + x, box.width * zoom, EDGE.left, pane.width - EDGE.right)
  const down = shift(box.y * zoom + y, box.height * zoom, EDGE.top, pane.height - EDGE.bottom)
  return across === null || down === null ? null : { x: across, y: down }
}

function shift(at: number, length: number, from: number, to: number): number | null {
  if (length > to - from) return null
  return at < from ? from - at : at + length > to ? to - at - length : 0
}
