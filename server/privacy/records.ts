import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { enrollments, steps } from '../enrollments/table.ts'
import { events } from '../events/table.ts'
import { importRows, imports } from '../imports/table.ts'
import { journeys, versions } from '../journeys/table.ts'
import { readBody } from '../messages/bodies.ts'
import { messages } from '../messages/table.ts'
import { requests, sources } from '../sources/table.ts'
import { causeOf, stateWord } from '../words/messages.ts'
import type { Desk } from './desk.ts'
import { contentTold, eventTold, exitTold, originTold } from './told.ts'

/** All that happened to a contact, list by list, oldest first. */
export function records(desk: Desk): [name: string, pages: AsyncIterable<unknown[]>][] {
  const { say } = desk
  return [
    [say.events, paged(500, (after, most) => eventsOf(desk, after, most))],
    [say.journeys, paged(50, (after, most) => walksOf(desk, after, most))],
    // Few at a time: each comes with its whole text.
    [say.mails, paged(10, (after, most) => mailsOf(desk, after, most))],
    [say.received, paged(50, (after, most) => postsOf(desk, after, most))],
    [say.imports, importedOf(desk)],
  ]
}

type Row = { id: number; told: Record<string, unknown> }

/** Each page a short read of its own, behind the number where the last one ended. */
async function* paged(
  most: number,
  read: (after: number, most: number) => Promise<Row[]>,
): AsyncGenerator<unknown[]> {
  for (let after = 0; ; ) {
    const rows = await read(after, most)
    yield rows.map(({ told }) => told)
    if (rows.length < most) return
    after = rows.at(-1)!.id
  }
}

async function eventsOf(desk: Desk, after: number, most: number) {
  const { db, contactId, say, when } = desk
  const rows = await db
    .select()
    .from(events)
    .where(and(eq(events.contactId, contactId), gt(events.id, after)))
    .orderBy(asc(events.id))
    .limit(most)
  return rows.map(({ id, name, happenedAt, origin, payload }) => ({
    id,
    told: {
      [say.name]: eventTold(name, desk),
      [say.at]: when(happenedAt),
      [say.origin]: originTold(origin, desk),
      [say.content]: contentTold(name, payload, desk),
    },
  }))
}

async function walksOf(desk: Desk, after: number, most: number) {
  const { db, contactId, say, when } = desk
  const rows = await db
    .select({ walk: enrollments, name: journeys.name, kind: journeys.kind, graph: versions.graph })
    .from(enrollments)
    .innerJoin(journeys, eq(journeys.id, enrollments.journeyId))
    .innerJoin(versions, eq(versions.id, enrollments.versionId))
    .where(and(eq(enrollments.contactId, contactId), gt(enrollments.id, after)))
    .orderBy(asc(enrollments.id))
    .limit(most)
  const ids = rows.map(({ walk }) => walk.id)
  const lived = await db
    .select()
    .from(steps)
    .where(inArray(steps.enrollmentId, ids))
    .orderBy(asc(steps.enrollmentId), asc(steps.seq))
  const stepsOf = Map.groupBy(lived, ({ enrollmentId }) => enrollmentId)
  return rows.map(({ walk, name, kind, graph }) => {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
    const named = new Map(
      graph.nodes.map((node) => [
        node.id,
        String(node.data.name || node.data.subject || node.type),
      ]),
    )
    return {
      id: walk.id,
      told: {
        [say.journey]: kind === 'mail' ? null : name,
        [say.enteredAt]: when(walk.enteredAt),
        [say.endedAt]: when(walk.endedAt),
        [say.state]: say.states[walk.state],
        [say.origin]: originTold(walk.origin, desk),
        // What a single mail is filled with may hold a key; the mail tells the rest.
        [say.content]: kind === 'mail' ? {} : walk.payload,
        [say.steps]: (stepsOf.get(walk.id) ?? []).map(({ nodeId, at, out, detail }) => ({
          [say.step]: named.get(nodeId) ?? nodeId,
          [say.at]: when(at),
          [say.exit]: exitTold(out, nodes.get(nodeId), desk),
          [say.detail]: detail,
        })),
      },
    }
  })
}

async function mailsOf({ db, contactId, language, say, when }: Desk, after: number, most: number) {
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.contactId, contactId), gt(messages.id, after)))
    .orderBy(asc(messages.id))
    .limit(most)
  const bodies = await Promise.all(
    rows.map(({ bodyHash }) => (bodyHash ? readBody(db, bodyHash) : null)),
  )
  return rows.map((mail, n) => ({
    id: mail.id,
    told: {
      [say.subject]: mail.subject,
      [say.from]: mail.from,
      [say.to]: mail.to,
      [say.queuedAt]: when(mail.queuedAt),
      [say.finishedAt]: when(mail.finalAt),
      [say.state]: stateWord(mail.state, language),
      [say.reason]: causeOf(mail.reason, language) ?? mail.reason,
      [say.reply]: mail.reply,
      [say.merged]: mail.merged ?? {},
      [say.text]: bodies[n]?.text ?? null,
      [say.html]: bodies[n]?.html ?? null,
    },
  }))
}

async function postsOf({ db, contactId, say, when }: Desk, after: number, most: number) {
  const rows = await db
    .select({ request: requests, source: sources.name })
    .from(requests)
    .innerJoin(sources, eq(sources.id, requests.sourceId))
    .where(and(eq(requests.contactId, contactId), gt(requests.id, after)))
    .orderBy(asc(requests.id))
    .limit(most)
  return rows.map(({ request, source }) => ({
    id: request.id,
    told: {
      [say.source]: source,
      [say.receivedAt]: when(request.receivedAt),
      [say.content]: Buffer.from(request.body).toString('utf8'),
      [say.ip]: request.ip,
      [say.userAgent]: request.headers['user-agent'] ?? null,
    },
  }))
}

/** A contact stands in few rows of few files. */
async function* importedOf({ db, contactId, say, when }: Desk): AsyncGenerator<unknown[]> {
  const rows = await db
    .select({ row: importRows, file: imports.fileName, at: imports.startedAt })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(eq(importRows.contactId, contactId))
    .orderBy(asc(importRows.importId), asc(importRows.line))
  yield rows.map(({ row, file, at }) => ({
    [say.file]: file,
    [say.row]: row.line,
    [say.at]: when(at),
    [say.change]: row.change,
  }))
}
