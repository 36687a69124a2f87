import { inArray, sql } from 'drizzle-orm'
import type { Graph } from '../server/engine/graph.ts'
import { register } from '../server/enrollments/workers.ts'
import { createPump, type Pump } from '../server/messages/deliver.ts'
import { attempts, messages } from '../server/messages/table.ts'
import { ensureTransport } from '../server/transports/ensure.ts'
import type { House } from './database.ts'
import { graphOf, hand, mail } from './engine/make.ts'
import { entered, liveJourney, newContacts, runDry, until } from './make.ts'

/** A worker's delivery, to be kicked by hand. */
export type Post = { pump: Pump; workerId: number; kick(): void }

export async function openPost(house: House, smtpUrl: string): Promise<Post> {
  const workerId = await register(house.db)
  const transport = await ensureTransport(house.db, house)
  const pump = await createPump(house, { workerId, smtpUrl })
  return { pump, workerId, kick: () => pump.kick(transport.id) }
}

/** trigger → send → exit, live. */
export function sendJourney(house: House, data: Record<string, unknown> = {}, name = 'Journey') {
  const graph: Graph = graphOf(
    { start: ['trigger', hand], send: ['send', mail('件名', data)], end: ['exit'] },
    [
      ['start', 'send'],
      ['send', 'end'],
    ],
  )
  return liveJourney(house, graph, name)
}

/** People with a consent, walked up to the send node; returns their messages in order. */
export async function queuedMessages(
  house: House,
  journey: { id: number; versionId: number },
  count: number,
  { consent = true, ...options }: { consent?: boolean; payload?: Record<string, unknown> } = {},
): Promise<number[]> {
  const contactIds = await newContacts(house, count)
  if (consent) await consented(house, contactIds)
  const enrollmentIds = await entered(house, journey, contactIds, options)
  await runDry(house, journey)
  const rows = await house.db
    .select({ id: messages.id })
    .from(messages)
    .where(inArray(messages.enrollmentId, enrollmentIds))
    .orderBy(messages.id)
  return rows.map((row) => row.id)
}

export async function consented(house: House, contactIds: number[]) {
  await house.db.execute(sql`
    INSERT INTO consents (contact_id, given, basis, origin, at)
    SELECT value::bigint, 'given', 'opt-in', 'test', now()
      FROM json_array_elements_text(${JSON.stringify(contactIds)}::text::json)`)
}

export const rowsOf = (house: House, ids: number[]) =>
  house.db.select().from(messages).where(inArray(messages.id, ids)).orderBy(messages.id)

export const attemptsOf = (house: House, id: number) =>
  house.db
    .select()
    .from(attempts)
    .where(inArray(attempts.messageId, [id]))
    .orderBy(attempts.number)

/** Kicks the post until none of these is due or in hand any more; returns them. */
export async function handled(house: House, post: Post, ids: number[]) {
  await until('the messages are handled', async () => {
    post.kick()
    const now = await house.clock(house.db)
    const rows = await rowsOf(house, ids)
    return rows.every(
      ({ state, dueAt }) =>
        !['claimed', 'sending'].includes(state) &&
        (dueAt === null || Temporal.Instant.compare(dueAt, now) > 0),
    )
  })
  return rowsOf(house, ids)
}
