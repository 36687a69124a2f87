import { sql } from 'drizzle-orm'
import type { Tx } from '../../db.ts'
import type { MessageFact } from '../../engine/advance.ts'
import { messages } from '../../messages/table.ts'
import type { Claimed } from '../claim.ts'

/** The messages on which claimed enrollments rest, by enrollment id. */
export async function messageFacts(
  tx: Tx,
  claimed: Claimed[],
): Promise<Map<number, MessageFact[]>> {
  const facts = new Map<number, MessageFact[]>()
  const resting = claimed.filter((each) => each.standing.rest?.message).map((each) => each.id)
  if (resting.length === 0) return facts
  const rows = await tx.execute<{
    enrollment_id: string
    node_id: string
    visit: number
    state: string
    reason: string | null
    final_at: string | null
  }>(sql`
    SELECT m.enrollment_id, m.node_id, m.visit, m.state, m.reason, m.final_at
      FROM ${messages} m WHERE m.enrollment_id = ANY(${`{${resting.join(',')}}`}::bigint[])`)
  for (const row of rows) {
    const id = Number(row.enrollment_id)
    const finalAt = row.final_at ? Temporal.Instant.from(row.final_at) : null
    const fact = { ...row, nodeId: row.node_id, finalAt }
    facts.set(id, [...(facts.get(id) ?? []), fact])
  }
  return facts
}
