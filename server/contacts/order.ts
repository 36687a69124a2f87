import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'

export const sorts = ['newest', 'oldest', 'name', 'email', 'changed'] as const
export type Sort = (typeof sorts)[number]

/** Where a page of the list begins: behind the last one's key and id. */
export type Place = [key: string | null, id: number]

type Order = {
  /** What rows of `contacts` are sorted by, as the cursor has it. */
  column: SQL
  order: SQL
  key: z.ZodType<Place[0]>
  after: (from: Place) => SQL
  /** The same of those whom a search found, each an `id` and a `key`. */
  found: {
    key: SQL
    /** Where the key stands. */
    of: 'contact_searches' | 'contacts'
    order: SQL
    after: (from: Place) => SQL
    /** So many are sorted by themselves; of more, a page lies close enough along the order's index. */
    most: number
  }
}

/** Whom a search finds lie scattered in these orders. */
const SCATTERED = 5_000
/** A family name's people lie together in these, perhaps at the very end of a walk along the index. */
const TOGETHER = 100_000

/** Each in the order of an index, so that a page costs what a page holds. */
export const orders: Record<Sort, Order> = {
  newest: {
    column: sql`NULL`,
    order: sql`contacts.id DESC`,
    key: z.null(),
    after: ([, id]) => sql`contacts.id < ${id}`,
    found: {
      key: sql`NULL`,
      of: 'contact_searches',
      order: sql`id DESC`,
      after: ([, id]) => sql`id < ${id}`,
      most: SCATTERED,
    },
  },
  oldest: {
    column: sql`NULL`,
    order: sql`contacts.id`,
    key: z.null(),
    after: ([, id]) => sql`contacts.id > ${id}`,
    found: {
      key: sql`NULL`,
      of: 'contact_searches',
      order: sql`id`,
      after: ([, id]) => sql`id > ${id}`,
      most: SCATTERED,
    },
  },
  name: {
    column: sql`folded_name`,
    order: sql`contacts.folded_name, contacts.id`,
    key: z.string(),
    after: ([key, id]) => sql`(contacts.folded_name, contacts.id) > (${key}::text, ${id}::bigint)`,
    found: {
      key: sql`name`,
      of: 'contact_searches',
      most: TOGETHER,
      order: sql`key, id`,
      after: ([key, id]) => sql`(key, id) > (${key}::text, ${id}::bigint)`,
    },
  },
  email: {
    column: sql`email_key`,
    order: sql`contacts.email_key`,
    key: z.string(),
    after: ([key]) => sql`contacts.email_key > ${key}::text`,
    found: {
      // The last line.
      key: sql`split_part(folded, chr(10), -1)`,
      of: 'contact_searches',
      most: TOGETHER,
      order: sql`key`,
      after: ([key]) => sql`key > ${key}::text`,
    },
  },
  changed: {
    column: sql`(extract(epoch FROM updated_at) * 1000)::bigint::text`,
    order: sql`contacts.updated_at DESC, contacts.id DESC`,
    // Milliseconds: of a time as text not every one that looks right is one.
    key: z.string().regex(/^\d{1,15}$/),
    after: ([key, id]) =>
      sql`(contacts.updated_at, contacts.id) < (to_timestamp(${key}::float8 / 1000), ${id}::bigint)`,
    found: {
      key: sql`contacts.updated_at`,
      of: 'contacts',
      most: SCATTERED,
      order: sql`key DESC, id DESC`,
      after: ([key, id]) => sql`(key, id) < (to_timestamp(${key}::float8 / 1000), ${id}::bigint)`,
    },
  },
}
