import { type Listing, queryOf, ruleIn } from './listing.ts'

/** Whom somebody has picked in the list: one by one, or everybody it would show. */
export type Picked = {
  ids: ReadonlySet<number>
  /** Everybody that matches the list, those not read yet included. */
  all: boolean
  /** The row from which a range is drawn. */
  from: number | null
}

export const nobody: Picked = { ids: new Set(), all: false, from: null }

/** As many as the server takes by their ids; more are asked for by what the list asks. */
const MOST = 10_000

type Row = { id: number }
type Pick = { rows: readonly Row[]; at: number; range: boolean }

/** One row turns; with a range, everything from the row before does as it does. Pure. */
export function pick(picked: Picked, { rows, at, range }: Pick): Picked {
  const row = rows[at]
  if (!row) return picked
  const ids = new Set(picked.all ? rows.map(({ id }) => id) : picked.ids)
  const on = !ids.has(row.id)
  const from = range && picked.from !== null ? picked.from : at
  for (const { id } of rows.slice(Math.min(from, at), Math.max(from, at) + 1)) {
    if (on) ids.add(id)
    else ids.delete(id)
  }
  return { ids: few(ids), all: false, from: at }
}

/** Everybody who is read, or nobody where they all are picked already. Pure. */
export function pickShown(picked: Picked, rows: readonly Row[]): Picked {
  if (picked.all || rows.every(({ id }) => picked.ids.has(id))) return nobody
  return { ids: few(new Set(rows.map(({ id }) => id))), all: false, from: null }
}

const few = (ids: Set<number>) => (ids.size > MOST ? new Set([...ids].slice(0, MOST)) : ids)

/** Pure. */
export const isPicked = ({ all, ids }: Picked, id: number) => all || ids.has(id)

/** Two picked one by one, who has been here longer first; null where they are not two. Pure. */
export function twoOf({ all, ids }: Picked): [number, number] | null {
  const [first, second, third] = [...ids].sort((a, b) => a - b)
  return all || first === undefined || second === undefined || third !== undefined
    ? null
    : [first, second]
}

/** What the server is told about them; it reads a list's query as the list does. Pure. */
export function audienceOf(picked: Picked, listing: Listing) {
  if (!picked.all) return { ids: [...picked.ids] }
  const { sort: _, tag, segment, rule: text, ...query } = queryOf(listing)
  const rule = ruleIn(text ?? null)
  return {
    query: {
      ...query,
      ...(tag && { tag: Number(tag) }),
      ...(segment && { segment: Number(segment) }),
      ...(rule && { rule }),
    },
  }
}
