import type { Contact } from './queries.ts'

type Recorded = { given: 'given' | 'withdrawn'; at: string; topic: { id: number } | null }
type Known = {
  /** Newest first. */
  consents: readonly Recorded[]
  suppression: Contact['suppression']
  topicId: number | null
}

/** Since when an opt-out of all mail, or of one topic, stands; null: none does. Pure. */
export function optOutSince({ consents, suppression, topicId }: Known): string | null {
  const last = consents.find(({ topic }) => (topic?.id ?? null) === topicId)
  if (last?.given === 'withdrawn') return last.at
  return topicId === null && suppression?.reason === 'unsubscribed' ? suppression.at : null
}

/** Whether what was agreed to comes after an opt-out: only then can it lift it. Pure. */
export const comesAfter = (at: string, since: string) =>
  Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(since)) >= 0
