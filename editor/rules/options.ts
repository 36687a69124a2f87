import type { Named } from './names.ts'

/** What may be chosen by name, with what is chosen though it may be gone. Pure. */
export function optionsOf(
  list: readonly Named[] | null,
  chosen: readonly number[],
  gone: string,
): { value: string; label: string }[] {
  const missing = chosen.filter((id) => !list?.some((each) => each.id === id))
  return [
    ...(list ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    ...missing.map((id) => ({ value: String(id), label: list ? gone : '…' })),
  ]
}
