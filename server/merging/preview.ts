import { eq, sql } from 'drizzle-orm'
import { lastSaid } from '../consents/repoint.ts'
import { consents } from '../consents/table.ts'
import { type Pair, type Row, readPair } from '../contacts/join.ts'
import { displayName } from '../contacts/name.ts'
import { externalIds, tags, topics } from '../contacts/table.ts'
import type { Db } from '../db.ts'
import { meetings } from '../enrollments/join.ts'
import { events } from '../events/table.ts'
import type { Ground } from '../ground.ts'
import { messages } from '../messages/table.ts'
import { Refusal } from '../refusal.ts'
import { isSuppressed } from '../suppressions/suppress.ts'
import { outcomeOf } from './outcome.ts'

/** Who is kept and who is not, as a person calls them. */
export type Side = { id: number; name: string; email: string }

/**
 * What merging would do; nothing is changed.
 * @throws Refusal `not-found`, `merge-self`, `contact-gone`, `contact-merged`
 */
export async function previewMerge({ db }: Ground, pair: Pair, language: 'ja' | 'en') {
  const rows = await readPair(db, pair)
  if (rows.from.mergedInto !== null) {
    throw new Refusal(410, 'contact-merged', { into: rows.from.mergedInto })
  }
  const { fields, kept } = outcomeOf(rows, [])
  const side = ({ id, attributes, email }: Row): Side => {
    return { id, email, name: displayName(attributes, email, language) }
  }
  return {
    into: side(rows.into),
    from: side(rows.from),
    fields,
    tags: await namesOf(db, tags, kept.tags),
    ...(await consentAfter(db, pair)),
    stopped: await stoppedBy(db, rows),
    journeys: await meetings(db, pair),
    moving: await movingFrom(db, pair.from),
  }
}

/** What holds once both have said what they have said: a refusal of either stays. */
async function consentAfter(db: Db, { into, from }: Pair) {
  const said = await lastSaid(db, [into, from])
  const after = (topicId: number | null): 'given' | 'withdrawn' | null => {
    const about = said.filter(({ topic_id }) => topic_id === topicId)
    if (about.length === 0) return null
    return about.some(({ given }) => given === 'withdrawn') ? 'withdrawn' : 'given'
  }
  const wanted = [...new Set(said.flatMap(({ topic_id }) => topic_id ?? []))]
  return {
    consent: after(null),
    topics: await namesOf(
      db,
      topics,
      wanted.filter((id) => after(id) === 'given'),
    ),
  }
}

/** Why mail to the contact that stays stops: what a person or a colleague said of either address. */
async function stoppedBy(db: Db, { into, from }: { into: Row; from: Row }) {
  const reasons = await isSuppressed(db, [into.emailKey, from.emailKey])
  const other = reasons.get(from.emailKey)
  return reasons.get(into.emailKey) ?? (other === 'bounced' ? null : (other ?? null))
}

async function movingFrom(db: Db, id: number) {
  const count = (table: typeof events | typeof messages | typeof consents | typeof externalIds) =>
    db.$count(table, eq(table.contactId, id))
  return {
    events: await count(events),
    messages: await count(messages),
    consents: await count(consents),
    externalIds: await count(externalIds),
  }
}

async function namesOf(db: Db, table: typeof tags | typeof topics, ids: number[]) {
  const rows = await db
    .select({ name: table.name })
    .from(table)
    .where(sql`${table.id} = ANY (${`{${ids}}`}::int[])`)
    .orderBy(table.name)
  return rows.map(({ name }) => name)
}
