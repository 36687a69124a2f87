import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db.ts'
import { journeys } from '../journeys/table.ts'
import { enrollments } from './table.ts'
import { endThese, type Hand } from './take-out.ts'

/** A journey that the contact that is merged away walks now, and whether the other walks it, too. */
export type Meeting = { journeyId: number; name: string; both: boolean }

/**
 * Walks of one contact are the other's, wherever they stand. Where both walk one journey, the walk of the
 * contact that stays goes on and the other's ends, its mail called back; a mail sent by itself is not the
 * other's double. The caller has locked both.
 * @returns the walks that ended
 */
export async function joinWalks(
  tx: Tx,
  { into, from }: { into: number; from: number },
  { by, now }: { by: Hand; now: Temporal.Instant },
): Promise<number[]> {
  const rows = await tx.execute<{
    id: string
    mine: boolean
    journey_id: string
    live: boolean
  }>(sql`
    SELECT e.id, e.contact_id = ${into} AS mine, e.journey_id,
           e.ended_at IS NULL AND j.kind = 'journey' AS live
      FROM ${enrollments} e JOIN ${journeys} j ON j.id = e.journey_id
     WHERE e.contact_id IN (${into}, ${from}) ORDER BY e.id FOR NO KEY UPDATE OF e`)
  const kept = new Set(rows.filter((row) => row.mine && row.live).map((row) => row.journey_id))
  const doubled = rows.filter((row) => !row.mine && row.live && kept.has(row.journey_id))
  const ids = doubled.map(({ id }) => Number(id))
  await endThese(tx, ids, by, { reason: 'merged', now })
  await tx.execute(sql`UPDATE ${enrollments} SET contact_id = ${into} WHERE contact_id = ${from}`)
  return ids
}

/** Where the walks of two contacts would meet. */
export async function meetings(
  tx: Tx | Db,
  { into, from }: { into: number; from: number },
): Promise<Meeting[]> {
  const rows = await tx.execute<{ journey_id: string; name: string; both: boolean }>(sql`
    SELECT e.journey_id, j.name, bool_or(e.contact_id = ${into}) AS both
      FROM ${enrollments} e JOIN ${journeys} j ON j.id = e.journey_id
     WHERE e.contact_id IN (${into}, ${from}) AND e.ended_at IS NULL AND j.kind = 'journey'
     GROUP BY e.journey_id, j.name HAVING bool_or(e.contact_id = ${from}) ORDER BY e.journey_id`)
  return rows.map((row) => ({ journeyId: Number(row.journey_id), name: row.name, both: row.both }))
}
