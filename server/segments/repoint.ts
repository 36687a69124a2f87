import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import type { NewEvent } from '../events/record.ts'
import { segmentContacts, segmentRechecks, segments } from './table.ts'

/**
 * Fixed segments keep the contact that stays in the place of the other; dynamic ones lose the other and
 * are asked about the one that stays as about anybody who has changed. Both are locked.
 * @returns what has happened by that, to be written down
 */
export async function repointSegments(
  tx: Tx,
  { into, from }: { into: number; from: number },
  origin: string,
): Promise<NewEvent[]> {
  const rows = await tx.execute<{ segment_id: string }>(sql`
    INSERT INTO ${segmentContacts} (segment_id, contact_id, since)
    SELECT m.segment_id, ${into}, m.since
      FROM ${segmentContacts} m JOIN ${segments} s ON s.id = m.segment_id AND s.kind = 'fixed'
     WHERE m.contact_id = ${from} ORDER BY m.segment_id
        ON CONFLICT DO NOTHING
    RETURNING segment_id`)
  await tx.execute(sql`DELETE FROM ${segmentContacts} WHERE contact_id = ${from}`)
  // By the key's first column: an index for this alone would cost every contact a rule looks ahead for.
  await tx.execute(sql`
    DELETE FROM ${segmentRechecks}
     WHERE contact_id = ${from} AND segment_id IN (SELECT id FROM ${segments})`)
  return rows.map((row) => {
    const payload = { segmentId: Number(row.segment_id) }
    return { contactId: into, name: 'segment.entered', origin, payload }
  })
}
