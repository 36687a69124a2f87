import { eq } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import type { Db } from '../db.ts'
import type { Ground } from '../ground.ts'
import { unseal } from '../seal.ts'
import { sources } from './table.ts'

export type Source = Omit<typeof sources.$inferSelect, 'signingSecret'> & {
  /** In plain text. */
  signingSecret: string | null
}

/** How long a door may go on as before after its source was changed on another machine. */
const FRESH_MS = 3000

type Kept = { source: Source; zone: string; readAt: number; now: Temporal.Instant }
const kept = new WeakMap<Db, Map<string, Kept>>()

/**
 * The source behind a key, from memory for a few seconds so that a post costs one INSERT, with the
 * database's clock as it goes on from when the source was read.
 */
export async function knownSource(
  ground: Ground,
  key: string,
): Promise<{ source: Source; zone: string; now: Temporal.Instant } | null> {
  if (!KEY.test(key)) return null
  const memory = kept.get(ground.db) ?? new Map<string, Kept>()
  kept.set(ground.db, memory)
  const fresh = memory.get(key)
  const elapsed = fresh ? performance.now() - fresh.readAt : Number.POSITIVE_INFINITY
  if (fresh && elapsed < FRESH_MS) return at(fresh, elapsed)
  const [row] = await ground.db.select().from(sources).where(eq(sources.key, key))
  // An unknown key is not kept: there is no end of them, and a new source works at once.
  memory.delete(key)
  if (!row) return null
  const now = await ground.clock(ground.db)
  const { zone } = await readAccount(ground.db)
  const { signingSecret: sealed } = row
  const signingSecret = sealed && unseal(ground.secret, `source:${row.id}`, sealed)
  const read = { source: { ...row, signingSecret }, zone, readAt: performance.now(), now }
  memory.set(key, read)
  return at(read, 0)
}

/** No key of ours looks otherwise; Postgres refuses text with U+0000. */
const KEY = /^[\w-]{1,200}$/

/** Makes this process read its sources again; call it after a change. */
export const forgetSources = (ground: Ground) => kept.delete(ground.db)

const at = ({ source, zone, now }: Kept, elapsed: number) => ({
  source,
  zone,
  now: now.add({ milliseconds: Math.round(elapsed) }),
})
