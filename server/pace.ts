/** A token bucket for each key. */
export type Pace<Key> = {
  /** Takes a token. @returns 0 when there was one, else the seconds until there is */
  take(key: Key): number
  /** What is left in the bucket, and in how many seconds it is full again. */
  left(key: Key): { tokens: number; seconds: number }
  /** Puts one back that need not have been taken. */
  giveBack(key: Key): void
}

/**
 * Buckets of `burst` tokens that fill up again by `perSecond`. Kept in this process; with several web
 * processes each holds its own, as they are there to protect the process.
 * @param clock milliseconds that only grow
 */
export function createPace<Key>(
  { perSecond, burst }: { perSecond: number; burst: number },
  clock: () => number = () => performance.now(),
): Pace<Key> {
  const buckets = new Map<Key, { tokens: number; at: number }>()
  const tokensOf = (bucket: { tokens: number; at: number }, now: number) =>
    Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)

  /** Whoever may ask by any key must not fill our memory: a full bucket is as good as none. */
  function forgetFull(now: number) {
    for (const [key, bucket] of buckets) if (tokensOf(bucket, now) >= burst) buckets.delete(key)
  }

  return {
    take(key) {
      const now = clock()
      if (buckets.size >= MANY) forgetFull(now)
      const bucket = buckets.get(key) ?? { tokens: burst, at: now }
      const tokens = tokensOf(bucket, now)
      const given = tokens >= 1
      buckets.set(key, { tokens: given ? tokens - 1 : tokens, at: now })
      return given ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
    left(key) {
      const bucket = buckets.get(key)
      const tokens = bucket ? tokensOf(bucket, clock()) : burst
      return { tokens: Math.floor(tokens), seconds: Math.ceil((burst - tokens) / perSecond) }
    },
    giveBack(key) {
      const bucket = buckets.get(key)
      if (bucket) bucket.tokens += 1
    },
  }
}

const MANY = 10_000
