import { eq, sql } from 'drizzle-orm'
import { cleanText } from '../clean.ts'
import { causeOf, isPassing } from '../code-of.ts'
import { recordConsents } from '../consents/record.ts'
import { loadReading } from '../contacts/definitions.ts'
import { upsertContacts } from '../contacts/upsert.ts'
import { bulk, type Tx, transaction } from '../db.ts'
import { enroll } from '../enrollments/enroll.ts'
import { record } from '../events/record.ts'
import type { Ground } from '../ground.ts'
import { agreed, agreedToAll } from './agreed.ts'
import { askFirst, type ToAsk } from './ask-first.ts'
import { type Claimed, claim, claimOldest } from './claim.ts'
import type { Found } from './find.ts'
import { judge } from './judge.ts'
import { LANGUAGE } from './own-fields.ts'
import type { Fields } from './read/fields.ts'
import type { Reason } from './reasons.ts'
import { requests } from './table.ts'
import { typed } from './typed.ts'

export { pendingIntake } from './claim.ts'

/**
 * One worker turn: makes contacts, events, consents and enrollments of the oldest pending posts.
 * A post that cannot be written is refused alone; all others go on.
 * @returns whether the batch was full, so that another turn is worth asking for
 */
export async function takeIn(ground: Ground): Promise<boolean> {
  let ids: number[] = []
  let full = false
  let journeys: number[]
  try {
    journeys = await transaction(ground.db, async (tx) => {
      const oldest = await claimOldest(tx)
      ids = oldest.batch.map(({ id }) => id)
      full = oldest.full
      return write(ground, tx, oldest.batch)
    })
  } catch (error) {
    if (ids.length === 0 || isPassing(error)) throw error
    journeys = await takeThese(ground, ids)
  }
  await ground.queue.ask('advance', journeys)
  return full
}

/** Together, and when that cannot be written in halves, until the culprit stands alone. */
async function takeThese(ground: Ground, ids: number[]): Promise<number[]> {
  try {
    return await transaction(ground.db, async (tx) => write(ground, tx, await claim(tx, ids)))
  } catch (error) {
    if (isPassing(error)) throw error
    if (ids.length === 1) {
      await refuse(ground, ids[0]!, error)
      return []
    }
    const middle = ids.length >> 1
    const first = await takeThese(ground, ids.slice(0, middle))
    return [...first, ...(await takeThese(ground, ids.slice(middle)))]
  }
}

async function refuse(ground: Ground, id: number, error: unknown): Promise<void> {
  ground.log.error({ fact: 'request.failed', request: id })
  const field = cleanText(String(causeOf(error))).slice(0, 500)
  const settledAt = sql`clock_timestamp()`
  await ground.db
    .update(requests)
    .set({ outcome: 'refused', reason: 'failed' satisfies Reason, field, settledAt })
    .where(eq(requests.id, id))
}

type Taken = { request: Claimed; found: Found; fields: Fields }

/** Everything that comes of a batch, each table once. @returns the journeys to ask for */
async function write(ground: Ground, tx: Tx, batch: Claimed[]): Promise<number[]> {
  const taken: Taken[] = []
  const reading = await loadReading(tx)
  const refused: { id: number; reason: Reason; field: string | null }[] = []
  for (const request of batch) {
    const judged = judge(request, request.source)
    if (judged.type === 'taken') {
      taken.push({ request, ...judged, found: typed(reading, judged.found) })
    } else refused.push({ id: request.id, reason: judged.reason, field: judged.field })
  }
  const contactIds = await upsertContacts(
    tx,
    taken.map(({ request, found: { address, attributes }, fields }) => {
      // What somebody says of an address holds once they say that it is theirs.
      const known = asksFirst(request) ? {} : attributes
      return { address, attributes: known, language: languageIn(fields) }
    }),
  )
  const now = await ground.clock(tx)
  const arrived = taken.map((each) => ({
    ...each,
    contactId: contactIds.get(each.found.address.key)!,
    origin: `source:${each.request.source.id}/request:${each.request.id}`,
  }))
  const toAsk = arrived.filter(({ request }) => asksFirst(request))
  const asked = await askFirst(ground, tx, toAsk.map(asking), now)
  const sure = arrived.filter(({ request }) => !asksFirst(request))
  const journeys = await letIn(ground, tx, sure, now)
  const left = new Set(asked.left)
  await settle(
    tx,
    [
      ...refused.map((each) => ({ ...each, outcome: 'refused', contact_id: null })),
      ...arrived.map(({ request: { id }, contactId }): Settled => {
        const contact = { id, field: null, contact_id: contactId }
        return left.has(id)
          ? { ...contact, outcome: 'refused', reason: 'asked-often' }
          : { ...contact, outcome: 'accepted', reason: null }
      }),
    ],
    now,
  )
  return [...new Set([...asked.journeys, ...journeys])]
}

type Arrived = Taken & { contactId: number; origin: string }

const asksFirst = ({ source }: Claimed) => source.confirmJourneyId !== null

function asking({ request, contactId, origin, fields, found: { payload } }: Arrived): ToAsk {
  const { id: requestId, source } = request
  const { id: sourceId, formVersionId, confirmHours: hours } = source
  const consenting = agreedToAll(source, fields)
  const journeyId = source.confirmJourneyId!
  return {
    requestId,
    sourceId,
    contactId,
    formVersionId,
    consenting,
    payload,
    origin,
    journeyId,
    hours,
  }
}

/** Consents, events and enrollments of posts that hold as they came. @returns the journeys to ask for */
async function letIn(ground: Ground, tx: Tx, arrived: Arrived[], now: Temporal.Instant) {
  await recordConsents(
    tx,
    arrived.flatMap(({ request: { source, ip, userAgent }, fields, contactId }) =>
      agreed(source, fields, { contactId, ip, userAgent, at: now }),
    ),
  )
  const woken = await record(
    tx,
    arrived.map(({ contactId, origin, found: { payload } }) => {
      return { contactId, name: 'source.received', origin, payload }
    }),
    now,
  )
  const entries = arrived.map(({ contactId, origin, request, found: { payload } }) => {
    return { contactId, sourceId: request.source.id, origin, payload }
  })
  const { journeys } = await enroll(ground, tx, entries, now)
  return [...woken, ...journeys]
}

function languageIn(fields: Fields): 'ja' | 'en' | null {
  const said = fields[LANGUAGE]
  return said === 'ja' || said === 'en' ? said : null
}

type Settled = {
  id: number
  outcome: string
  reason: Reason | null
  field: string | null
  contact_id: number | null
}

async function settle(tx: Tx, rows: Settled[], now: Temporal.Instant): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    UPDATE ${requests} q
       SET outcome = r.outcome, reason = r.reason, field = r.field, contact_id = r.contact_id,
           settled_at = ${now.toString()}::timestamptz
      FROM ${bulk(rows, { id: 'bigint', outcome: 'text', reason: 'text', field: 'text', contact_id: 'bigint' })}
     WHERE q.id = r.id`)
}
