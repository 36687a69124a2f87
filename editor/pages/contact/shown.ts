import type { Entry, Walk } from '../../../server/timeline/shape.ts'

/** What the filter chips offer, in their order. */
export const shownKinds = ['all', 'mail', 'waits', 'branches', 'events'] as const
export type Shown = (typeof shownKinds)[number]

/** How many days back one may look. */
export const periods = [1, 7, 30, 90] as const

/** What somebody looks for: a kind, one journey (`mail`: mails sent by themselves), the last days. */
export type Looking = {
  show: Shown
  journey: string | null
  days: (typeof periods)[number] | null
}

/** Reads the choice that stands in the URL. Pure. */
export const lookingAt = (params: Pick<URLSearchParams, 'get'>): Looking => ({
  show: shownKinds.find((kind) => kind === params.get('show')) ?? 'all',
  journey: params.get('journey'),
  days: periods.find((days) => String(days) === params.get('days')) ?? null,
})

type Around = { walks: readonly Walk[]; now: Temporal.Instant }

/** Pure. */
export function shows(looking: Looking, entry: Entry, { walks, now }: Around): boolean {
  const { show, journey, days } = looking
  if (show !== 'all' && kindOf[entry.kind] !== show) return false
  if (days !== null && Date.parse(entry.at) < now.epochMilliseconds - days * DAY_MS) return false
  return journey === null || journey === journeyOf(entry, walks)
}

const DAY_MS = 24 * 60 * 60 * 1000

function journeyOf({ enrollmentId }: Entry, walks: readonly Walk[]): string | null {
  const walk = walks.find((each) => each.enrollmentId === enrollmentId)
  return walk ? (walk.journeyKind === 'mail' ? 'mail' : String(walk.journeyId)) : null
}

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
