/** Waits between tries at one mail, then every three hours (RFC 5321 4.5.4.1 asks for 30 minutes and more
 *  after the first ones; both are parameters there). */
const MESSAGE_MINUTES = [5, 15, 30, 60, 120, 180]

/** Waits while the server itself cannot be reached or wants to be left alone. */
const HOST_SECONDS = [5, 15, 30, 60, 120, 300, 600]

/** After this long a mail is no longer worth sending. */
const EXPIRY = { hours: 72 }

export type Retry = { state: 'deferred'; dueAt: Temporal.Instant } | { state: 'expired' }

/**
 * When a deferred mail is tried again. Pure.
 * @param tries tries so far, at least 1
 * @param random 0 to 1: spreads the wait by a fifth to either side
 */
export function retry(
  { queuedAt, tries }: { queuedAt: Temporal.Instant; tries: number },
  now: Temporal.Instant,
  random: number,
): Retry {
  const minutes = MESSAGE_MINUTES[Math.min(tries, MESSAGE_MINUTES.length) - 1]!
  return at(queuedAt, now.add({ milliseconds: jittered(minutes * 60_000, random) }))
}

/** The same while the server is in the way: its wait, not the mail's. Pure. */
export const retryAfterHost = (
  queuedAt: Temporal.Instant,
  now: Temporal.Instant,
  waitMs: number,
): Retry => at(queuedAt, now.add({ milliseconds: waitMs }))

/**
 * How long a server is left alone. Pure.
 * @param failures in a row, at least 1
 */
export const hostWaitMs = (failures: number, random: number) =>
  jittered(HOST_SECONDS[Math.min(failures, HOST_SECONDS.length) - 1]! * 1000, random)

const at = (queuedAt: Temporal.Instant, dueAt: Temporal.Instant): Retry =>
  Temporal.Instant.compare(dueAt, queuedAt.add(EXPIRY)) > 0
    ? { state: 'expired' }
    : { state: 'deferred', dueAt }

const jittered = (ms: number, random: number) => Math.round(ms * (0.8 + 0.4 * random))
