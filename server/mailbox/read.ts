import { and, count, desc, eq, lt, sql } from 'drizzle-orm'
import { simpleParser } from 'mailparser'
import { contacts } from '../contacts/table.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Ground } from '../ground.ts'
import { journeys } from '../journeys/table.ts'
import { messages } from '../messages/table.ts'
import { caught } from './table.ts'

export type Which = Paged & {
  journeyId?: number | undefined
  contactId?: number | undefined
}

/** Caught mails, newest first, with the journey and contact that they belong to. */
export async function listMails(
  { db }: Pick<Ground, 'db'>,
  { cursor, limit = 50, ...whose }: Which,
) {
  const before = readIdCursor(cursor)
  const theirs = and(
    whose.journeyId ? eq(messages.journeyId, whose.journeyId) : undefined,
    whose.contactId ? eq(messages.contactId, whose.contactId) : undefined,
  )
  const rows = await joined(db)
    .where(and(theirs, before ? lt(caught.id, before) : undefined))
    .orderBy(desc(caught.id))
    .limit(limit + 1)
  const [all] = await db
    .select({ total: count() })
    .from(caught)
    .leftJoin(messages, isOf)
    .where(theirs)
  const { page, next } = pageOf(rows, limit, (row) => row.id)
  return { mails: page.map(shown), next, total: all!.total }
}

/** One caught mail, taken apart; null when there is none of this number. */
export async function readMail({ db }: Pick<Ground, 'db'>, id: number) {
  const [row] = await joined(db).where(eq(caught.id, id))
  const [kept] = await db.select({ raw: caught.raw }).from(caught).where(eq(caught.id, id))
  if (!row || !kept) return null
  const raw = Buffer.from(kept.raw)
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true })
  return {
    ...shown(row),
    html: parsed.html || null,
    text: parsed.text ?? null,
    headers: parsed.headerLines.map(({ line }) => pairOf(line)),
    source: raw.toString('utf8'),
  }
}

/** A Message-ID of ours begins with the message's number, and so finds it by its key. */
const isOf = sql`
  ${messages.id} = CASE WHEN ${caught.headerId} ~ '^[0-9]{1,18}[.]'
                        THEN split_part(${caught.headerId}, '.', 1)::bigint END
  AND ${messages.headerId} = ${caught.headerId}`

const joined = (db: Ground['db']) =>
  db
    .select({
      id: caught.id,
      receivedAt: caught.receivedAt,
      from: caught.from,
      to: caught.to,
      subject: caught.subject,
      size: caught.size,
      messageId: messages.id,
      journeyId: messages.journeyId,
      journeyName: journeys.name,
      journeyKind: journeys.kind,
      contactId: messages.contactId,
      email: contacts.email,
    })
    .from(caught)
    .leftJoin(messages, isOf)
    .leftJoin(journeys, eq(journeys.id, messages.journeyId))
    .leftJoin(contacts, eq(contacts.id, messages.contactId))

type Row = Awaited<ReturnType<typeof joined>>[number]

const shown = ({ email: _, ...row }: Row) => ({ ...row, receivedAt: `${row.receivedAt}` })

/** A header line as it stood, unfolded. */
function pairOf(line: string): [name: string, value: string] {
  const at = line.indexOf(':')
  return [
    line.slice(0, at),
    line
      .slice(at + 1)
      .replace(/\r?\n\s*/g, ' ')
      .trim(),
  ]
}
