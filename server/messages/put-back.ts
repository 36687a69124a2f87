import { sql } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { idsIn } from './settle.ts'
import { messages } from './table.ts'

/** Puts back what this worker has claimed and no longer holds: after a failed turn, and at the end. */
export async function putBackClaimed(
  db: Db,
  worker: number,
  stillHeld: readonly number[] = [],
): Promise<void> {
  await db.execute(sql`
    UPDATE ${messages} SET state = 'queued', worker = NULL, due_at = claimed_at
     WHERE worker = ${worker} AND state = 'claimed' AND NOT id = ${idsIn(stillHeld)}`)
}

/** Hands to the transport in use what another was to send: SMTP_URL was set, changed or taken away. */
export async function moveHere(db: Db, transportId: number): Promise<void> {
  await db.execute(sql`
    UPDATE ${messages} SET transport_id = ${transportId}
     WHERE due_at IS NOT NULL AND transport_id <> ${transportId}`)
}
