import type { Entry } from '../../../server/timeline/shape.ts'

/** Ids that stand on the page, so that what arrives later can be told apart. */
export type Standing = ReadonlySet<string>

/**
 * What to show while somebody may be reading further down: entries that are new at the top wait
 * until the reader is there; those that already stand take their newest form. Pure.
 */
export function holdBack(
  entries: readonly Entry[],
  standing: Standing | null,
  atTop: boolean,
): { visible: Entry[]; waiting: number; standing: Standing } {
  if (atTop || standing === null) {
    return {
      visible: [...entries],
      waiting: 0,
      standing: new Set(entries.map((entry) => entry.id)),
    }
  }
  const firstKnown = entries.findIndex((entry) => standing.has(entry.id))
  const fresh = firstKnown === -1 ? entries.length : firstKnown
  return { visible: entries.slice(fresh), waiting: fresh, standing }
}
