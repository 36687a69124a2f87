/**
 * A token bucket for each key: `burst` at once, `perSecond` after that. Kept in this process; with
 * several web processes each holds its own, as it is there to protect the process.
 * @param clock milliseconds that only grow
 * @returns asks for one token of a key: 0 when it is given, else the seconds to wait
 */
export function createPace(
  { perSecond, burst }: { perSecond: number; burst: number },
  clock: () => number = () => performance.now(),
): (key: number) => number {
  const buckets = new Map<number, { tokens: number; at: number }>()
  return (key) => {
    const now = clock()
    const bucket = buckets.get(key) ?? { tokens: burst, at: now }
    buckets.set(key, bucket)
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond)
    bucket.tokens -= 1
    return 0
  }
}
