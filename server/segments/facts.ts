import { type SQL, sql } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import type { Db, Tx } from '../db.ts'
import type { Asks } from '../engine/asks.ts'
import {
  type EventFact,
  type JourneyFacts,
  type Known,
  LOOKED_BACK,
  type MailFact,
} from '../engine/rule-facts.ts'
import { enrollments } from '../enrollments/table.ts'
import { events } from '../events/table.ts'
import { messages } from '../messages/table.ts'
import { suppressions } from '../suppressions/table.ts'
import { segmentContacts } from './table.ts'

/** The part of a contact's facts that stands elsewhere than in their row. */
export type Beside = Pick<Known, 'events' | 'mails' | 'segments' | 'journeys'> & {
  suppressed: boolean
}

/**
 * Loads what rules ask about contacts beside their rows: one statement for each kind of question that
 * is asked, none for the others.
 * @returns what is known of a contact, by id
 */
export async function besideOf(
  tx: Tx | Db,
  contactIds: readonly number[],
  asks: Asks,
): Promise<(contactId: number) => Beside> {
  const ids = sql`${`{${[...new Set(contactIds)].join(',')}}`}::bigint[]`
  const events = await eventFacts(tx, ids, [...asks.events])
  const mails = asks.mails ? await mailFacts(tx, ids) : new Map<number, MailFact[]>()
  const segments = await segmentFacts(tx, ids, [...asks.segments])
  const journeys = await journeyFacts(tx, ids, [...asks.journeys])
  const suppressed = asks.suppressed ? await suppressedOf(tx, ids) : new Set<number>()
  return (id) => ({
    events: events.get(id) ?? [],
    mails: mails.get(id) ?? [],
    segments: segments.get(id) ?? new Set(),
    journeys: journeys.get(id) ?? nowhere,
    suppressed: suppressed.has(id),
  })
}

const nowhere: JourneyFacts = { walking: new Set(), entered: new Set(), completed: new Set() }

async function eventFacts(tx: Tx | Db, ids: SQL, names: string[]) {
  const facts = new Map<number, EventFact[]>()
  if (names.length === 0) return facts
  const rows = await tx.execute<{
    contact_id: string
    name: string
    happened_at: string
    payload: Record<string, unknown>
  }>(sql`
    SELECT e.contact_id, e.name, e.happened_at, e.payload
      FROM unnest(${ids}) WITH ORDINALITY AS c(id, n),
           jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb) AS asked(name),
           LATERAL (SELECT * FROM ${events} e
                     WHERE e.name = asked.name AND e.contact_id = c.id
                     ORDER BY e.happened_at DESC, e.id DESC LIMIT ${LOOKED_BACK}) e`)
  for (const { contact_id, name, happened_at, payload } of rows) {
    push(facts, Number(contact_id), {
      name,
      happenedAt: Temporal.Instant.from(happened_at),
      payload,
    })
  }
  return facts
}

/** The newest of each kind, journey and node: when it was last is all that is asked about. */
async function mailFacts(tx: Tx | Db, ids: SQL) {
  const facts = new Map<number, MailFact[]>()
  const rows = await tx.execute<{
    contact_id: string
    did: MailFact['did']
    journey: unknown
    node: unknown
    at: string
  }>(sql`
    SELECT m.contact_id, 'sent' AS did, to_jsonb(m.journey_id) AS journey, to_jsonb(m.node_id) AS node,
           max(m.final_at) AS at
      FROM ${messages} m
     WHERE m.contact_id = ANY (${ids}) AND m.state IN ('sent', 'caught')
     GROUP BY 1, 2, 3, 4
     UNION ALL
    SELECT e.contact_id, split_part(e.name, '.', 2), e.payload -> 'journeyId', e.payload -> 'nodeId',
           max(e.happened_at)
      FROM ${events} e
     WHERE e.contact_id = ANY (${ids})
       AND e.name IN ('message.opened', 'message.clicked', 'message.bounced')
     GROUP BY 1, 2, 3, 4`)
  for (const { contact_id, did, journey, node, at } of rows) {
    push(facts, Number(contact_id), {
      did,
      journeyId: typeof journey === 'number' ? journey : null,
      nodeId: typeof node === 'string' ? node : null,
      at: Temporal.Instant.from(at),
    })
  }
  return facts
}

async function segmentFacts(tx: Tx | Db, ids: SQL, segments: number[]) {
  const facts = new Map<number, Set<number>>()
  if (segments.length === 0) return facts
  const rows = await tx.execute<{ contact_id: string; segment_id: string }>(sql`
    SELECT s.contact_id, s.segment_id FROM ${segmentContacts} s
     WHERE s.contact_id = ANY (${ids}) AND s.segment_id = ANY (${`{${segments}}`}::bigint[])`)
  for (const { contact_id, segment_id } of rows) {
    const id = Number(contact_id)
    facts.set(id, (facts.get(id) ?? new Set()).add(Number(segment_id)))
  }
  return facts
}

async function journeyFacts(tx: Tx | Db, ids: SQL, journeys: number[]) {
  const facts = new Map<number, Record<keyof JourneyFacts, Set<number>>>()
  if (journeys.length === 0) return facts
  const rows = await tx.execute<{
    contact_id: string
    journey_id: string
    walking: boolean
    completed: boolean
  }>(sql`
    SELECT e.contact_id, e.journey_id, bool_or(e.ended_at IS NULL) AS walking,
           bool_or(e.state = 'completed') AS completed
      FROM ${enrollments} e
     WHERE e.contact_id = ANY (${ids}) AND e.journey_id = ANY (${`{${journeys}}`}::bigint[])
     GROUP BY 1, 2`)
  for (const row of rows) {
    const [id, journeyId] = [Number(row.contact_id), Number(row.journey_id)]
    const fact = facts.get(id) ?? { walking: new Set(), entered: new Set(), completed: new Set() }
    fact.entered.add(journeyId)
    if (row.walking) fact.walking.add(journeyId)
    if (row.completed) fact.completed.add(journeyId)
    facts.set(id, fact)
  }
  return facts
}

async function suppressedOf(tx: Tx | Db, ids: SQL): Promise<Set<number>> {
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT c.id FROM ${contacts} c JOIN ${suppressions} s ON s.email_key = c.email_key
     WHERE c.id = ANY (${ids})`)
  return new Set(rows.map(({ id }) => Number(id)))
}

function push<Fact>(facts: Map<number, Fact[]>, id: number, fact: Fact) {
  const list = facts.get(id)
  if (list) list.push(fact)
  else facts.set(id, [fact])
}
