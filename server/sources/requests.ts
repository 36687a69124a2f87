import { and, desc, eq, lt } from 'drizzle-orm'
import { contacts } from '../contacts/table.ts'
import { type Paged, pageOf, readIdCursor } from '../cursor.ts'
import type { Db } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { words } from '../words/doors.ts'
import { asFilledIn } from './claim.ts'
import { judge } from './judge.ts'
import { decodeAs } from './read/charset.ts'
import { isReason } from './reasons.ts'
import { formVersions, requests, sources } from './table.ts'

type Language = 'ja' | 'en'

/** A source's posts, newest first, with what became of them. */
export async function listRequests(
  db: Db,
  which: Paged & { sourceId: number; language: Language },
) {
  const { sourceId, cursor, limit = 50, language } = which
  const before = readIdCursor(cursor)
  const rows = await db
    .select(shown)
    .from(requests)
    .leftJoin(contacts, eq(contacts.id, requests.contactId))
    .where(and(eq(requests.sourceId, sourceId), before ? lt(requests.id, before) : undefined))
    .orderBy(desc(requests.id))
    .limit(limit + 1)
  const { page, next } = pageOf(rows, limit, (row) => row.id)
  return { requests: page.map((row) => view(row, language)), next }
}

/**
 * One post with its content as text and as fields, and whom today's mapping finds in it.
 * @throws Refusal `not-found`
 */
export async function readRequest(db: Db, id: number, language: Language) {
  const { contentType, headers, ip, body } = requests
  const [row] = await db
    .select({
      ...shown,
      contentType,
      headers,
      ip,
      body,
      mapping: sources.mapping,
      kind: sources.kind,
      form: asFilledIn,
    })
    .from(requests)
    .innerJoin(sources, eq(sources.id, requests.sourceId))
    .leftJoin(formVersions, eq(formVersions.id, requests.formVersionId))
    .leftJoin(contacts, eq(contacts.id, requests.contactId))
    .where(eq(requests.id, id))
  if (!row) throw new Refusal(404, 'not-found')
  const judged = judge(row, row)
  const fields: Record<string, unknown> | null = judged.fields
  return {
    ...view(row, language),
    sourceId: row.sourceId,
    contentType: row.contentType,
    headers: row.headers,
    ip: row.ip,
    charset: judged.charset,
    body: decodeAs(row.body, judged.charset ?? 'utf-8'),
    fields,
    kind: row.kind,
    found: judged.type === 'taken' && row.kind !== 'site' ? found(judged.found) : null,
  }
}

const shown = {
  id: requests.id,
  sourceId: requests.sourceId,
  receivedAt: requests.receivedAt,
  outcome: requests.outcome,
  reason: requests.reason,
  field: requests.field,
  contactId: requests.contactId,
  email: contacts.email,
  replays: requests.replays,
}

type Row = Pick<typeof requests.$inferSelect, Exclude<keyof typeof shown, 'email'>> & {
  email: string | null
}

function view(row: Row, language: Language) {
  const { id, receivedAt, outcome, reason, field, contactId, email, replays } = row
  const message = isReason(reason) ? words[language].refused[reason](field) : null
  return {
    id,
    receivedAt: receivedAt.toString(),
    outcome,
    reason,
    field,
    message,
    contactId,
    email,
    replays,
  }
}

function found({
  address,
  field,
  attributes,
  payload,
}: Extract<ReturnType<typeof judge>, { type: 'taken' }>['found']) {
  const rest: Record<string, unknown> = payload
  return { email: address.email, field, attributes, payload: rest }
}
