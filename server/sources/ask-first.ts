import { inArray, sql } from 'drizzle-orm'
import { bulk, type Tx } from '../db.ts'
import { enter } from '../enrollments/enroll.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { MAIL_START } from '../journeys/single-mail.ts'
import { journeys } from '../journeys/table.ts'
import { signedId } from '../signed-id.ts'
import { confirmations } from './table.ts'

/** What a link to the page of the yes is signed for. */
export const CONFIRM = 'confirm'

/** An address is asked so often in a day, over all forms: a form is no means to annoy somebody. */
const MOST_A_DAY = 3

/** A post whose sender is to be asked by mail whether it was them. */
export type ToAsk = {
  requestId: number
  sourceId: number
  contactId: number
  formVersionId: number | null
  consenting: boolean
  payload: Record<string, unknown>
  origin: string
  journeyId: number
  hours: number
}

/**
 * Sends everybody the mail that asks, whom the caller has locked. Nothing of what they sent holds until
 * they say yes. Who has been asked often enough is left alone.
 * @returns the posts that led to no mail, and the journeys to ask for after the commit
 */
export async function askFirst(
  { baseUrl, secret }: Pick<Ground, 'baseUrl' | 'secret'>,
  tx: Tx,
  posts: ToAsk[],
  now: Temporal.Instant,
): Promise<{ left: number[]; journeys: number[] }> {
  if (posts.length === 0) return { left: [], journeys: [] }
  const asking = await withinReason(tx, posts, now)
  const left = posts.filter((each) => !asking.includes(each)).map(({ requestId }) => requestId)
  const made = await write(tx, asking, now)
  const asked = asking.filter(({ requestId }) => made.has(requestId))
  const versions = await versionsOf(tx, asked)
  const { entered } = await enter(
    tx,
    asked.map(({ requestId, contactId, journeyId, origin, hours }) => ({
      contactId,
      journeyId,
      versionId: versions.get(journeyId)!,
      nodeId: MAIL_START,
      reentry: 'always' as const,
      origin,
      // Nothing that was typed: a form must not carry a stranger's words into somebody's mailbox.
      payload: { confirm_url: urlOf(baseUrl, secret, made.get(requestId)!), hours },
    })),
    now,
  )
  const woken = await record(
    tx,
    asked.map(({ contactId, origin }) => {
      return { contactId, name: 'source.asked', origin, payload: {} }
    }),
    now,
  )
  return { left, journeys: [...woken, ...entered.map(({ journeyId }) => journeyId)] }
}

const urlOf = (baseUrl: string, secret: string, id: number) =>
  `${baseUrl}/confirm/${signedId(secret, CONFIRM, id)}`

async function withinReason(tx: Tx, posts: ToAsk[], now: Temporal.Instant): Promise<ToAsk[]> {
  const contactIds = [...new Set(posts.map(({ contactId }) => contactId))]
  const since = now.subtract({ hours: 24 }).toString()
  const rows = await tx
    .select({ contactId: confirmations.contactId, asked: sql<number>`count(*)::int` })
    .from(confirmations)
    .where(
      sql`${inArray(confirmations.contactId, contactIds)} AND ${confirmations.askedAt} > ${since}::timestamptz`,
    )
    .groupBy(confirmations.contactId)
  const asked = new Map(rows.map((row) => [row.contactId, row.asked]))
  return posts.filter(({ contactId }) => {
    const times = asked.get(contactId) ?? 0
    asked.set(contactId, times + 1)
    return times < MOST_A_DAY
  })
}

/** Ids of confirmations by request; a post that is run again asks again, unless the yes was said. */
async function write(tx: Tx, posts: ToAsk[], now: Temporal.Instant): Promise<Map<number, number>> {
  if (posts.length === 0) return new Map()
  const rows = posts.map((each) => ({
    source_id: each.sourceId,
    request_id: each.requestId,
    contact_id: each.contactId,
    form_version_id: each.formVersionId,
    consenting: each.consenting,
    payload: each.payload,
    expires_at: now.add({ hours: each.hours }),
  }))
  const made = await tx.execute<{ id: string; request_id: string }>(sql`
    INSERT INTO ${confirmations}
           (source_id, request_id, contact_id, form_version_id, consenting, payload, asked_at, expires_at)
    SELECT source_id, request_id, contact_id, form_version_id, consenting, payload,
           ${now.toString()}::timestamptz, expires_at
      FROM ${bulk(rows, {
        source_id: 'bigint',
        request_id: 'bigint',
        contact_id: 'bigint',
        form_version_id: 'bigint',
        consenting: 'boolean',
        payload: 'jsonb',
        expires_at: 'timestamptz',
      })}
        ON CONFLICT (request_id) DO UPDATE
       SET asked_at = excluded.asked_at, expires_at = excluded.expires_at,
           payload = excluded.payload, consenting = excluded.consenting
     WHERE confirmations.confirmed_at IS NULL
    RETURNING id, request_id`)
  return new Map(made.map((row) => [Number(row.request_id), Number(row.id)]))
}

async function versionsOf(tx: Tx, posts: ToAsk[]): Promise<Map<number, number>> {
  if (posts.length === 0) return new Map()
  const ids = [...new Set(posts.map(({ journeyId }) => journeyId))]
  const rows = await tx
    .select({ id: journeys.id, versionId: journeys.liveVersionId })
    .from(journeys)
    .where(inArray(journeys.id, ids))
  return new Map(rows.map(({ id, versionId }) => [id, versionId!]))
}
