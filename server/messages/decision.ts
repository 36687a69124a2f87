import { sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import { wake } from '../wake.ts'
import { lockEnrollments } from './settle.ts'
import { messages } from './table.ts'

/** What somebody decides about a mail that is unknown or held. */
export type Decision = {
  messageId: number
  /** send-again: another try at the same message · leave: don't send; the walk goes on as its node says. */
  do: 'send-again' | 'leave'
  actor: string
}

/** @throws Refusal 404; 409 when there is nothing to decide any more */
export async function decideMessage(ground: Ground, decision: Decision): Promise<void> {
  const { messageId, do: verdict, actor } = decision
  const due = await transaction(ground.db, async (tx) => {
    const before = await lock(tx, messageId)
    const now = await ground.clock(tx)
    const row = verdict === 'leave' ? await leave(tx, before, now) : await again(tx, messageId, now)
    await record(tx, {
      actor,
      action: verdict === 'leave' ? 'message.left' : 'message.sent-again',
      subject: `message:${messageId}`,
      detail: { state: before.state, reason: before.reason, contactId: before.contactId },
    })
    return row
  })
  await ground.queue.ask('advance', due.journeys)
  await ground.queue.ask('deliver', due.transports)
}

type Before = {
  id: number
  enrollmentId: number
  contactId: number
  state: 'unknown' | 'held'
  reason: string | null
}

async function lock(tx: Tx, id: number): Promise<Before> {
  const find = (locking: ReturnType<typeof sql>) =>
    tx.execute<{ enrollment_id: string; contact_id: string; state: string; reason: string | null }>(
      sql`SELECT enrollment_id, contact_id, state, reason FROM ${messages} WHERE id = ${id} ${locking}`,
    )
  const [message] = await find(sql``)
  if (!message) throw new Refusal(404, 'not-found')
  const enrollmentId = Number(message.enrollment_id)
  await lockEnrollments(tx, [enrollmentId])
  const [locked] = await find(sql`FOR NO KEY UPDATE`)
  const state = locked?.state
  if (state !== 'unknown' && state !== 'held') throw new Refusal(409, 'message-decided')
  return { id, enrollmentId, contactId: Number(message.contact_id), state, reason: message.reason }
}

/** As if it had been asked for just now: a decision after days is worth as many tries as the first. */
async function again(tx: Tx, id: number, now: Temporal.Instant) {
  const at = sql`${now.toString()}::timestamptz`
  const rows = await tx.execute<{ transport_id: string }>(sql`
    UPDATE ${messages}
       SET state = 'queued', queued_at = ${at}, due_at = ${at}, worker = NULL, reason = NULL, reply = NULL
     WHERE id = ${id}
    RETURNING transport_id`)
  return { journeys: [], transports: rows.map((row) => Number(row.transport_id)) }
}

/** Whether an unknown one went out nobody knows: it counts as not sent. */
async function leave(tx: Tx, { id, enrollmentId, state }: Before, now: Temporal.Instant) {
  await tx.execute(sql`
    UPDATE ${messages}
       SET state = ${state === 'unknown' ? 'failed' : 'skipped'}, reason = 'left-by-hand',
           due_at = NULL, worker = NULL, final_at = ${now.toString()}::timestamptz
     WHERE id = ${id}`)
  return { journeys: await wake(tx, sql`id = ${enrollmentId}`, now), transports: [] }
}
