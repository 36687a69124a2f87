import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { type FormPage, formVersions, type Mapping, requests, sources } from './table.ts'

/** So many posts are taken in at once, */
const BATCH = 500
/** and hardly more bytes than these, as all of them are in memory at a time. */
const BATCH_BYTES = 8 * 1024 * 1024

export type Claimed = {
  id: number
  contentType: string
  body: Uint8Array
  ip: string | null
  userAgent: string | null
  source: {
    id: number
    kind: 'webhook' | 'form' | 'site'
    mapping: Mapping
    /** As they stood when the form was filled in; of a webhook the wording of today. */
    consentWording: string
    form: FormPage | null
    formVersionId: number | null
    /** Whoever fills it in is asked by mail first. */
    confirmJourneyId: number | null
    confirmHours: number
  }
}

/** Whether posts are waiting to be taken in. */
export async function pendingIntake(db: Db): Promise<boolean> {
  const rows = await db
    .select({ id: requests.id })
    .from(requests)
    .where(eq(requests.outcome, 'pending'))
    .limit(1)
  return rows.length > 0
}

/**
 * The oldest pending posts that nobody else has in hand, in the order they came, locked.
 * `full`: there was more than one batch holds.
 */
export async function claimOldest(tx: Tx): Promise<{ batch: Claimed[]; full: boolean }> {
  const oldest = await tx.execute<{ id: string; fits: boolean }>(sql`
    SELECT id, sum(size) OVER (ORDER BY id) - size < ${BATCH_BYTES}::int AS fits
      FROM (SELECT id, octet_length(body) AS size
              FROM ${requests} WHERE outcome = 'pending' ORDER BY id LIMIT ${BATCH}) oldest`)
  const fitting = oldest.filter(({ fits }) => fits).map((row) => Number(row.id))
  const batch = await claim(tx, fitting)
  // Rows that another worker holds are no reason to come again: it would spin on them.
  const full = batch.length > 0 && (oldest.length === BATCH || fitting.length < oldest.length)
  return { batch, full }
}

/** These posts as far as they are still pending and nobody else has them in hand, locked. */
export async function claim(tx: Tx, ids: number[]): Promise<Claimed[]> {
  if (ids.length === 0) return []
  return (
    tx
      .select({
        id: requests.id,
        contentType: requests.contentType,
        body: requests.body,
        ip: requests.ip,
        userAgent: sql<string | null>`${requests.headers} ->> 'user-agent'`,
        source: {
          id: sources.id,
          kind: sources.kind,
          mapping: sources.mapping,
          consentWording: wordingThen,
          form: asFilledIn,
          formVersionId: requests.formVersionId,
          confirmJourneyId: sources.confirmJourneyId,
          confirmHours: sources.confirmHours,
        },
      })
      .from(requests)
      .innerJoin(sources, eq(sources.id, requests.sourceId))
      .leftJoin(formVersions, eq(formVersions.id, requests.formVersionId))
      .where(and(inArray(requests.id, ids), eq(requests.outcome, 'pending')))
      .orderBy(asc(requests.id))
      // A second worker takes the next ones instead of waiting for these.
      .for('update', { of: requests, skipLocked: true })
  )
}

/** A form as it stood when it was filled in. */
export const asFilledIn = sql<FormPage | null>`coalesce(${formVersions.form}, ${sources.form})`

/** A consent's wording as it stood when the form was filled in. */
export const wordingThen = sql<string>`coalesce(${formVersions.consentWording}, ${sources.consentWording})`
