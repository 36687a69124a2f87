import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { suppressionReasons } from '../suppressions/table.ts'
import { foundBy, searchFor } from './search.ts'
import { contactSearches, contacts } from './table.ts'

const small = z.coerce.number().int().positive().max(2147483647)

/** Which contacts: the filters of the list, and of whatever is done to those it shows. */
export const selectionFields = {
  search: z.string().trim().max(200).optional(),
  tag: small.optional(),
  segment: z.coerce.number().int().positive().optional(),
  consent: z.enum(['given', 'withdrawn', 'none']).optional(),
  /** yes, no, or one reason. */
  suppressed: z.enum(['yes', 'no', ...suppressionReasons]).optional(),
}
const selectionSchema = z.object(selectionFields)
export type Selection = z.infer<typeof selectionSchema>

/** Those somebody picked one by one, or all that a selection finds. */
export const audienceSchema = z.union([
  z.object({ ids: z.array(z.number().int().positive()).min(1).max(10_000) }),
  z.object({ query: selectionSchema }),
])
export type Audience = z.infer<typeof audienceSchema>

/** Neither merged into another contact nor erased. */
const isPerson = sql`contacts.merged_into IS NULL AND contacts.erased_at IS NULL`

/** Whether somebody is left out by more than a search. Pure. */
export const isFiltered = ({ tag, segment, consent, suppressed }: Omit<Selection, 'search'>) =>
  Boolean(tag || segment || consent || suppressed)

/** A selection as a condition on `contacts`; without its search, which the list asks by itself. Pure. */
export function filterSql({ tag, segment, consent, suppressed }: Omit<Selection, 'search'>): SQL {
  const parts = [isPerson]
  if (tag) parts.push(sql`${contacts.tags} @> ARRAY[${tag}::int]`)
  if (segment) {
    parts.push(sql`contacts.id IN
      (SELECT contact_id FROM segment_contacts WHERE segment_id = ${segment})`)
  }
  if (consent === 'none') parts.push(sql`contacts.consent IS NULL`)
  else if (consent) parts.push(sql`contacts.consent = ${consent}`)
  if (suppressed) {
    const reason =
      suppressed === 'yes' || suppressed === 'no' ? sql`TRUE` : sql`s.reason = ${suppressed}`
    const listed = sql`(SELECT s.email_key FROM suppressions s WHERE ${reason})`
    parts.push(
      suppressed === 'no'
        ? sql`NOT EXISTS (SELECT FROM suppressions s WHERE s.email_key = contacts.email_key)`
        : sql`contacts.email_key IN ${listed}`,
    )
  }
  return sql.join(parts, sql` AND `)
}

/** The whole selection as one condition on `contacts`. Pure. */
const selectionSql = ({ search, ...rest }: Selection): SQL =>
  search ? sql`${filterSql(rest)} AND ${searchFor(search)}` : filterSql(rest)

/** An audience as a condition on `contacts`. Pure. */
export const audienceSql = (audience: Audience): SQL =>
  'ids' in audience
    ? sql`contacts.id = ANY(${`{${audience.ids.join(',')}}`}::bigint[]) AND ${isPerson}`
    : selectionSql(audience.query)

/** The same where everybody is meant at once, as in a count: by the index of pairs. Pure. */
export function wholeAudienceSql(audience: Audience): SQL {
  if ('ids' in audience || !audience.query.search) return audienceSql(audience)
  const { search, ...rest } = audience.query
  return sql`${filterSql(rest)} AND contacts.id IN
    (SELECT contact_id FROM ${contactSearches} WHERE ${foundBy(search)})`
}
