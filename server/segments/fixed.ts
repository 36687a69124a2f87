import { eq, sql } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import type { Clock, Tx } from '../db.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { living } from '../rules/rule-sql.ts'
import { lockSegment } from './change.ts'
import { segmentContacts, segments } from './table.ts'

type Change = {
  id: number
  contactIds: number[]
  actor: string
  clock: Clock
  /** Also of a segment that is archived. */
  archived?: boolean
}

/**
 * Puts contacts into a fixed segment. Who is in already, is merged or erased is left out.
 * @returns who entered, and the journeys to ask for after the commit
 */
export const addContacts = (tx: Tx, change: Change) =>
  turnContacts(
    tx,
    change,
    'segment.entered',
    (ids, now) => sql`
    INSERT INTO ${segmentContacts} (segment_id, contact_id, since)
    SELECT ${change.id}, c.id, ${now.toString()}::timestamptz FROM ${contacts} c
     WHERE c.id = ANY (${ids}) AND ${living('c')}
        ON CONFLICT DO NOTHING
    RETURNING contact_id`,
  )

/** Takes contacts out of a fixed segment. @returns who left, and the journeys to ask for */
export const removeContacts = (tx: Tx, change: Change) =>
  turnContacts(
    tx,
    change,
    'segment.left',
    (ids) => sql`
    DELETE FROM ${segmentContacts} WHERE segment_id = ${change.id} AND contact_id = ANY (${ids})
    RETURNING contact_id`,
  )

async function turnContacts(
  tx: Tx,
  { id, contactIds, actor, clock, archived = false }: Change,
  name: 'segment.entered' | 'segment.left',
  write: (ids: ReturnType<typeof sql>, now: Temporal.Instant) => ReturnType<typeof sql>,
): Promise<{ turned: number[]; journeys: number[] }> {
  // Before anything is locked: who builds a dynamic one has its row and waits for contacts.
  const [{ kind } = { kind: 'fixed' }] = await tx
    .select({ kind: segments.kind })
    .from(segments)
    .where(eq(segments.id, id))
  if (kind === 'dynamic') throw new Refusal(409, 'segment-other-kind')
  const ids = sql`${`{${contactIds.join(',')}}`}::bigint[]`
  await tx.execute(
    sql`SELECT FROM ${contacts} WHERE id = ANY (${ids}) ORDER BY id FOR NO KEY UPDATE`,
  )
  await lockSegment(tx, id, { archived })
  const now = await clock(tx)
  const rows = await tx.execute<{ contact_id: string }>(write(ids, now))
  const happened = rows.map((row) => ({
    contactId: Number(row.contact_id),
    name,
    origin: actor,
    payload: { segmentId: id },
  }))
  const turned = happened.map(({ contactId }) => contactId)
  return { turned, journeys: await record(tx, happened, now) }
}
