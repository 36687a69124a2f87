import type { Graph } from '../../../server/engine/graph.ts'

/** A journey outside of the product: its name and its graph, as `POST /api/journeys` takes them. */
export type JourneyFile = { name: string; graph: unknown }

/** Hands the browser a JSON file to keep. */
export function download(name: string, graph: Graph) {
  const text = `${JSON.stringify({ name, graph }, null, 2)}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName(name)}.json`
  link.click()
  URL.revokeObjectURL(url)
}

/**
 * Reads what `download` wrote, or a bare graph under the name of its file. Pure.
 * @returns null when it is not JSON or no object
 */
export function parseJourneyFile(text: string, name: string): JourneyFile | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const fallback = name.replace(/\.json$/i, '')
  if (!('graph' in value)) return { name: fallback, graph: value }
  const named = 'name' in value && typeof value.name === 'string' ? value.name.trim() : ''
  return { name: named || fallback, graph: value.graph }
}

/** Without what file systems refuse. */
const fileName = (name: string) => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').slice(0, 100)
