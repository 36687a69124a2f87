import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { bulk } from '../../server/db.ts'
import type { House } from '../database.ts'
import { attributes, names, nodes, payload, zones } from './arbitrary.ts'

export const now = Temporal.Instant.from('2027-02-25T15:30:00Z')

const ago = fc.constantFrom(0, 1, 23.999, 24, 24.001, 47, 48, 119, 120, 121, -3)
const id = fc.integer({ min: 1, max: 4 })
const person = fc.record({
  attributes,
  zone: fc.option(fc.constantFrom(...zones)),
  language: fc.option(fc.constantFrom('ja', 'en')),
  tags: fc.uniqueArray(id, { maxLength: 3 }),
  topics: fc.uniqueArray(id, { maxLength: 2 }),
  consent: fc.option(fc.constantFrom('given', 'withdrawn')),
  suppressed: fc.boolean(),
  created: ago,
  events: fc.array(fc.record({ name: fc.constantFrom(...names), ago, payload }), { maxLength: 4 }),
  mails: fc.array(
    fc.record({
      did: fc.constantFrom('sent', 'caught', 'failed', 'opened', 'clicked', 'bounced'),
      journey: id,
      node: fc.constantFrom(...nodes),
      ago,
    }),
    { maxLength: 3 },
  ),
  segments: fc.uniqueArray(id, { maxLength: 2 }),
  walks: fc.array(
    fc.record({ journey: id, state: fc.constantFrom('waiting', 'completed', 'exited', 'failed') }),
    {
      maxLength: 2,
    },
  ),
})

/** Contacts of every kind, with all that rules may ask about. Returns their ids. */
export async function fill(house: House, count: number, seed: number): Promise<number[]> {
  const { db } = house
  await db.execute(sql`
    INSERT INTO segments (name, kind, state, created_by)
    SELECT 'S' || n, 'fixed', 'ready', 'system' FROM generate_series(1, 4) n`)
  await db.execute(sql`
    INSERT INTO journeys (name, draft, draft_saved_by) SELECT 'J' || n, '{}', 'system' FROM generate_series(1, 4) n`)
  await db.execute(sql`
    INSERT INTO versions (journey_id, number, graph, published_by) SELECT n, 1, '{}', 'system' FROM generate_series(1, 4) n`)
  await db.execute(
    sql`INSERT INTO transports (key, name, address) VALUES ('mailbox', 'T', 'here') ON CONFLICT DO NOTHING`,
  )
  const people = fc.sample(person, { numRuns: count, seed })
  const rows = people.map((each, n) => ({
    email: `Ｐ${n}@example.jp`,
    email_key: `p${n}@example.jp`,
    attributes: each.attributes,
    zone: each.zone,
    language: each.language,
    tags: `{${each.tags}}`,
    topics: `{${each.topics}}`,
    consent: each.consent,
    created_at: before(each.created),
  }))
  const made = await db.execute<{ id: string }>(sql`
    INSERT INTO contacts (email, email_key, attributes, zone, language, tags, topics, consent, created_at)
    SELECT email, email_key, attributes, zone, language, tags::int[], topics::int[], consent, created_at
      FROM ${bulk(rows, {
        email: 'text',
        email_key: 'text',
        attributes: 'jsonb',
        zone: 'text',
        language: 'text',
        tags: 'text',
        topics: 'text',
        consent: 'text',
        created_at: 'timestamptz',
      })} RETURNING id`)
  const ids = made.map((row) => Number(row.id))
  const each = <Row>(list: (one: (typeof people)[number]) => Row[]) =>
    people.flatMap((one, n) => list(one).map((row) => ({ ...row, contact_id: ids[n]! })))
  const happened = each(({ events, mails }) => [
    ...events.map(({ name, ago, payload }) => ({
      name,
      at: before(ago),
      payload: payload as object,
    })),
    ...mails
      .filter(({ did }) => ['opened', 'clicked', 'bounced'].includes(did))
      .map(({ did, journey, node, ago }) => ({
        name: `message.${did}`,
        at: before(ago),
        payload: { journeyId: journey, nodeId: node },
      })),
  ])
  await db.execute(sql`
    INSERT INTO events (contact_id, name, at, happened_at, origin, payload)
    SELECT contact_id, name, at, at, 'test', payload
      FROM ${bulk(happened, { contact_id: 'bigint', name: 'text', at: 'timestamptz', payload: 'jsonb' })}`)
  await db.execute(sql`
    INSERT INTO suppressions (email_key, contact_id, reason, origin, at)
    SELECT email_key, id, 'by-hand', 'test', clock_timestamp() FROM contacts
     WHERE id = ANY (${`{${ids.filter((_, n) => people[n]!.suppressed)}}`}::bigint[])`)
  const mails = each(({ mails }) =>
    mails.filter(({ did }) => ['sent', 'caught', 'failed'].includes(did)),
  )
  await db.execute(sql`
    INSERT INTO messages (enrollment_id, journey_id, version_id, contact_id, node_id, visit, class, transport_id,
                          state, queued_at, final_at)
    SELECT row_number() OVER (), journey, 1, contact_id, node, 1, 'advertising', (SELECT min(id) FROM transports),
           did, at, at
      FROM ${bulk(
        mails.map(({ ago, ...mail }) => ({ ...mail, at: before(ago) })),
        { contact_id: 'bigint', journey: 'bigint', node: 'text', did: 'text', at: 'timestamptz' },
      )}`)
  await db.execute(sql`
    INSERT INTO segment_contacts (segment_id, contact_id, since)
    SELECT segment, contact_id, clock_timestamp()
      FROM ${bulk(
        each(({ segments }) => segments.map((segment) => ({ segment }))),
        { segment: 'bigint', contact_id: 'bigint' },
      )}`)
  await db.execute(sql`
    INSERT INTO enrollments (journey_id, version_id, contact_id, state, node_id, origin, since_at, entered_at, ended_at)
    SELECT journey, (SELECT min(id) FROM versions), contact_id, state, 'n', 'test', clock_timestamp(), clock_timestamp(),
           CASE WHEN state IN ('completed', 'exited') THEN clock_timestamp() END
      FROM ${bulk(
        each(({ walks }) => walks),
        { journey: 'bigint', contact_id: 'bigint', state: 'text' },
      )}`)
  return ids
}

const before = (hours: number) => now.subtract({ milliseconds: Math.round(hours * 3_600_000) })
