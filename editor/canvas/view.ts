import type { FitViewOptions, Viewport } from '@xyflow/react'
import type { Box, Size } from './shapes.ts'

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
  const left = Math.min(...all.map((box) => box.x))
  const right = Math.max(...all.map((box) => box.x + box.width))
  const top = Math.min(...all.map((box) => box.y))
  const bottom = Math.max(...all.map((box) => box.y + box.height))
  const fit = Math.min(room.width / (right - left), room.height / (bottom - top))
  const zoom = Math.min(1, Math.max(0.9, fit))
  const [width, height] = [(right - left) * zoom, (bottom - top) * zoom]
  return {
    x: EDGE.left + (room.width - width) / 2 - left * zoom,
    y: EDGE.top + Math.max(0, (room.height - height) / 2) * 0.5 - top * zoom,
    zoom,
  }
}
