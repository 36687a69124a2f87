import { sql } from 'drizzle-orm'
import { audit } from '../audit/table.ts'
import { consents } from '../consents/table.ts'
import { contacts } from '../contacts/table.ts'
import { bulk, type Tx } from '../db.ts'
import { enrollments } from '../enrollments/table.ts'
import { events } from '../events/table.ts'

export type Touch = 'walked' | 'merged' | 'edited' | 'heard-of'

/**
 * Which contacts, made by an import, something else has to do with since: a walk through a journey, a
 * merge, a change by hand, an event or a consent from elsewhere.
 * @param since when the import was over
 */
export async function touched(
  tx: Tx,
  ids: number[],
  { origin, since }: { origin: string; since: Temporal.Instant },
): Promise<Map<number, Touch>> {
  if (ids.length === 0) return new Map()
  const list = bulk(
    ids.map((id) => ({ id })),
    { id: 'bigint' },
  )
  const ours = sql`NOT IN (${origin}, ${`${origin}/undone`})`
  const rows = await tx.execute<{ id: string; touch: Touch }>(sql`
    SELECT * FROM (
      SELECT c.id,
             CASE WHEN EXISTS (SELECT FROM ${enrollments} e WHERE e.contact_id = c.id) THEN 'walked'
                  -- Whoever stayed in a merge is more than the file made of one of them.
                  WHEN EXISTS (SELECT FROM ${contacts} m WHERE m.merged_into = c.id) THEN 'merged'
                  WHEN c.updated_at > ${since.toString()}::timestamptz
                    OR EXISTS (SELECT FROM ${audit} a WHERE a.subject = 'contact:' || c.id)
                  THEN 'edited'
                  WHEN EXISTS (SELECT FROM ${events} v WHERE v.contact_id = c.id AND v.origin ${ours})
                    OR EXISTS (SELECT FROM ${consents} s WHERE s.contact_id = c.id AND s.origin ${ours})
                  THEN 'heard-of' END AS touch
        FROM ${list} JOIN ${contacts} c ON c.id = r.id) each
     WHERE touch IS NOT NULL`)
  return new Map(rows.map((row) => [Number(row.id), row.touch]))
}
