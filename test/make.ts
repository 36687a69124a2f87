import { sql } from 'drizzle-orm'
import { transaction } from '../server/db.ts'
import type { Graph } from '../server/engine/graph.ts'
import { enter } from '../server/enrollments/enroll.ts'
import { run } from '../server/enrollments/run.ts'
import { createJourney } from '../server/journeys/draft.ts'
import { publish } from '../server/journeys/publish.ts'
import type { House } from './database.ts'

const by = { actor: 'system', actorName: 'test' }

/** A published journey. */
export async function liveJourney(house: House, graph: Graph, name = 'Journey') {
  return transaction(house.db, async (tx) => {
    const { id } = await createJourney(tx, { name, graph, by })
    const { versionId } = await publish(tx, { id, revision: 1, by })
    return { id, versionId }
  })
}

/** Gives the account a sender: with a real relay no mail leaves without one. */
export async function nameSender(house: House): Promise<void> {
  const { status, body } = await house.api('PUT', '/api/account', {
    name: 'みなと珈琲',
    zone: 'Asia/Tokyo',
    language: 'ja',
    senderName: 'みなと珈琲',
    senderAddress: 'hello@minato.example.jp',
    replyTo: '',
    postalAddress: '横浜市中区1-1',
    enquiry: 'https://minato.example.jp/contact',
  })
  if (status !== 200) throw new Error(`No sender could be set: ${JSON.stringify(body)}`)
}

let people = 0

/** New contacts by SQL, with attributes; returns their ids in order. */
export async function newContacts(
  house: House,
  count: number,
  { zone = null as string | null, attributes = {} } = {},
): Promise<number[]> {
  const from = people + 1
  people += count
  const rows = await house.db.execute<{ id: string }>(sql`
    INSERT INTO contacts (email, email_key, zone, attributes)
    SELECT mail, mail, ${zone}, ${JSON.stringify(attributes)}::text::jsonb
      FROM generate_series(${from}::int, ${people}::int) n, format('c%s@test.example', n) mail
    RETURNING id`)
  return rows.map((row) => Number(row.id))
}

type Journey = { id: number; versionId: number }

/** Enters contacts at a trigger; returns enrollment ids. */
export async function entered(
  house: House,
  { id: journeyId, versionId }: Journey,
  contactIds: number[],
  { nodeId = 'start', payload = {}, reentry = 'always' as Graph['settings']['reentry'] } = {},
): Promise<number[]> {
  return transaction(house.db, async (tx) => {
    const now = await house.clock(tx)
    const entrances = contactIds.map((contactId) => {
      return { contactId, journeyId, versionId, nodeId, reentry, origin: 'test', payload }
    })
    return (await enter(tx, entrances, now)).entered.map((each) => each.id)
  })
}

/** Turns until nothing more is due, as tickets would bring about. */
export async function runDry(house: House, { id }: { id: number }, size?: number): Promise<number> {
  let all = 0
  for (let claimed = 1; claimed > 0; all += claimed) {
    claimed = await run(house, id, { worker: 1, ...(size ? { size } : {}) })
  }
  return all
}

/** Asks again until it holds; the tests' only way of waiting. @throws after `seconds` */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 20) {
  const end = performance.now() + seconds * 1000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Still not true after ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
