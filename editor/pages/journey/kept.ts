import { parseGraph } from '../../../server/engine/check.ts'
import type { Kept } from '../../canvas/saver.ts'

const keyOf = (journeyId: number) => `tobiishi.draft.${journeyId}`

/** What this device holds of a journey that the server has not yet, or null. */
export function readKept(journeyId: number): Kept | null {
  try {
    const { revision, graph } = JSON.parse(localStorage.getItem(keyOf(journeyId)) ?? '{}')
    const parsed = parseGraph(graph)
    return typeof revision === 'number' && 'graph' in parsed
      ? { revision, graph: parsed.graph }
      : null
  } catch {
    return null
  }
}

/** Full or closed storage must not stand in the way of drawing: the server still gets every change. */
export function writeKept(journeyId: number, kept: Kept | null) {
  try {
    if (kept) localStorage.setItem(keyOf(journeyId), JSON.stringify(kept))
    else localStorage.removeItem(keyOf(journeyId))
  } catch {}
}
