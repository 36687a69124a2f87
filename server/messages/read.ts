import { and, asc, desc, eq, lt } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Ground } from '../ground.ts'
import { journeys } from '../journeys/table.ts'
import { readBody } from './bodies.ts'
import { attempts, messages } from './table.ts'

/** One message as it was sent but for its keys, with every try; null when there is none of this number. */
export async function readMessage({ db }: Ground, id: number) {
  const [row] = await db
    .select({
      message: messages,
      journeyName: journeys.name,
      journeyKind: journeys.kind,
      email: contacts.email,
    })
    .from(messages)
    .innerJoin(journeys, eq(journeys.id, messages.journeyId))
    .innerJoin(contacts, eq(contacts.id, messages.contactId))
    .where(eq(messages.id, id))
  if (!row) return null
  const { message, journeyName, journeyKind, email } = row
  const [body, tries] = await Promise.all([
    message.bodyHash ? readBody(db, message.bodyHash) : null,
    db.select().from(attempts).where(eq(attempts.messageId, id)).orderBy(asc(attempts.number)),
  ])
  return {
    id,
    state: message.state,
    reason: message.reason,
    error: message.error,
    reply: message.reply,
    class: message.class,
    subject: message.subject,
    from: message.from,
    to: message.to ?? email,
    html: body?.html ?? null,
    text: body?.text ?? null,
    headers: body ? headersOf(message, body.headers) : [],
    attempts: tries.map(({ number, at, ms, outcome, reason, reply }) => {
      return { number, at: `${at}`, ms, outcome, reason, reply }
    }),
    enrollmentId: message.enrollmentId,
    journeyId: message.journeyId,
    journeyName,
    journeyKind,
    contactId: message.contactId,
    nodeId: message.nodeId,
    at: `${momentOf(message)}`,
    dueAt: message.dueAt && `${message.dueAt}`,
  }
}

/** Messages that wait for a decision, newest first. */
export async function listOpen(
  { db }: Ground,
  { state, cursor, limit = 50 }: Paged & { state: 'unknown' | 'held' },
) {
  const before = readIdCursor(cursor)
  const rows = await db
    .select({
      message: messages,
      journeyName: journeys.name,
      journeyKind: journeys.kind,
      email: contacts.email,
    })
    .from(messages)
    .innerJoin(journeys, eq(journeys.id, messages.journeyId))
    .innerJoin(contacts, eq(contacts.id, messages.contactId))
    .where(and(eq(messages.state, state), before ? lt(messages.id, before) : undefined))
    .orderBy(desc(messages.id))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, ({ message }) => message.id)
  return {
    messages: page.map(({ message, journeyName, journeyKind, email }) => ({
      id: message.id,
      state: message.state,
      reason: message.reason,
      subject: message.subject,
      to: message.to ?? email,
      journeyId: message.journeyId,
      journeyName,
      journeyKind,
      contactId: message.contactId,
      nodeId: message.nodeId,
      at: `${momentOf(message)}`,
    })),
    next,
  }
}

type Message = typeof messages.$inferSelect

const momentOf = ({ finalAt, sendingAt, queuedAt }: Message) => finalAt ?? sendingAt ?? queuedAt

/** As on the wire, but for what the hand-over itself adds (Date, MIME). */
function headersOf({ from, to, subject, headerId }: Message, own: [string, string][]) {
  const known: [string, string | null][] = [
    ['From', from],
    ['To', to],
    ['Subject', subject],
    ['Message-ID', headerId && `<${headerId}>`],
  ]
  return [...known.filter((pair): pair is [string, string] => Boolean(pair[1])), ...own]
}
