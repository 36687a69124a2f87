import { and, eq, max, sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { check } from '../engine/check.ts'
import type { Graph } from '../engine/graph.ts'
import { type SendData, send } from '../engine/nodes/send.ts'
import { Refusal } from '../refusal.ts'
import type { By } from './draft.ts'
import { around } from './read.ts'
import { journeys, versions } from './table.ts'

/** Where a contact enters a journey of one mail. */
export const MAIL_START = 'start'
const MAIL = 'mail'
/** The journey of all mails that are sent by hand. */
export const HAND_MAILS = 'by-hand'

/**
 * Freezes one mail into a version of a hidden journey, so that it is sent exactly once and told like
 * any other.
 * @param name which of the product's own journeys; all mails sent by hand share one, as the waker looks
 *   at journeys every second. Stored, never shown
 * @returns where a contact enters
 * @throws Refusal 422 with every problem
 */
export async function publishSingleMail(
  tx: Tx,
  { name = HAND_MAILS, mail, by }: { name?: string; mail: SendData; by: By },
) {
  const graph = mailGraph(mail)
  const problems = check(graph, await around(tx))
  if (problems.length > 0) throw new Refusal(422, 'mail-unfinished', { problems })
  // Two at once would take one number, and the first two would make two journeys.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`single-mail ${name}`}))`)
  const journeyId = (await found(tx, name)) ?? (await made(tx, { name, graph, by }))
  const [last] = await tx
    .select({ number: max(versions.number) })
    .from(versions)
    .where(eq(versions.journeyId, journeyId))
  const number = (last?.number ?? 0) + 1
  const [version] = await tx
    .insert(versions)
    .values({ journeyId, number, graph, publishedBy: by.actorName })
    .returning({ id: versions.id })
  const versionId = version!.id
  await tx.update(journeys).set({ liveVersionId: versionId }).where(eq(journeys.id, journeyId))
  return { journeyId, versionId, nodeId: MAIL_START }
}

/** The mail of a hidden journey as it is sent now. */
export async function readSingleMail(tx: Tx, journeyId: number): Promise<SendData | null> {
  const [row] = await tx
    .select({ graph: versions.graph })
    .from(journeys)
    .innerJoin(versions, eq(versions.id, journeys.liveVersionId))
    .where(eq(journeys.id, journeyId))
  const node = row?.graph.nodes.find(({ id }) => id === MAIL)
  return node ? send.data.parse(node.data) : null
}

function mailGraph(mail: SendData): Graph {
  const at = (y: number) => ({ x: 0, y })
  return {
    schema: 1,
    nodes: [
      { id: MAIL_START, type: 'trigger', position: at(0), data: { kind: 'hand' } },
      { id: MAIL, type: 'send', position: at(96), data: mail },
    ],
    edges: [{ id: 'start-mail', source: MAIL_START, target: MAIL, sourceHandle: 'out' }],
    settings: { reentry: 'always' },
  }
}

async function found(tx: Tx, name: string): Promise<number | undefined> {
  const [row] = await tx
    .select({ id: journeys.id })
    .from(journeys)
    .where(and(eq(journeys.kind, 'mail'), eq(journeys.name, name)))
  return row?.id
}

async function made(
  tx: Tx,
  { name, graph, by }: { name: string; graph: Graph; by: By },
): Promise<number> {
  const [row] = await tx
    .insert(journeys)
    .values({ kind: 'mail', name, state: 'live', draft: graph, draftSavedBy: by.actorName })
    .returning({ id: journeys.id })
  return row!.id
}
