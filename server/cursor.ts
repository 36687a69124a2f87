import { z } from 'zod'
import { clean } from './clean.ts'
import { Refusal } from './refusal.ts'

/** `?cursor=&limit=`, the same for every list: spread it into the query's schema. */
export const pageQuery = {
  cursor: z
    .string()
    .max(1000)
    .optional()
    .describe('`next` of the page before; left out: the first.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many on a page.'),
}

/** Which page of a list is wanted. */
export type Paged = { cursor?: string | undefined; limit?: number | undefined }

/** What every list answers beside its items: where the next page begins; null on the last. */
export type Next = { next: string | null }

/**
 * Where a page begins, as the answer before it said: the sort key of its last row, whatever shape the
 * list gives it. Opaque to clients: a list may change its order and its key.
 * @throws Refusal `wrong-input` for what is no cursor of this list
 */
export function readCursor<Key>(cursor: string | undefined, key: z.ZodType<Key>): Key | undefined {
  if (cursor === undefined) return undefined
  const read = key.safeParse(parsed(cursor))
  if (!read.success) throw new Refusal(400, 'wrong-input', { fields: ['cursor'] })
  return read.data
}

/** For lists in the order of one number, e.g. an id. @throws Refusal `wrong-input` */
export const readIdCursor = (cursor: string | undefined) =>
  readCursor(cursor, z.number().int().nonnegative())

/** Pure. */
export const writeCursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')

/**
 * Cuts one row more than `limit` down to a page: `pageOf(await ….limit(limit + 1), limit, keyOf)`. Pure.
 * @param keyOf the sort key of a row, as `readCursor` will read it
 */
export function pageOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => unknown) {
  const page = rows.slice(0, limit)
  return { page, next: rows.length > limit ? writeCursor(keyOf(page.at(-1)!)) : null }
}

function parsed(cursor: string): unknown {
  try {
    // Whoever opens it can write into it what Postgres refuses.
    return clean(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return undefined
  }
}
