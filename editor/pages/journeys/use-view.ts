import { useSearchParams } from 'react-router'
import type { JourneyState } from '../../parts/journey-chip.tsx'
import type { JourneyRow } from './queries.ts'

export const views = ['all', 'live', 'paused', 'draft', 'archived'] as const
export type View = 'all' | JourneyState
export const orders = ['changed', 'name', 'here'] as const
export type Order = (typeof orders)[number]

/** Which journeys are shown and how they are sorted; it lives in the address. */
export function useView() {
  const [params, setParams] = useSearchParams()
  const view = views.find((each) => each === params.get('state')) ?? 'all'
  const order = orders.find((each) => each === params.get('sort')) ?? 'changed'
  const search = params.get('search') ?? ''
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  return {
    view,
    order,
    search,
    setView: (view: View) => set('state', view === 'all' ? '' : view),
    setOrder: (order: Order) => set('sort', order === 'changed' ? '' : order),
    setSearch: (search: string) => set('search', search),
    any: view !== 'all' || search !== '',
    clear: () => setParams({}, { replace: true }),
  }
}

/** "All" leaves out what is archived: it is found under its own name. Pure. */
export const isIn = (view: View, { state }: JourneyRow) =>
  view === 'all' ? state !== 'archived' : state === view

/** The rows of a view that carry the words looked for. Pure. */
export function select(
  rows: readonly JourneyRow[],
  { view, search, order }: { view: View; search: string; order: Order },
): JourneyRow[] {
  const wanted = plain(search)
  return rows
    .filter((row) => isIn(view, row))
    .filter((row) => plain(`${row.name} ${row.trigger?.sourceName ?? ''}`).includes(wanted))
    .sort(by[order])
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()

const by: Record<Order, (a: JourneyRow, b: JourneyRow) => number> = {
  changed: (a, b) => b.savedAt.localeCompare(a.savedAt),
  name: (a, b) => a.name.localeCompare(b.name),
  here: (a, b) => b.here - a.here,
}
