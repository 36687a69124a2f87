type Standing = { at: number; last: number; page: number }

/** Where a key leads in a list of rows; null: nowhere, it is not one of ours. Pure. */
export function stepTo(key: string, { at, last, page }: Standing): number | null {
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  }
  if (!Object.hasOwn(to, key)) return null
  return Math.max(0, Math.min(last, to[key]!))
}
