import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { displayName } from '../contacts/name.ts'
import { contacts } from '../contacts/table.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db, Tx } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { segmentContacts, segments } from './table.ts'

/** Segments by name, with how many are in; archived ones only where they are asked for. */
export async function listSegments(db: Db, { archived = false } = {}) {
  const rows = await db
    .select({ segment: segments, count: counted, lastId })
    .from(segments)
    .where(archived ? sql`${segments.archivedAt} IS NOT NULL` : sql`${segments.archivedAt} IS NULL`)
    .orderBy(asc(segments.name), asc(segments.id))
  return rows.map(shown)
}

/** @throws Refusal `segment-missing` */
export async function readSegment(db: Db, id: number) {
  const [row] = await db
    .select({ segment: segments, count: counted, lastId })
    .from(segments)
    .where(eq(segments.id, id))
  if (!row) throw new Refusal(404, 'segment-missing')
  return shown(row)
}

/** Contacts in a segment, by id, a page at a time. @throws Refusal `segment-missing` */
export async function contactsOf(
  db: Db,
  { id, cursor, limit = 50, language }: Paged & { id: number; language: 'ja' | 'en' },
) {
  await refuseMissing(db, id)
  const after = readIdCursor(cursor)
  const rows = await db
    .select({
      id: contacts.id,
      email: contacts.email,
      attributes: contacts.attributes,
      since: segmentContacts.since,
    })
    .from(segmentContacts)
    .innerJoin(contacts, eq(contacts.id, segmentContacts.contactId))
    .where(
      and(
        eq(segmentContacts.segmentId, id),
        after === undefined ? undefined : gt(segmentContacts.contactId, after),
      ),
    )
    .orderBy(asc(segmentContacts.contactId))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, (row) => row.id)
  return {
    contacts: page.map(({ attributes, since, ...row }) => ({
      ...row,
      name: displayName(attributes, row.email, language),
      since: since.toString(),
    })),
    next,
  }
}

/** In which segments contacts are, by contact id; archived ones left out. */
export async function segmentsOf(tx: Tx | Db, contactIds: number[]) {
  const found = new Map<number, { id: number; name: string; since: string }[]>()
  if (contactIds.length === 0) return found
  const rows = await tx
    .select({
      contactId: segmentContacts.contactId,
      id: segments.id,
      name: segments.name,
      since: segmentContacts.since,
    })
    .from(segmentContacts)
    .innerJoin(segments, eq(segments.id, segmentContacts.segmentId))
    .where(and(inArray(segmentContacts.contactId, contactIds), sql`${segments.archivedAt} IS NULL`))
    .orderBy(asc(segments.name), asc(segments.id))
  for (const { contactId, since, ...segment } of rows) {
    found.set(contactId, [...(found.get(contactId) ?? []), { ...segment, since: since.toString() }])
  }
  return found
}

/** @throws Refusal `segment-missing` */
export async function refuseMissing(db: Db, id: number): Promise<void> {
  const [row] = await db.select({ id: segments.id }).from(segments).where(eq(segments.id, id))
  if (!row) throw new Refusal(404, 'segment-missing')
}

const counted =
  sql`(SELECT count(*) FROM segment_contacts s WHERE s.segment_id = segments.id)`.mapWith(Number)

/** Behind which nobody is left to ask. */
const lastId = sql`(SELECT coalesce(max(c.id), 0) FROM contacts c)`.mapWith(Number)

type Row = { segment: typeof segments.$inferSelect; count: number; lastId: number }

function shown({ segment, count, lastId }: Row) {
  const { id, name, kind, rule, state, builtTo, revision } = segment
  return {
    id,
    name,
    kind,
    rule,
    state,
    /** The part of all contacts that was asked, 0 to 1; 1 once it is ready. */
    progress: state === 'ready' || lastId === 0 ? 1 : Math.min(1, builtTo / lastId),
    count,
    revision,
    createdAt: segment.createdAt.toString(),
    changedAt: segment.changedAt.toString(),
    archivedAt: segment.archivedAt?.toString() ?? null,
  }
}
