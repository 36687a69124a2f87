import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { refuseGone } from '../contacts/change.ts'
import { bulkActs, contacts } from '../contacts/table.ts'
import type { Db } from '../db.ts'
import { enrollments, steps } from '../enrollments/table.ts'
import { events } from '../events/table.ts'
import { imports } from '../imports/table.ts'
import { journeys, versions } from '../journeys/table.ts'
import { apiKeys, members } from '../members/table.ts'
import { messages } from '../messages/table.ts'
import { Refusal } from '../refusal.ts'
import { sources } from '../sources/table.ts'
import { transports } from '../transports/table.ts'

/** Walks and events shown at most, newest first: a timeline is read by people. */
const WALKS = 50
const EVENTS = 300

/** All rows that a contact's timeline is made of. @throws Refusal `not-found`, `contact-gone` */
export async function loadRecord(db: Db, contactId: number) {
  const [contact] = await db
    .select({ mergedInto: contacts.mergedInto, erasedAt: contacts.erasedAt })
    .from(contacts)
    .where(eq(contacts.id, contactId))
  if (!contact) throw new Refusal(404, 'not-found')
  refuseGone(contact)
  const walks = await db
    .select({ enrollment: enrollments, journey: journeys, version: versions })
    .from(enrollments)
    .innerJoin(journeys, eq(journeys.id, enrollments.journeyId))
    .innerJoin(versions, eq(versions.id, enrollments.versionId))
    .where(eq(enrollments.contactId, contactId))
    .orderBy(desc(enrollments.id))
    .limit(WALKS)
  const ids = walks.map((walk) => walk.enrollment.id)
  const [stepRows, messageRows, eventRows, sourceRows, memberRows, keyRows] = await Promise.all([
    db
      .select()
      .from(steps)
      .where(inArray(steps.enrollmentId, ids))
      .orderBy(steps.enrollmentId, steps.seq),
    db
      .select({ message: messages, transport: transports.name })
      .from(messages)
      .innerJoin(transports, eq(transports.id, messages.transportId))
      .where(and(eq(messages.contactId, contactId), inArray(messages.enrollmentId, ids))),
    db
      .select()
      .from(events)
      .where(eq(events.contactId, contactId))
      .orderBy(desc(events.id))
      .limit(EVENTS),
    db.select({ id: sources.id, name: sources.name }).from(sources),
    db.select({ id: members.id, name: members.name }).from(members),
    db.select({ id: apiKeys.id, name: apiKeys.name }).from(apiKeys),
  ])
  const names = new Map<string, string>()
  for (const { id, name } of sourceRows) names.set(`source:${id}`, name)
  for (const { id, name } of memberRows) names.set(`member:${id}`, name)
  for (const { id, name } of keyRows) names.set(`key:${id}`, name)
  const origins = eventRows.map(({ origin }) => origin)
  const [files, acts, merged] = await Promise.all([
    db
      .select({ id: imports.id, name: imports.fileName })
      .from(imports)
      .where(inArray(imports.id, numbered(origins, 'import'))),
    db
      .select({ id: bulkActs.id, actor: bulkActs.actor })
      .from(bulkActs)
      .where(inArray(bulkActs.id, numbered(origins, 'bulk-act'))),
    db
      .select({ id: contacts.id, name: contacts.email })
      .from(contacts)
      .where(and(inArray(contacts.id, mergedIn(eventRows)), isNull(contacts.erasedAt))),
  ])
  for (const { id, name } of merged) names.set(`contact:${id}`, name)
  for (const { id, name } of files) names.set(`import:${id}`, name)
  // Behind an act on many stands whoever asked for it.
  const actors = new Map(acts.map(({ id, actor }) => [`bulk-act:${id}`, actor]))
  return { walks, steps: stepRows, messages: messageRows, events: eventRows, names, actors }
}

/** Whoever was merged into this contact. Pure. */
const mergedIn = (rows: { name: string; payload: Record<string, unknown> }[]) =>
  rows.flatMap(({ name, payload }) =>
    name === 'contact.merged' && typeof payload.from === 'number' ? [payload.from] : [],
  )

/** The numbers in origins of one kind, each once. Pure. */
function numbered(origins: string[], kind: string): number[] {
  const heads = origins.map((origin) => origin.split('/')[0]!.split(':'))
  return [...new Set(heads.filter(([of]) => of === kind).map(([, id]) => Number(id)))]
}

export type ContactRecord = Awaited<ReturnType<typeof loadRecord>>
