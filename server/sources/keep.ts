import { createHash } from 'node:crypto'
import { and, eq, ne, sql } from 'drizzle-orm'
import { cleanText } from '../clean.ts'
import type { Db } from '../db.ts'
import { keepTogether } from './keep-together.ts'
import type { Reason } from './reasons.ts'
import { requests } from './table.ts'

export type Post = {
  sourceId: number
  contentType: string
  headers: Record<string, string>
  ip: string | null
  body: Uint8Array
  /** What a repeated delivery has in common with the first; null: every post is its own. */
  dedupeKey: string | null
  /** The form as it was filled in; left out where there is none. */
  formVersionId?: number | null
}

/** `first` is the earlier delivery that this one repeats; its id is the answer. */
export type Kept = { id: number; first?: Pick<Post, 'body' | 'contentType'> }

/** Keeps a post that can be taken in later: durable with one statement. */
export async function keep(db: Db, post: Post): Promise<Kept> {
  const dedupeKey = post.dedupeKey && shortKey(post.dedupeKey)
  for (;;) {
    const id = await keepTogether(db, { ...post, dedupeKey })
    if (id !== null) return { id }
    const [first] = await db
      .select({ id: requests.id, body: requests.body, contentType: requests.contentType })
      .from(requests)
      .where(
        and(
          eq(requests.sourceId, post.sourceId),
          eq(requests.dedupeKey, dedupeKey!),
          ne(requests.outcome, 'refused'),
        ),
      )
    if (first) return { id: first.id, first }
    // The first one was refused in between: this delivery takes its place.
  }
}

/** Keeps a post that was turned away, for an admin to read and run again. */
export async function keepRefused(
  db: Db,
  post: Post,
  { reason, field }: { reason: Reason; field: string | null },
): Promise<number> {
  const dedupeKey = post.dedupeKey && shortKey(post.dedupeKey)
  const settledAt = sql`clock_timestamp()`
  const [row] = await db
    .insert(requests)
    .values({ ...post, dedupeKey, outcome: 'refused', reason, field, settledAt })
    .returning({ id: requests.id })
  return row!.id
}

const KEPT_HEADERS = [
  'user-agent',
  'idempotency-key',
  'webhook-id',
  'webhook-timestamp',
  'x-shopify-topic',
  'x-wc-webhook-topic',
]

/** The few headers worth keeping. Pure. */
export function keptHeaders(header: (name: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = header(name)
      return value ? [[name, cleanText(value).slice(0, 500)]] : []
    }),
  )
}

/** An index row holds 2.7 kB at most; whose key is long is known by its hash. */
const shortKey = (key: string) =>
  key.length <= 200 ? cleanText(key) : createHash('sha256').update(key).digest('hex')
