import { parseGraph } from '../../../server/engine/check.ts'
import type { Kept } from '../../canvas/saver.ts'

/** A place for each page that is open: the same journey may be drawn on in two of them. */
const page = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(16)
const placesOf = (journeyId: number) => `tobiishi.draft.${journeyId}.`
const keyOf = (journeyId: number) => placesOf(journeyId) + page

/** Takes over what this device holds of a journey that the server has not yet, or null. */
export function takeKept(journeyId: number): Kept | null {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(placesOf(journeyId)))
    const key = keys.includes(keyOf(journeyId)) ? keyOf(journeyId) : keys[0]
    const text = key && localStorage.getItem(key)
    if (!text) return null
    localStorage.removeItem(key)
    const kept = read(text)
    writeKept(journeyId, kept)
    return kept
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

function read(text: string): Kept | null {
  const { revision, graph } = JSON.parse(text)
  const parsed = parseGraph(graph)
  return typeof revision === 'number' && 'graph' in parsed
    ? { revision, graph: parsed.graph }
    : null
}
