import type { Entry } from '../../../server/timeline/shape.ts'

/** What the filter chips offer, in their order. */
export const shownKinds = ['all', 'mail', 'waits', 'branches', 'events'] as const
export type Shown = (typeof shownKinds)[number]

/** Reads the choice that stands in the URL. Pure. */
export const shownOf = (text: string | null): Shown =>
  shownKinds.find((kind) => kind === text) ?? 'all'

/** Pure. */
export const shows = (shown: Shown, entry: Entry): boolean =>
  shown === 'all' || kindOf[entry.kind] === shown

const kindOf: Record<Entry['kind'], Exclude<Shown, 'all'>> = {
  message: 'mail',
  waiting: 'waits',
  waited: 'waits',
  over: 'waits',
  branched: 'branches',
  entered: 'events',
  ended: 'events',
  failed: 'events',
  moved: 'events',
  event: 'events',
}
