/** What is known of a message at the last moment. */
export type ReleaseFacts = {
  class: 'advertising' | 'transactional'
  /** Why the address gets no mail, or null. */
  suppressed: string | null
  /** The newest consent, or none on record. */
  consent: 'given' | 'withdrawn' | 'none'
  /** Why mail waits for somebody's word: everything is stopped, or its journey stands still. */
  frozen: 'stopped' | 'paused' | 'archived' | null
  /** The enrollment has ended (exit, goal, taken out) since the message was asked for. */
  ended: boolean
  /** Why advertising may not leave by this transport, e.g. `no-https`; null: it may. */
  advertisingRefused: string | null
}

export type Release =
  | { type: 'go' }
  | { type: 'hold'; until: Temporal.Instant; reason: NonNullable<ReleaseFacts['frozen']> }
  | { type: 'leave-out'; state: 'suppressed' | 'skipped' | 'failed'; reason: string }

/** How long a frozen message rests before it is asked again; resuming wakes it sooner. */
const ASK_AGAIN = { minutes: 10 }

/**
 * The twin of `advance` for the last moment: may this mail leave now? Pure.
 * Opt-out binds at once (特定電子メール法 Art. 3(3)); advertising needs a consent (Art. 3(1)).
 */
export function release(facts: ReleaseFacts, now: Temporal.Instant): Release {
  if (facts.ended) return { type: 'leave-out', state: 'skipped', reason: 'walk-ended' }
  const transactional = facts.class === 'transactional'
  const optedOut = facts.suppressed === 'unsubscribed'
  if (facts.suppressed && !(transactional && optedOut)) {
    return { type: 'leave-out', state: 'suppressed', reason: facts.suppressed }
  }
  if (!transactional && facts.consent !== 'given') {
    const reason = facts.consent === 'none' ? 'no-consent' : 'unsubscribed'
    return { type: 'leave-out', state: 'suppressed', reason }
  }
  if (!transactional && facts.advertisingRefused) {
    return { type: 'leave-out', state: 'failed', reason: facts.advertisingRefused }
  }
  if (facts.frozen) return { type: 'hold', until: now.add(ASK_AGAIN), reason: facts.frozen }
  return { type: 'go' }
}
