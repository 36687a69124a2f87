import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import type { Db } from '../db.ts'
import { events } from '../events/table.ts'

const SHOWN = 20

/** What visitors of a website did lately, newest first. */
export async function latestOf(db: Db, sourceId: number) {
  const rows = await db
    .select({
      id: events.id,
      name: events.name,
      at: events.happenedAt,
      contactId: events.contactId,
      email: contacts.email,
    })
    .from(events)
    .innerJoin(contacts, eq(contacts.id, events.contactId))
    .where(
      and(
        eq(events.origin, `source:${sourceId}`),
        isNotNull(events.key),
        // What the index is made of, word for word.
        sql`${events.origin} LIKE 'source:%'`,
      ),
    )
    .orderBy(desc(events.id))
    .limit(SHOWN)
  return rows.map(({ at, ...row }) => ({ ...row, at: `${at}` }))
}
