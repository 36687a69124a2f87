import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { readAccount } from '../account/read.ts'
import { clean } from '../clean.ts'
import type { Clock, Db, Tx } from '../db.ts'
import { type Rule, ruleSchema } from '../engine/rule.ts'
import { checkRule } from '../rules/check-rule.ts'
import { living, ruleSql } from '../rules/rule-sql.ts'
import { suppressionReasons } from '../suppressions/table.ts'
import { foundBy, searchFor } from './search.ts'
import { contactSearches, contacts } from './table.ts'

const small = z.coerce.number().int().positive().max(2147483647)

/** Which contacts: the filters of the list, and of whatever is done to those it shows. */
const selectionFields = {
  search: z.string().trim().max(200).optional(),
  tag: small.optional(),
  segment: z.coerce.number().int().positive().optional(),
  consent: z.enum(['given', 'withdrawn', 'none']).optional(),
  /** yes, no, or one reason. */
  suppressed: z.enum(['yes', 'no', ...suppressionReasons]).optional(),
  rule: ruleSchema.optional().describe('Whoever meets it, as in a segment.'),
}

/** The same as the list's address has them. */
export const selectionQuery = {
  ...selectionFields,
  rule: z
    .string()
    .max(10_000)
    .refine((text) => encodeURIComponent(text).length <= 10_000)
    .transform((text, { issues }): unknown => {
      try {
        return clean(JSON.parse(text))
      } catch {
        issues.push({ code: 'custom', input: text })
        return z.NEVER
      }
    })
    .pipe(ruleSchema)
    .optional()
    .describe('Whoever meets a rule, as in a segment: its JSON.'),
}

const selectionSchema = z.object(selectionFields)
/** When and where a rule is asked: it means the same people as long as an act or a file takes. */
const asOf = z.object({ now: z.string(), zone: z.string() })

const picked = z.object({ ids: z.array(z.number().int().positive()).min(1).max(10_000) })
/** Those somebody picked one by one, or all that a selection finds. */
export const audienceSchema = z.union([picked, z.object({ query: selectionSchema })])
/** As it is kept once it is settled. */
export const settledAudience = z.union([
  picked,
  z.object({ query: selectionSchema.extend({ asOf: asOf.optional() }) }),
])

export type Selection = z.infer<typeof selectionSchema> & {
  asOf?: z.infer<typeof asOf> | undefined
}
export type Audience = z.infer<typeof settledAudience>

/**
 * Says of a selection with a rule when and where it is asked.
 * @throws Refusal of `checkRule`
 */
export async function settle<Asked extends { rule?: Rule | undefined }>(
  tx: Tx | Db,
  asked: Asked,
  clock: Clock,
): Promise<Asked & Pick<Selection, 'asOf'>> {
  if (!asked.rule) return asked
  await checkRule(tx, asked.rule)
  const now = (await clock(tx)).toString()
  return { ...asked, asOf: { now, zone: (await readAccount(tx)).zone } }
}

/** The same of an audience. */
export const settleAudience = async (
  tx: Tx | Db,
  audience: z.infer<typeof audienceSchema>,
  clock: Clock,
): Promise<Audience> =>
  'ids' in audience ? audience : { query: await settle(tx, audience.query, clock) }

/** Whether somebody is left out by more than a search. Pure. */
export const isFiltered = ({
  tag,
  segment,
  consent,
  suppressed,
  rule,
}: Omit<Selection, 'search'>) => Boolean(tag || segment || consent || suppressed || rule)

/** A selection as a condition on `contacts`; without its search, which the list asks by itself. Pure. */
export function filterSql({
  tag,
  segment,
  consent,
  suppressed,
  rule,
  asOf,
}: Omit<Selection, 'search'>): SQL {
  const parts = [living()]
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
  if (rule) {
    if (!asOf)
      throw new Error('A rule is asked at a moment and in a zone: settle the selection first')
    const place = { now: Temporal.Instant.from(asOf.now), accountZone: asOf.zone }
    parts.push(ruleSql(rule, place))
  }
  return sql.join(parts, sql` AND `)
}

/** The whole selection as one condition on `contacts`. Pure. */
const selectionSql = ({ search, ...rest }: Selection): SQL =>
  search ? sql`${filterSql(rest)} AND ${searchFor(search)}` : filterSql(rest)

/** An audience as a condition on `contacts`. Pure. */
export const audienceSql = (audience: Audience): SQL =>
  'ids' in audience
    ? sql`contacts.id = ANY(${`{${audience.ids.join(',')}}`}::bigint[]) AND ${living()}`
    : selectionSql(audience.query)

/** The same where everybody is meant at once, as in a count: by the index of pairs. Pure. */
export function wholeAudienceSql(audience: Audience): SQL {
  if ('ids' in audience || !audience.query.search) return audienceSql(audience)
  const { search, ...rest } = audience.query
  return sql`${filterSql(rest)} AND contacts.id IN
    (SELECT contact_id FROM ${contactSearches} WHERE ${foundBy(search)})`
}
